import type { ReadAs } from '../../../access/actor/rights.ts';
import { type Contact, directory, privateTarget } from '../../../access/contacts/directory-store.ts';
import { type RegionScope, wordsFor } from '../../../access/region/region-scope.ts';
import { type Message, message, note, text } from '../../../chat/message.ts';
import { edit, send, sentUnder } from '../../../delivery/outbox/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { answeringOrganisations, questionnaireReaders } from '../questionnaires/load.ts';
import { askedQuestions, isAnswered, nextStep } from '../questionnaires/rules.ts';
import { questionnaireTitle } from '../questionnaires/words.ts';
import { type Question, type QuestionId, questionOf } from '../questions/catalogue.ts';
import type { Questionnaire, SurveyConversation } from '../survey.ts';
import { conversationStore } from './conversation-store.ts';
import { openingMessage, questionMovedMessage, questionnaireEndMessage } from './messages/conversation.ts';
import { questionBlocks } from './messages/question.ts';
import { organisationIn, targetIn } from './rooms.ts';

/** A conversation with everything needed to post in it. */
export interface Talk {
  readonly conversation: SurveyConversation;
  readonly questionnaire: Questionnaire;
  readonly t: Translator;
  readonly names: ReadonlyMap<string, string>;
  readonly onBehalfOf: string | null;
  /** True when several people answer there. */
  readonly shared: boolean;
}

export async function talkOf(
  scope: RegionScope,
  questionnaire: Questionnaire,
  conversation: SurveyConversation,
  known: Contact | null = null,
): Promise<Talk> {
  const people = directory(scope);
  const contact = known ?? (await people.person(conversation.personId));
  const names = await people.people([...new Set(questionnaire.entries.map(({ by }) => by))]);
  const members: Contact[] = [];
  for (const id of answeringOrganisations(questionnaire, scope.now, scope.region.timeZone)) {
    members.push(...(await people.members(id)));
  }
  return {
    conversation,
    questionnaire,
    t: wordsFor(contact ?? scope.region, scope.region),
    names: new Map(names.map(({ personId, name }) => [personId, name])),
    shared: organisationIn(conversation.room) !== null && members.length > 1,
    onBehalfOf: members.some(({ personId }) => personId === conversation.personId)
      ? null
      : questionnaire.organisation.name,
  };
}

/** Words the message with this key, which shows a question: the opening message, or one of its own. */
function shownAs(
  talk: Talk,
  question: Question,
  key: string,
  correcting = false,
  preface: string | null = null,
): Message {
  const { conversation, questionnaire, t, names, shared } = talk;
  const blocks = questionBlocks(t, { conversation, questionnaire, question, names, shared, correcting });
  if (key === conversation.deliveryKey) return openingMessage(t, { ...talk, question: blocks });
  return named(talk, message(preface !== null && text(preface), ...blocks));
}

/** Adds the questionnaire's title, where several are answered in one place. */
function named({ conversation, questionnaire, t }: Talk, words: Message): Message {
  return conversation.room === null ? words : message(note(questionnaireTitle(t, questionnaire)), ...words.blocks);
}

/** Updates the message that shows a question, if any. */
export async function refreshQuestion(
  scope: RegionScope,
  talk: Talk,
  id: QuestionId,
  correcting = false,
): Promise<void> {
  const key = talk.conversation.shown[id];
  if (key !== undefined) await edit(scope, key, shownAs(talk, questionOf(id), key, correcting));
}

/** Updates the opening message. */
export async function refreshOpening(scope: RegionScope, talk: Talk): Promise<void> {
  const { conversation } = talk;
  const held = Object.entries(conversation.shown).find(([, key]) => key === conversation.deliveryKey)?.[0];
  const question = askedQuestions(talk.questionnaire.kind, talk.questionnaire.answers).find(({ id }) => id === held);
  await edit(
    scope,
    conversation.deliveryKey,
    question ? shownAs(talk, question, conversation.deliveryKey) : openingMessage(talk.t, { ...talk, question: [] }),
  );
}

