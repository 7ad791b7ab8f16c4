import { z } from 'zod';
import { errorText } from '../../../access/operation/error-text.ts';
import { enforceLimit } from '../../../access/operation/limits.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { quotedBack } from '../../../chat/cut.ts';
import { byTime } from '../../../chat/order.ts';
import { UserError } from '../../../chat/user-error.ts';
import { type NewFile, storeSentFile } from '../../../files/store.ts';
import { isTextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { replyStore } from '../asking/reply-store.ts';
import { refreshQuestion, talkOf } from '../asking/talk.ts';
import { isAnswered, nextStep } from '../questionnaires/rules.ts';
import { problemText } from '../questionnaires/words.ts';
import type { AnswerInput } from '../questions/answer-input.ts';
import { type Question, questionOf } from '../questions/catalogue.ts';
import { questionKindOf } from '../questions/kinds.ts';
import { optionText } from '../questions/options.ts';
import type { ReplyRefusal } from '../questions/reading.ts';
import { messageSource } from './message-source.ts';
import {
  type AnsweredConversation,
  type AnswerSavedHook,
  lockAnsweredConversation,
  readAndSaveAnswer,
} from './save-answer.ts';

/** What somebody typed or sent. */
export const typedFields = {
  /** The platform's id of the message, and of where it stands. */
  messageId: z.string(),
  channel: z.string(),
  text: z.string(),
  file: z.custom<NewFile>().nullable(),
  /** Why a file that was sent can't be had, ready to be said in any language. */
  lost: z.object({ reason: z.string(), name: z.string() }).nullable(),
  /** It was typed before, and says this now: names that change of it. */
  change: z.string().optional(),
};

const typed = z.object(typedFields);
export type Typed = z.output<typeof typed>;

/** What came of it. `problem`: what is wrong, in the words of whose conversation it is. */
export type TypedOutcome =
  | { readonly kind: 'nothing-asked' }
  /** It was typed before something that counts already: which question it answers can't be told any more. */
  | { readonly kind: 'too-late' }
  /** It was taken in already: a change of it came before it. */
  | { readonly kind: 'known' }
  | { readonly kind: 'saved'; readonly question: Question }
  | { readonly kind: 'refused'; readonly question: Question; readonly problem: string };

/** Takes it as the answer to the question that waits in a conversation. */
export async function takeTyped(
  scope: Scope,
  where: AnsweredConversation,
  typed: Typed,
  onSaved: readonly AnswerSavedHook[],
): Promise<TypedOutcome> {
  const { conversation } = where;
  const age = conversation.lastSeenId === null ? 1 : byTime(typed.messageId, conversation.lastSeenId);
  if (age < 0) return { kind: 'too-late' };
  if (age === 0) return { kind: 'known' };
  await replyStore(scope).noteSeen(conversation, typed.messageId);
  if (conversation.question === null) return { kind: 'nothing-asked' };
  return readTyped(scope, where, questionOf(conversation.question), typed, onSaved);
}

/** Reads it as the answer to this question. */
export async function readTyped(
  scope: Scope,
  answered: AnsweredConversation,
  question: Question,
  typed: Typed,
  onSaved: readonly AnswerSavedHook[],
): Promise<TypedOutcome> {
  const where = { ...answered, source: messageSource(typed) };
  const { conversation, questionnaire } = where;
  const { messageId, text, file, lost } = typed;
  const refused = async (words: (t: Translator) => string): Promise<TypedOutcome> => {
    await replyStore(scope).noteUnread(conversation, question.id, messageId);
    const { t } = await talkOf(scope, questionnaire, conversation);
    return { kind: 'refused', question, problem: words(t) };
  };
  if (lost && questionKindOf(question).takesFile) return refused((t) => lostText(t, lost));
  const answer = await answerIn(scope, question, text, file);
  if (answer instanceof UserError) return refused((t) => errorText(t, answer, { chamber: scope.region.chamber }));
  const reading = await readAndSaveAnswer(scope, where, question, answer, onSaved);
  if (reading.ok) return { kind: 'saved', question };
  const meant = await takeInstead(scope, where, question, text, file, onSaved);
  if (meant) return { kind: 'saved', question: meant };
  const sent = questionKindOf(question).takesFile ? undefined : (file ?? lost)?.name;
  return refused((t) => {
    const notAsked = sent === undefined ? [] : [t.text('surveys.problems.fileNotAsked', { name: sent })];
    if (notAsked.length > 0 && text.trim() === '') return notAsked.join();
    const values = problemValues(t, answer, reading);
    const problem = problemText(t, reading.problem, { ...values, typed: quotedBack(values.typed) });
    return [problem, ...notAsked].join('\n');
  });
}

function lostText(t: Translator, { reason, name }: NonNullable<Typed['lost']>): string {
  // Here no link would do instead.
  const words = reason === 'common.errors.fileTooBig' ? 'surveys.problems.photoTooBig' : reason;
  return t.text(isTextKey(words) ? words : 'common.errors.fileGone', { name });
}

/**
 * Who opened an answer to correct it and then writes what only the question that waits can mean, has given the
 * correction up: it is taken as the answer to that one, which is returned. Free text could mean anything, so it isn't
 * guessed at.
 */
async function takeInstead(
  scope: Scope,
  where: AnsweredConversation,
  corrected: Question,
  text: string,
  file: Typed['file'],
  onSaved: readonly AnswerSavedHook[],
): Promise<Question | null> {
  const waiting = waitingBeside(where, corrected);
  if (!waiting) return null;
  const answer = await answerIn(scope, waiting, text, file);
  if (answer instanceof UserError) return null;
  const reading = await readAndSaveAnswer(scope, where, waiting, answer, onSaved);
  if (!reading.ok) return null;
  const after = await lockAnsweredConversation(scope, where.conversation.id);
  await refreshQuestion(scope, await talkOf(scope, after.questionnaire, after.conversation), corrected.id);
  return waiting;
}

function waitingBeside({ conversation, questionnaire }: AnsweredConversation, corrected: Question): Question | null {
  const waiting = isAnswered(corrected, questionnaire.answers) ? nextStep(questionnaire)?.question : undefined;
  if (!waiting || questionKindOf(waiting).takesAnything || conversation.shown[waiting.id] === undefined) return null;
  return waiting;
}

/** Whether a file that somebody sends in this conversation can be the answer to what is asked there. */
export function wantsFile(where: AnsweredConversation): boolean {
  if (where.conversation.question === null) return false;
  const question = questionOf(where.conversation.question);
  const asked = [question, waitingBeside(where, question)];
  return asked.some((one) => one !== null && questionKindOf(one).takesFile === true);
}

/** What is meant; why not, where the file it brings can't be kept: there is no room, or there were enough for today. */
async function answerIn(
  scope: Scope,
  question: Question,
  text: string,
  file: Typed['file'],
): Promise<AnswerInput | UserError> {
  if (file === null || !questionKindOf(question).takesFile) return { by: 'reply', text };
  try {
    await enforceLimit(scope, 'file');
    const { id } = await storeSentFile(scope, file, scope.actor.personId);
    return { by: 'file', file: id, caption: text.trim() };
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Returns the values that the texts `surveys.problems.*` take. */
export function problemValues(t: Translator, answer: AnswerInput, { options: [option], places = 1 }: ReplyRefusal) {
  return {
    typed: answer.by === 'reply' ? answer.text.trim() : '',
    option: option ? t.text(optionText(option)) : '',
    places,
  };
}
