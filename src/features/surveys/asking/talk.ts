import type { ReadAs } from '../../../access/actor/rights.ts';
import { type Contact, directory, privateTarget } from '../../../access/contacts/directory-store.ts';
import { type RegionScope, wordsFor } from '../../../access/region/region-scope.ts';
import { type Message, message, note } from '../../../chat/message.ts';
import { edit, type NewDelivery, send, standingOf } from '../../../delivery/outbox/index.ts';
import { firstName } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { knownStore } from '../questionnaires/known-store.ts';
import { answeringOrganisations, isMissing, loadQuestionnaire, questionnaireReaders } from '../questionnaires/load.ts';
import { questionnaireStore } from '../questionnaires/questionnaire-store.ts';
import { isComplete, isPostponed, nextStep, questionBelow } from '../questionnaires/rules.ts';
import { questionnaireTitle, waitingName } from '../questionnaires/words.ts';
import { questionOf } from '../questions/catalogue.ts';
import type { Questionnaire, SurveyConversation } from '../survey.ts';
import { moveCard } from './card-store.ts';
import { conversationStore } from './conversation-store.ts';
import { type AlsoAsked, type CardView, cardMessage, type Thanks } from './messages/card.ts';
import { cardMovedMessage } from './messages/conversation.ts';
import { withOutsiders } from './outsiders.ts';
import { organisationIn, seenIn, targetIn } from './rooms.ts';

/** A conversation with everything needed to post in it. */
export interface Talk {
  readonly conversation: SurveyConversation;
  readonly questionnaire: Questionnaire;
  readonly t: Translator;
  readonly names: ReadonlyMap<string, string>;
  readonly onBehalfOf: string | null;
  /** True when several people answer there. */
  readonly shared: boolean;
  /** The people to thank for each answer, once everything is answered; null before. */
  readonly thanks: Thanks | null;
  /** The questionnaires that its card also asks for, those that still wait. */
  readonly alsoAsked: readonly AlsoAsked[];
  /** True where its conversation has ended and somebody goes on with the questionnaire in private. */
  readonly askedInPrivate: boolean;
  /** True where it has ended and whoever answered there answers for none of the event's organisations any more. */
  readonly isOutside: boolean;
}

/** Returns a conversation with everything needed to post in it. */
export async function talkOf(
  scope: RegionScope,
  questionnaire: Questionnaire,
  conversation: SurveyConversation,
): Promise<Talk> {
  return (await readTalks(scope, questionnaire, [conversation]))(conversation);
}

/** Returns conversations about one questionnaire, each with everything needed to post in it; what they share is read once. */
export async function talksOf(
  scope: RegionScope,
  questionnaire: Questionnaire,
  conversations: readonly SurveyConversation[],
): Promise<readonly Talk[]> {
  return conversations.length === 0 ? [] : conversations.map(await readTalks(scope, questionnaire, conversations));
}

/** Reads what these conversations need, and returns what makes a talk of each. */
async function readTalks(
  scope: RegionScope,
  questionnaire: Questionnaire,
  conversations: readonly SurveyConversation[],
): Promise<(conversation: SurveyConversation) => Talk> {
  const people = directory(scope);
  const asked = answeringOrganisations(questionnaire, scope.now, scope.region.timeZone);
  const members = [...(await people.membersOf(asked)).values()].flat();
  const ids = new Set([...conversations.map(({ personId }) => personId), ...questionnaire.entries.map(({ by }) => by)]);
  const theirs = members.filter(({ personId }) => ids.has(personId));
  for (const { personId } of theirs) ids.delete(personId);
  // Most of them are members, who needn't be read twice.
  const contacts = new Map([...theirs, ...(await people.people([...ids]))].map((one) => [one.personId, one]));
  const place = await placeOf(scope, questionnaire);
  const missing = await missingAmong(scope, conversations);
  const openInPrivate = await whoAnswersInPrivate(scope, questionnaire, conversations);
  const ended = conversations.filter(({ closedAt, question }) => closedAt !== null && question === null);
  const outside = new Set((await withOutsiders(scope, questionnaire, ended)).map(({ id }) => id));
  return (conversation) => {
    const contact = contacts.get(conversation.personId) ?? null;
    const shared = organisationIn(conversation.room) !== null && members.length > 1;
    const isMember = members.some(({ personId }) => personId === conversation.personId);
    const t = wordsFor(contact ?? scope.region, scope.region);
    return {
      conversation,
      questionnaire,
      thanks: place && { firstName: isMember && !shared && contact ? firstName(contact.name) : null, ...place },
      alsoAsked: conversation.alsoAsked.flatMap((id) => {
        const also = missing.get(id);
        return also && !also.outside.has(conversation.id) ? [{ id, title: waitingName(t, also.questionnaire) }] : [];
      }),
      t,
      names: new Map([...contacts.values()].map(({ personId, name }) => [personId, name])),
      shared,
      onBehalfOf: isMember ? null : questionnaire.organisation.name,
      askedInPrivate: openInPrivate.some((id) => id !== conversation.id),
      isOutside: outside.has(conversation.id),
    };
  };
}