/** Sends the opening message, which holds the first question. `calls` are the people to mention in their thread. */
export async function sendOpening(
  scope: RegionScope,
  talk: Talk,
  to: Contact,
  { calls, unsolicited }: { readonly calls: readonly Contact[]; readonly unsolicited: boolean },
): Promise<Talk> {
  const step = nextStep(talk.questionnaire);
  const key = talk.conversation.deliveryKey;
  const conversation: SurveyConversation = step
    ? { ...talk.conversation, question: step.question.id, shown: { [step.question.id]: key } }
    : talk.conversation;
  const opened = { ...talk, conversation };
  const target = conversation.room === null ? privateTarget(to) : await targetIn(scope, conversation, calls);
  await send(scope, {
    key,
    target,
    message: step ? shownAs(opened, step.question, key) : openingMessage(talk.t, { ...opened, question: [] }),
    about: aboutConversation(conversation.id),
    readAs: [...questionnaireReaders(scope, talk.questionnaire), 'coordinator'],
    consent: unsolicited ? { unasked: 'question', personId: to.personId } : { asked: 'own-request' },
  });
  await conversationStore(scope).keep(conversation);
  return opened;
}

/**
 * Asks a question in a new message; the message that showed it before then says that it is further down. A question
 * that is answered already is open to be corrected. `preface` is a text above it.
 */
export async function askQuestion(
  scope: RegionScope,
  talk: Talk,
  question: Question,
  preface: string | null = null,
): Promise<Talk> {
  const { conversation } = talk;
  const before = conversation.shown[question.id];
  const key = `${conversation.deliveryKey}:${question.id}:${nextNumber(conversation.deliveryKey, before)}`;
  const moved = {
    ...talk,
    conversation: {
      ...conversation,
      question: question.id,
      shown: { ...conversation.shown, [question.id]: key },
      closedAt: null,
    },
  };
  if (before === conversation.deliveryKey) await refreshOpening(scope, moved);
  else if (before !== undefined) await edit(scope, before, questionMovedMessage(talk.t));
  const correcting = isAnswered(question, talk.questionnaire.answers);
  await put(scope, moved, key, shownAs(moved, question, key, correcting, preface));
  await conversationStore(scope).keep(moved.conversation);
  return moved;
}

/** Posts a message in the conversation. `calls` are the people to mention, where others are there too. */
export async function postInConversation(
  scope: RegionScope,
  talk: Talk,
  key: string,
  words: Message,
  calls: readonly Contact[] = [],
): Promise<void> {
  await put(scope, talk, key, named(talk, words), calls);
}

async function put(
  scope: RegionScope,
  { conversation, questionnaire }: Talk,
  key: string,
  words: Message,
  calls: readonly Contact[] = [],
): Promise<void> {
  const target = await targetIn(scope, conversation, calls);
  const about = aboutConversation(conversation.id);
  const readAs: ReadAs = [...questionnaireReaders(scope, questionnaire), 'coordinator'];
  await send(scope, { key, target, message: words, about, consent: { asked: 'conversation' }, readAs });
}

/**
 * Asks the first question without an answer; without any left, ends the conversation and returns true. `before` is the
 * questionnaire as it was last shown. `next` finds another incomplete one that won't be opened automatically.
 */
export async function continueOrEnd(
  scope: RegionScope,
  talk: Talk,
  before: Questionnaire,
  next: () => Promise<Questionnaire | null>,
): Promise<boolean> {
  const { conversation, questionnaire, t } = talk;
  const step = nextStep(questionnaire);
  const store = conversationStore(scope);
  if (step) {
    const { question } = step;
    const stands =
      conversation.shown[question.id] !== undefined &&
      askedQuestions(before.kind, before.answers).some(({ id }) => id === question.id) &&
      !isAnswered(question, before.answers);
    if (stands) await store.keep({ ...conversation, question: question.id, closedAt: null });
    else await askQuestion(scope, talk, question);
    return false;
  }
  await store.keep({ ...conversation, question: null, closedAt: conversation.closedAt ?? scope.now });
  if (conversation.closedAt !== null) return true;
  const endings = await sentUnder(scope, `${conversation.deliveryKey}:end-`);
  await postInConversation(
    scope,
    talk,
    `${conversation.deliveryKey}:end-${endings.length + 1}`,
    questionnaireEndMessage(t, questionnaire, await next()),
  );
  return true;
}

const ABOUT = 'survey:';

function aboutConversation(id: string): string {
  return `${ABOUT}${id}`;
}

/** Returns the ids of the conversations that these sendings are about. */
export function conversationsAmong(abouts: readonly string[]): readonly string[] {
  return abouts.flatMap((about) => (about.startsWith(ABOUT) ? [about.slice(ABOUT.length)] : []));
}

function nextNumber(deliveryKey: string, before: string | undefined): number {
  if (before === undefined || before === deliveryKey) return 1;
  return Number(before.slice(before.lastIndexOf(':') + 1)) + 1;
}
