import { isDeepStrictEqual } from 'node:util';
import { writeJournal } from '../../../access/journal/journal-store.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { fileRefs } from '../../../files/store.ts';
import { replan } from '../../../schedule/due.ts';
import { finishOnlyPlans } from '../asking/ask.ts';
import { conversationStore, conversationToAnswer } from '../asking/conversation-store.ts';
import { openNextIn } from '../asking/next-in-room.ts';
import { askingAgainPlans } from '../asking/plan.ts';
import { roomStore } from '../asking/room-store.ts';
import { isHiddenIn, placeNameOf, seenIn, takeTurn } from '../asking/rooms.ts';
import { continueOrEnd, refreshCard, showCard, talksOf, withState } from '../asking/talk.ts';
import { answerStore } from '../questionnaires/answer-store.ts';
import { type AnswerEntry, answersFrom, isLate } from '../questionnaires/history.ts';
import { mayAnswer, withEvent } from '../questionnaires/load.ts';
import { questionnaireStore } from '../questionnaires/questionnaire-store.ts';
import { dropConsentOfOthers } from '../questionnaires/quote-store.ts';
import {
  askedQuestions,
  isAnswered,
  isComplete,
  isPostponed,
  leftAs,
  nextStep,
  questionBelow,
} from '../questionnaires/rules.ts';
import { isWaiting, nextWaiting } from '../questionnaires/waiting.ts';
import type { AnswerInput } from '../questions/answer-input.ts';
import type { AnswerValue } from '../questions/answers.ts';
import { QUESTIONS, type Question, questionOf } from '../questions/catalogue.ts';
import { type ReplyRefusal, refused } from '../questions/reading.ts';
import type { Questionnaire, SurveyConversation } from '../survey.ts';
import { tellPostponed } from './postponed.ts';
import { takeAnswer } from './take-answer.ts';
import { type AnswerToSave, type LeftOver, takeTogether } from './take-together.ts';

/** Runs in the transaction that changes the answers of a questionnaire. */
export type AnswerSavedHook = (scope: RegionScope, before: Questionnaire, after: Questionnaire) => Promise<void>;

/** A conversation whose questionnaire is locked until the transaction ends, and how the actor may answer there. */
export interface AnsweredConversation {
  readonly conversation: SurveyConversation;
  readonly questionnaire: Questionnaire;
  readonly onBehalf: boolean;
  /** Key of the typed message that answers (`messageSource`); null for a button, a list or a form. */
  readonly source: string | null;
  /** True when it is typed in the thread of the conversation, false beside it; null for a button, a list or a form. */
  readonly inThread: boolean | null;
}

/**
 * Locks and returns a conversation with its questionnaire. Throws UserError when there is no such conversation, or the
 * actor may not answer there.
 */
export async function lockAnsweredConversation(scope: Scope, conversationId: string): Promise<AnsweredConversation> {
  await questionnaireStore(scope).lockOf(conversationId);
  return answeredConversation(scope, conversationId);
}

/** Returns the same without locking anything, for showing it. */
export async function answeredConversation(scope: Scope, conversationId: string): Promise<AnsweredConversation> {
  const found = await conversationToAnswer(scope, conversationId);
  if (!found) throw new UserError('common.errors.notFound');
  const { conversation } = found;
  const questionnaire = await withEvent(scope, found.stored, found.eventRow);
  const may = mayAnswer(scope.actor, questionnaire, scope.now, scope.region.timeZone);
  if (!may) throw new UserError('surveys.errors.notYours');
  return { conversation, questionnaire, ...may, source: null, inThread: null };
}

/** Returns the question with this id. Throws UserError when the questionnaire has none. */
export function questionIn(questionnaire: Questionnaire, id: string): Question {
  const question = QUESTIONS[questionnaire.kind].find((one) => one.id === id);
  if (!question) throw new UserError('common.errors.notFound');
  return question;
}

/**
 * Throws UserError when a questionnaire is superseded, or its event was moved and it will be asked later: then nothing in it
 * is asked now, whatever card stands.
 */
export function checkStillAsked({ superseded, kind, askedAt }: Questionnaire): void {
  if (askedAt === null) throw new UserError('surveys.errors.notYet');
  if (superseded) throw new UserError(kind === 'absence' ? 'surveys.errors.superseded' : 'surveys.errors.setAside');
}

/** The outcome of reading an answer: it is saved, with the parts that couldn't be read, or refused. */
export type SavedReading = { readonly ok: true; readonly left: LeftOver | null } | ReplyRefusal;

/**
 * Reads an answer, saves it and continues the conversation. An answer that can't be read changes nothing; the returned
 * reading says why.
 */
