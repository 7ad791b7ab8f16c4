import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import type { Scope } from '../../../../access/operation/scope.ts';
import { wordsFor } from '../../../../access/region/region-scope.ts';
import type { Message } from '../../../../chat/message.ts';
import { byTime } from '../../../../chat/order.ts';
import type { Place } from '../../../../chat/place.ts';
import { postedUnder, send } from '../../../../delivery/outbox/index.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { roomStore } from '../../asking/room-store.ts';
import { addressedConversation } from '../../asking/rooms.ts';
import { answerStore, type GivenAnswer } from '../../questionnaires/answer-store.ts';
import { loadQuestionnaire, mayAnswer } from '../../questionnaires/load.ts';
import { questionnaireStore } from '../../questionnaires/questionnaire-store.ts';
import { askedQuestions, isAnswered } from '../../questionnaires/rules.ts';
import { problemText } from '../../questionnaires/words.ts';
import type { AnswerInput } from '../../questions/answer-input.ts';
import { isQuestionId, type Question, questionOf } from '../../questions/catalogue.ts';
import { fileIn } from '../../questions/file.ts';
import { questionKindOf } from '../../questions/kinds.ts';
import type { ReadingContext } from '../../questions/reading.ts';
import type { Questionnaire, SurveyConversation } from '../../survey.ts';
import { messageSource } from '../message-source.ts';
import { answerKeptMessage, editCountedMessage } from '../messages/edited.ts';
import {
  type AnsweredConversation,
  type AnswerSavedHook,
  lockAnsweredConversation,
  questionIn,
  replaceSavedAnswer,
  saveAnswers,
} from '../save-answer.ts';
import { takeAnswer } from '../take-answer.ts';
import { takeTogether } from '../take-together.ts';
import { problemValues, readTyped, type Typed, takeTyped, typedFields } from '../take-typed.ts';
import { conversationsAwaiting, meantAmong, replyDirectly } from './answer-directly.ts';
import { replyInThread } from './reply-in-thread.ts';

const edited = z.object({
  place: z.custom<Place>(),
  /** The conversation in whose thread it stands; null for a direct message outside threads. */
  conversationId: z.uuid().nullable(),
  /** True when a file came with it. */
  withFile: z.boolean(),
  ...typedFields,
  change: z.string(),
});

type Edit = Typed & { readonly place: Place; readonly conversationId: string | null; readonly change: string };

/**
 * Handles an edited message. If it gave the questionnaire's latest answer, its new text replaces that answer; if
 * something was answered after it, its author is told that the answer stays. A message that couldn't be read is read
 * again. Returns false when the message was never about the survey.
 */
export function answerEdited(onSaved: readonly AnswerSavedHook[]) {
  return operation({
    name: 'surveys.answerEdited',
    who: 'anyone',
    input: edited,
    async run(scope, { withFile, ...edit }): Promise<boolean> {
      const counted = await answerStore(scope).givenBy(messageSource(edit));
      if (counted) {
        await correct(scope, edit, counted, onSaved);
        return true;
      }
      const there = await conversationAt(scope, edit);
      if (!there) return false;
      const where = await lockAnsweredConversation(scope, there.id);
      const question = refusedFor(where.conversation, edit);
      if (question !== null) {
        if (isAnswered(question, where.questionnaire.answers)) {
          await say(scope, edit, answerKeptMessage(wordsFor(scope.actor, scope.region), where, question, null));
          return true;
        }
        return reply(scope, edit, where, await readTyped(scope, where, question, edit, onSaved));
      }
      // The edit has arrived before the message itself, which is then ignored. A file arrives only with the message.
      if (withFile || !(await isNews(scope, where.conversation, edit))) return false;
      return reply(scope, edit, where, await takeTyped(scope, where, edit, onSaved));
    },
    journal: { within: ['surveys.journal.answered'] },
  });
}

async function reply(
  scope: Scope,
  edit: Edit,
  where: AnsweredConversation,
  outcome: Awaited<ReturnType<typeof takeTyped>>,
): Promise<boolean> {
  if (edit.conversationId === null) return replyDirectly(scope, edit.place, where, edit, outcome);
  await replyInThread(scope, where, edit, outcome, false);
  return true;
}

/**
 * Returns the conversation that the message answers in: the one it stands in, or the one that waits and is meant; otherwise
 * null.
 */
async function conversationAt(scope: Scope, { conversationId, messageId }: Edit): Promise<SurveyConversation | null> {
  if (conversationId !== null) {
    const conversation = await conversationStore(scope).byId(conversationId);
    return conversation && addressedConversation(scope, conversation);
  }
  return meantAmong(scope, await conversationsAwaiting(scope), messageId);
}

/** Returns the question that the message couldn't be read as an answer to; null when it wasn't refused. */
function refusedFor({ unread }: SurveyConversation, { messageId }: Edit): Question | null {
  const ending = `/${messageId}`;
  const found = unread.find((one) => one.endsWith(ending))?.slice(0, -ending.length);
  return found !== undefined && isQuestionId(found) ? questionOf(found) : null;
}

/** Returns whether the message is newer than everything read in the conversation. */
async function isNews(
  scope: Scope,
  { deliveryKey, lastSeenId }: SurveyConversation,
  { messageId }: Edit,
): Promise<boolean> {
  const opening = (await postedUnder(scope, [deliveryKey])).get(deliveryKey);
  const before = [opening?.id, lastSeenId].flatMap((id) => id ?? []);
  return opening !== undefined && before.every((id) => byTime(messageId, id) > 0);
}