/** Returns which complete answer it was, of how many that were asked; null while something is left to answer. */
async function placeOf(scope: RegionScope, questionnaire: Questionnaire): Promise<Omit<Thanks, 'firstName'> | null> {
  const { kind, answers, completedAt } = questionnaire;
  if (!isComplete(kind, answers) || isPostponed(answers)) return null;
  const { complete, asked } = await questionnaireStore(scope).completeBy(questionnaire, completedAt ?? scope.now);
  return { place: complete, asked };
}

/** A questionnaire that is also asked for, and the ids of the conversations whose readers may answer it no more. */
interface AlsoMissing {
  readonly questionnaire: Questionnaire;
  readonly outside: ReadonlySet<string>;
}

/** Returns the questionnaires that these conversations also ask for and that nobody has answered, by id. */
async function missingAmong(
  scope: RegionScope,
  conversations: readonly SurveyConversation[],
): Promise<ReadonlyMap<string, AlsoMissing>> {
  const missing = new Map<string, AlsoMissing>();
  for (const id of new Set(conversations.flatMap(({ alsoAsked }) => alsoAsked))) {
    const questionnaire = await loadQuestionnaire(scope, id);
    if (!isMissing(questionnaire)) continue;
    // It is asked of the person: where they were asked first may be the thread of another organisation of theirs.
    const each = conversations.map((one) => ({ ...one, room: null }));
    const outsiders = await withOutsiders(scope, questionnaire, each);
    missing.set(id, { questionnaire, outside: new Set(outsiders.map((one) => one.id)) });
  }
  return missing;
}

/**
 * Returns the ids of the open conversations in which somebody answers the questionnaire in private. They are read only
 * where one of these conversations has ended before all was answered, which the card there explains.
 */
async function whoAnswersInPrivate(
  scope: RegionScope,
  questionnaire: Questionnaire,
  conversations: readonly SurveyConversation[],
): Promise<readonly string[]> {
  if (nextStep(questionnaire) === null || conversations.every(({ closedAt }) => closedAt === null)) return [];
  const all = await conversationStore(scope).ofQuestionnaire(questionnaire.id);
  return all.flatMap(({ id, inPrivate, closedAt }) => (inPrivate && closedAt === null ? [id] : []));
}

/** Everything that a card shows besides the state of its questionnaire, and where it is to stand. */
export interface CardShowing {
  /** True when it is to stand below everything else: somebody asked for it, or has to be told something. */
  readonly anew?: boolean;
  /** Whether its reader is in the thread of its conversation or beside it, where threads hang on a message. */
  readonly inThread?: boolean;
  /** Why the last reply couldn't be read. */
  readonly problem?: string;
  /** Another incomplete questionnaire, offered once this one is complete or declined. */
  readonly next?: Questionnaire | null;
}

async function belowOf(scope: RegionScope, { conversation, questionnaire }: Talk): Promise<CardView['below']> {
  if (conversation.question === null) return null;
  const waits = questionOf(conversation.question);
  const question = questionBelow(seenIn(conversation, questionnaire, waits), waits);
  return question && { question, known: await knownStore(scope).about(questionnaire, question.id) };
}

async function cardOf(
  scope: RegionScope,
  talk: Talk,
  { problem = null, next = null }: { problem?: string | null; next?: Questionnaire | null },
): Promise<Message> {
  const known = await knownStore(scope).about(talk.questionnaire, talk.conversation.question);
  return cardMessage(talk.t, { ...talk, problem, next, known, below: await belowOf(scope, talk) });
}

/** Updates the card where it stands, for those who read it while somebody else answers. */
export async function refreshCard(
  scope: RegionScope,
  talk: Talk,
  showing: Pick<CardShowing, 'next'> = {},
): Promise<void> {
  const { card } = talk.conversation;
  if (card !== null) await edit(scope, card, await cardOf(scope, talk, showing));
}

/**
 * Stores how the conversation stands and shows it in its card. The card is posted anew, and the former one loses its
 * controls, when it has come too far up to be seen or too old to be edited.
 */
export async function showCard(scope: RegionScope, talk: Talk, showing: CardShowing = {}): Promise<Talk> {
  const { conversation } = talk;
  const { card, deliveryKey } = conversation;
  const below = card !== null && card !== deliveryKey;
  const elsewhere = conversation.room === null && below && showing.inThread === false;
  if (card !== null && !showing.anew && !elsewhere && !(await isFarUp(scope, conversation, card))) {
    await conversationStore(scope).keep(conversation);
    await edit(scope, card, await cardOf(scope, talk, showing));
    return talk;
  }
  const inThread = showing.inThread ?? below;
  const target = inThread || conversation.room !== null ? null : await ownTarget(scope, conversation);
  const moved = { ...talk, conversation: await moveCard(scope, conversation, target !== null) };
  if (card !== null) await edit(scope, card, cardMovedMessage(talk.t));
  const key = moved.conversation.card ?? deliveryKey;
  await put(
    scope,
    moved,
    key,
    await cardOf(scope, moved, showing),
    target ?? (await targetIn(scope, moved.conversation)),
  );
  return moved;
}