export async function readAndSaveAnswer(
  scope: Scope,
  where: AnsweredConversation,
  question: Question,
  answer: AnswerInput,
  onSaved: readonly AnswerSavedHook[],
): Promise<SavedReading> {
  const { questionnaire } = where;
  if (!askedQuestions(questionnaire.kind, questionnaire.answers).some(({ id }) => id === question.id)) {
    throw new UserError('surveys.errors.notAsked');
  }
  const context = { now: scope.now, timeZone: scope.region.timeZone, locale: scope.actor.locale };
  const seen = seenIn(where.conversation, questionnaire, question);
  const together = answer.by === 'reply' ? takeTogether(seen, question, answer.text, context) : null;
  if (together?.ok === false) return together;
  if (together !== null) {
    await saveAnswers(scope, where, together.answers, onSaved);
    return { ok: true, left: together.left };
  }
  const reading =
    answer.by === 'file' && (await isNoPicture(scope, answer.file))
      ? refused('fileExpected')
      : takeAnswer(seen, question, answer, context);
  if (!reading.ok) return reading;
  await saveAnswers(scope, where, [{ question, value: reading.value }], onSaved);
  return { ok: true, left: null };
}

/** Saves answers, in the order of their questions, and continues the conversation. */
export async function saveAnswers(
  scope: Scope,
  where: AnsweredConversation,
  given: readonly AnswerToSave[],
  onSaved: readonly AnswerSavedHook[],
): Promise<void> {
  const conversation = await takeTurn(scope, where.conversation);
  const answers = [...leftBefore(where, given), ...given];
  const after = await count(scope, where, answers, onSaved);
  const questions = answers.map(({ question }) => question);
  await show(scope, conversation, after, questions, where.inThread);
}

/** Returns what is left as it is because the question below it was answered: an optional one that waits. */
function leftBefore(
  { conversation, questionnaire }: AnsweredConversation,
  [first]: readonly AnswerToSave[],
): readonly AnswerToSave[] {
  if (conversation.question === null) return [];
  const waits = questionOf(conversation.question);
  const seen = seenIn(conversation, questionnaire, waits);
  if (first === undefined || questionBelow(seen, waits)?.id !== first.question.id) return [];
  return [{ question: waits, value: leftAs(seen, waits) }];
}

/**
 * Replaces a saved answer, because the message that gave it was edited, and returns the changed questionnaire. The
 * question that waits in the conversation stays, unless the new answer leads to further questions.
 */
export async function replaceSavedAnswer(
  scope: Scope,
  where: AnsweredConversation,
  question: Question,
  value: AnswerValue,
  onSaved: readonly AnswerSavedHook[],
): Promise<Questionnaire> {
  const { conversation } = where;
  const after = await count(scope, where, [{ question, value }], onSaved);
  const begunAgain = conversation.closedAt !== null && nextStep(after) !== null;
  const goesOn = conversation.queuedAt === null && (conversation.question !== null || begunAgain);
  await show(scope, goesOn ? await takeTurn(scope, conversation) : null, after, [question], where.inThread);
  return after;
}

/** Saves answers with everything that follows from them, and returns the changed questionnaire. */
async function count(
  scope: Scope,
  where: AnsweredConversation,
  answers: readonly AnswerToSave[],
  onSaved: readonly AnswerSavedHook[],
): Promise<Questionnaire> {
  let after = where.questionnaire;
  checkStillAsked(after);
  for (const { question, value } of answers)
    after = await save(scope, { ...where, questionnaire: after }, question, value);
  await settle(scope, after);
  if (where.onBehalf) await noteAnsweredFor(scope, after);
  for (const hook of onSaved) await hook(scope, where.questionnaire, after);
  return after;
}

/** Writes into the journal that somebody answered for an organisation of which they are no member, without what they answered. */
async function noteAnsweredFor(scope: Scope, { id, event, organisation }: Questionnaire): Promise<void> {
  const object = { kind: 'questionnaire', id, name: event?.title ?? null } as const;
  await writeJournal(scope, { verb: 'surveys.journal.answered', object, organisation });
}

/** Returns whether this stored file, by its id, isn't a picture. */
export async function isNoPicture(scope: Scope, file: string): Promise<boolean> {
  const [picture] = await fileRefs(scope, [file]);
  return !picture?.type.startsWith('image/');
}

/** Stores an answer and its revision, and returns the changed questionnaire. */
async function save(
  scope: Scope,
  { conversation, questionnaire, onBehalf, source }: AnsweredConversation,
  question: Question,
  value: AnswerValue,
): Promise<Questionnaire> {
  const { id, survey, entries, answers } = questionnaire;
  const store = answerStore(scope);
  const former = entries.find((entry) => entry.question === question.id);
  const isBegunAnew = former !== undefined && isHiddenIn(conversation, former);
  // The same answer was pressed twice, or typed again. One that isn't shown here is given here for the first time.
  if (former && !isBegunAnew && isDeepStrictEqual(former.value, value)) {
    if (source !== null && !former.sources?.includes(source)) await store.noteSource(id, question.id, source);
    return questionnaire;
  }
  const by = scope.actor.personId;
  const late = isLate(scope.now, survey.closedAt);
  // Further steps of one answer by the same person aren't revisions of it.
  const changed = former && (isBegunAnew || isAnswered(question, answers) || former.by !== by || former.late !== late);
  if (changed) await store.keep(id, former);
  const before = changed ? [] : (former?.sources ?? []);
  const sources = source === null ? before : [...before, source];
  const givenIn = placeNameOf(conversation);
  const entry: AnswerEntry = { question: question.id, value, by, onBehalf, at: scope.now, late, sources, givenIn };
  await store.save(id, entry);
  const now = [...entries.filter((each) => each !== former), entry];
  const consents = await consentsFor(scope, questionnaire, entry);
  return { ...questionnaire, consents, entries: now, answers: answersFrom(now) };
}