async function correct(
  scope: Scope,
  edit: Edit,
  { questionnaireId, question: id }: GivenAnswer,
  onSaved: readonly AnswerSavedHook[],
): Promise<void> {
  await questionnaireStore(scope).lock(questionnaireId);
  const questionnaire = await loadQuestionnaire(scope, questionnaireId);
  const question = questionIn(questionnaire, id);
  const may = mayAnswer(scope.actor, questionnaire, scope.now, scope.region.timeZone);
  const entry = questionnaire.entries.find((one) => one.question === id);
  // The author has left the organisation, or the answer was set aside and is asked again.
  if (!may || !entry) return;
  const t = wordsFor(scope.actor, scope.region);
  const given = givenBy(edit, entry.value);
  const context = { now: scope.now, timeZone: scope.region.timeZone, locale: scope.actor.locale };
  const reading = takeAnswer(questionnaire, question, given, context);
  const both = questionnaire.entries.filter(({ sources }) => sources?.includes(messageSource(edit)));
  const isSame = reading.ok && isDeepStrictEqual(reading.value, entry.value);
  if (both.length > 1 && givesSame(questionnaire, both, edit.text, context)) return;
  const conversation = await conversationOf(scope, questionnaire, edit);
  if (!conversation) return;
  const inThread = edit.conversationId !== null;
  const where = { conversation, questionnaire, onBehalf: may.onBehalf, source: messageSource(edit), inThread };
  if (both.length === 1 && isSame) return readLeftOver(scope, edit, where, question, onSaved);
  const stillLast = entry.sources?.at(-1) === messageSource(edit) && questionnaire.entries.at(-1) === entry;
  const isAsked = askedQuestions(questionnaire.kind, questionnaire.answers).includes(question);
  if (both.length > 1 || !stillLast || !isAsked || questionKindOf(question).severalSteps) {
    const last = both.length > 1 ? both.at(-1)?.question : undefined;
    await say(scope, edit, answerKeptMessage(t, where, last === undefined ? question : questionOf(last), null));
    return;
  }
  if (!reading.ok) {
    const problem = problemText(t, reading.problem, problemValues(t, given, reading));
    await say(scope, edit, answerKeptMessage(t, where, question, problem));
    return;
  }
  const after = await replaceSavedAnswer(scope, where, question, reading.value, onSaved);
  // In the thread the question's message already shows the corrected answer.
  if (edit.conversationId === null) await say(scope, edit, editCountedMessage(t, after, question));
}

/** Reads what a message says besides the answer it gave, where that couldn't be read before its edit. */
async function readLeftOver(
  scope: Scope,
  edit: Edit,
  where: AnsweredConversation,
  question: Question,
  onSaved: readonly AnswerSavedHook[],
): Promise<void> {
  const { questionnaire, conversation } = where;
  if (refusedFor(conversation, edit) === null) return;
  const context = { now: scope.now, timeZone: scope.region.timeZone, locale: scope.actor.locale };
  const { [question.id]: _given, ...answers } = questionnaire.answers;
  const now = takeTogether({ ...questionnaire, answers }, question, edit.text, context);
  if (!now?.ok) return;
  const [, ...more] = now.answers;
  if (more.length > 0) return saveAnswers(scope, where, more, onSaved);
  if (now.left === null) return;
  const t = wordsFor(scope.actor, scope.region);
  const values = problemValues(t, { by: 'reply', text: now.left.typed }, now.left.refusal);
  const problem = problemText(t, now.left.refusal.problem, values);
  await say(scope, edit, answerKeptMessage(t, where, question, problem));
}

/** Returns whether a message that gave these answers together still gives them, as it reads now. */
function givesSame(
  questionnaire: Questionnaire,
  entries: Questionnaire['entries'],
  typed: string,
  context: ReadingContext,
): boolean {
  const first = entries.map(({ question }) => questionOf(question)).find(({ after }) => after === undefined);
  const before = Object.entries(questionnaire.answers).filter(([id]) =>
    entries.every(({ question }) => question !== id),
  );
  const asBefore = { ...questionnaire, answers: Object.fromEntries(before) };
  const together = first ? takeTogether(asBefore, first, typed, context) : null;
  const now = together?.ok ? together.answers : [];
  return entries.every((entry) =>
    now.some((one) => one.question.id === entry.question && isDeepStrictEqual(one.value, entry.value)),
  );
}

/** Returns the input that the edited message gives. A photo stays; only its caption changes. */
function givenBy({ text }: Edit, value: Questionnaire['entries'][number]['value']): AnswerInput {
  const file = fileIn(value);
  return file === null ? { by: 'reply', text } : { by: 'file', file, caption: text.trim() };
}

/** Returns the conversation about this questionnaire where the message stands, otherwise the author's own. */
async function conversationOf(
  scope: Scope,
  questionnaire: Questionnaire,
  { conversationId }: Edit,
): Promise<SurveyConversation | null> {
  const store = conversationStore(scope);
  const there = conversationId === null ? null : await store.byId(conversationId);
  if (there?.questionnaireId === questionnaire.id) return there;
  const shared = there?.room ? await roomStore(scope).ofQuestionnaireIn(questionnaire.id, there.room) : null;
  return shared ?? (await store.of(questionnaire.id, scope.actor.personId));
}

async function say(scope: Scope, { place, messageId, change }: Edit, message: Message): Promise<void> {
  const key = `edited:${place.platform}:${place.channel}:${messageId}:${change}`;
  await send(scope, { key, target: { kind: 'place', place }, message });
}