/** After this long a card is posted anew, because Discord refuses most edits of messages older than an hour. */
const OLDEST_CARD_MS = 50 * 60_000;

/** This many messages below it put a card out of sight. */
const BELOW = 2;

async function isFarUp(scope: RegionScope, { typedBelow }: SurveyConversation, card: string): Promise<boolean> {
  const standing = await standingOf(scope, card);
  if (standing === null) return false;
  return scope.now.getTime() - standing.postedAt.getTime() > OLDEST_CARD_MS || standing.below + typedBelow >= BELOW;
}

/** Returns the person's direct conversation, outside any thread; null where they have no account any more. */
async function ownTarget(
  scope: RegionScope,
  { personId, platform }: SurveyConversation,
): Promise<NewDelivery['target'] | null> {
  const externalId = await directory(scope).idOn(platform, personId);
  return externalId === null ? null : privateTarget({ platform, externalId });
}

/** Sends the first card. `calls` are the people to mention in their thread. */
export async function sendOpening(
  scope: RegionScope,
  talk: Talk,
  to: Contact,
  { calls, unsolicited }: { readonly calls: readonly Contact[]; readonly unsolicited: boolean },
): Promise<Talk> {
  const key = talk.conversation.deliveryKey;
  const question = nextStep(talk.questionnaire)?.question.id ?? null;
  const opened = { ...talk, conversation: { ...talk.conversation, question, card: key } };
  const { conversation } = opened;
  await send(scope, {
    key,
    target: conversation.room === null ? privateTarget(to) : await targetIn(scope, conversation, calls),
    message: await cardOf(scope, opened, {}),
    about: aboutConversation(conversation.id),
    readAs: readAs(scope, talk),
    consent: unsolicited ? { unasked: 'question', personId: to.personId } : { asked: 'own-request' },
  });
  await conversationStore(scope).keep(conversation);
  return opened;
}

/** Posts a message in the conversation. `calls` are the people to mention, where others are there too. */
export async function postInConversation(
  scope: RegionScope,
  talk: Talk,
  key: string,
  words: Message,
  calls: readonly Contact[] = [],
): Promise<void> {
  await put(scope, talk, key, named(talk, words), await targetIn(scope, talk.conversation, calls));
}

/** Adds the questionnaire's title, where several are answered in one place. */
function named({ conversation, questionnaire, t }: Talk, words: Message): Message {
  return conversation.room === null ? words : message(note(questionnaireTitle(t, questionnaire)), ...words.blocks);
}

async function put(
  scope: RegionScope,
  talk: Talk,
  key: string,
  words: Message,
  target: NewDelivery['target'],
): Promise<void> {
  const about = aboutConversation(talk.conversation.id);
  await send(scope, {
    key,
    target,
    message: words,
    about,
    consent: { asked: 'conversation' },
    readAs: readAs(scope, talk),
  });
}

function readAs(scope: RegionScope, { questionnaire }: Talk): ReadAs {
  return [...questionnaireReaders(scope, questionnaire), 'coordinator'];
}

/**
 * Asks the first question without an answer; without any left, ends the conversation and returns true. `next` finds
 * another incomplete questionnaire that won't be opened automatically.
 */
export async function continueOrEnd(
  scope: RegionScope,
  talk: Talk,
  showing: CardShowing,
  next: () => Promise<Questionnaire | null>,
): Promise<boolean> {
  const { conversation, questionnaire } = talk;
  const step = nextStep(questionnaire);
  if (step) {
    await showCard(scope, withState(talk, { question: step.question.id, closedAt: null }), showing);
    return false;
  }
  const ended = { question: null, closedAt: conversation.closedAt ?? scope.now };
  await showCard(scope, withState(talk, ended), { ...showing, next: await next() });
  return true;
}

/** Returns the talk with its conversation in another state. */
export function withState(talk: Talk, state: Partial<SurveyConversation>): Talk {
  return { ...talk, conversation: { ...talk.conversation, ...state } };
}

const ABOUT = 'survey:';

function aboutConversation(id: string): string {
  return `${ABOUT}${id}`;
}

/** Returns the ids of the conversations that these sendings are about. */
export function conversationsAmong(abouts: readonly string[]): readonly string[] {
  return abouts.flatMap((about) => (about.startsWith(ABOUT) ? [about.slice(ABOUT.length)] : []));
}