/** Returns the choices that still hold with this answer: whoever chose for what a colleague wrote hasn't read this one. */
async function consentsFor(
  scope: Scope,
  { id, consents }: Questionnaire,
  { question, by }: AnswerEntry,
): Promise<Questionnaire['consents']> {
  const left = consents.filter((one) => one.question !== question || one.by === by);
  if (left.length < consents.length) await dropConsentOfOthers(scope, id, { question, by });
  return left;
}

/** Updates what depends on the answers: refusal, completion, reminders, asking again, the notice of a postponement. */
async function settle(scope: Scope, questionnaire: Questionnaire): Promise<void> {
  const after = { ...questionnaire, declinedAt: null };
  if (questionnaire.declinedAt !== null) await questionnaireStore(scope).decline(questionnaire.id, null);
  if (isComplete(questionnaire.kind, questionnaire.answers) && !isPostponed(questionnaire.answers))
    await questionnaireStore(scope).markComplete(questionnaire.id);
  const plans = [finishOnlyPlans(scope, after)];
  if (questionnaire.kind === 'event') plans.push(askingAgainPlans(scope, questionnaire));
  await replan(
    scope,
    plans.flatMap(({ cancelled }) => cancelled),
    plans.flatMap(({ due }) => due),
  );
  await tellPostponed(scope, questionnaire);
}

/** Updates every conversation about the questionnaire, and continues `acting`, the one it was answered in, if any. */
async function show(
  scope: Scope,
  acting: SurveyConversation | null,
  after: Questionnaire,
  questions: readonly Question[],
  inThread: boolean | null,
): Promise<void> {
  const asked = new Set<string>(askedQuestions(after.kind, after.answers).map(({ id }) => id));
  const open = questions.find((question) => !isAnswered(question, after.answers));
  const given = new Set<string>(questions.map(({ id }) => id));
  const store = conversationStore(scope);
  // Where threads hang on a message, the card follows its reader into the thread, or out of it.
  const showing = inThread === null ? {} : { inThread };
  const all = await store.ofQuestionnaire(after.id);
  const settled = all.filter(({ id, question: asks }) => {
    if (id === acting?.id || asks === null) return false;
    return given.has(asks) ? isAnswered(questionOf(asks), after.answers) : !asked.has(asks);
  });
  for (const conversation of settled) await store.keep({ ...conversation, question: null });
  const now = all.map((one) => (settled.includes(one) ? { ...one, question: null } : one));
  let ended = false;
  // Where nothing is shown yet, nothing is to be brought up to date.
  for (const talk of await talksOf(
    scope,
    after,
    now.filter(({ id, card }) => id === acting?.id || card !== null),
  )) {
    const { conversation } = talk;
    if (conversation.id !== acting?.id) await refreshCard(scope, talk);
    else if (open) await showCard(scope, withState(talk, { question: open.id }), showing);
    else ended = await continueOrEnd(scope, talk, showing, () => nextBeside(scope, conversation));
  }
  if (ended) await openNextIn(scope, acting?.room ?? null);
  if (!isWaiting(after) && now.some((one) => isOpenInRoom(one) && !(ended && one.id === acting?.id)))
    await endInRooms(scope, after.id);
}

/** Returns this person's next incomplete questionnaire; null when the room opens one automatically. */
export async function nextBeside(
  scope: Scope,
  { room, questionnaireId }: SurveyConversation,
): Promise<Questionnaire | null> {
  const opens =
    room !== null && (await roomStore(scope).conversationsIn(room)).some(({ queuedAt }) => queuedAt !== null);
  return opens ? null : nextWaiting(scope, scope.actor, questionnaireId);
}

/** Ends the conversations about a finished questionnaire in its rooms, and opens what waits there. */
export async function endInRooms(scope: RegionScope, questionnaireId: string): Promise<void> {
  const store = conversationStore(scope);
  for (const conversation of await store.ofQuestionnaire(questionnaireId)) {
    if (!isOpenInRoom(conversation)) continue;
    await store.keep({ ...conversation, question: null, queuedAt: null, closedAt: scope.now });
    await openNextIn(scope, conversation.room);
  }
}

/** Returns whether a conversation keeps its room from going on to what waits there. */
function isOpenInRoom({ room, closedAt }: SurveyConversation): boolean {
  return room !== null && closedAt === null;
}
