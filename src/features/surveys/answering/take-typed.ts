import { z } from 'zod';
import { directory } from '../../../access/contacts/directory-store.ts';
import { errorText } from '../../../access/operation/error-text.ts';
import { enforceLimit } from '../../../access/operation/limits.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { wordsFor } from '../../../access/region/region-scope.ts';
import { quotedBack } from '../../../chat/cut.ts';
import { byTime } from '../../../chat/order.ts';
import { UserError } from '../../../chat/user-error.ts';
import { type NewFile, storeSentFile } from '../../../files/store.ts';
import { isTextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { replyStore } from '../asking/reply-store.ts';
import { problemText } from '../questionnaires/words.ts';
import type { AnswerInput } from '../questions/answer-input.ts';
import { type Question, questionOf } from '../questions/catalogue.ts';
import { questionKindOf } from '../questions/kinds.ts';
import { optionText } from '../questions/options.ts';
import type { ReplyRefusal } from '../questions/reading.ts';
import { messageSource } from './message-source.ts';
import { type AnsweredConversation, type AnswerSavedHook, readAndSaveAnswer } from './save-answer.ts';
import type { LeftOver } from './take-together.ts';

/** The fields of a typed or sent message. */
export const typedFields = {
  /** The platform's ids of the message and of its channel. */
  messageId: z.string(),
  channel: z.string(),
  text: z.string(),
  file: z.custom<NewFile>().nullable(),
  /** Text key of why a sent file couldn't be fetched, and the file's name; null when nothing was lost. */
  lost: z.object({ reason: z.string(), name: z.string() }).nullable(),
  /** Names the edit, when the message was typed before and has this text now. */
  change: z.string().optional(),
};

const typed = z.object(typedFields);
export type Typed = z.output<typeof typed>;

/** The outcome of a typed message. `problem` is worded in the language of the conversation's person. */
export type TypedOutcome =
  | { readonly kind: 'nothing-asked' }
  /** It is older than something that was read already, so which question it answers isn't known. */
  | { readonly kind: 'too-late' }
  /** It was read already, because an edit of it arrived first. */
  | { readonly kind: 'known' }
  | { readonly kind: 'saved'; readonly question: Question }
  | { readonly kind: 'refused'; readonly question: Question; readonly problem: string };

/** Takes a message as the answer to the question that waits in a conversation. */
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
  await replyStore(scope).noteTyped(conversation, typed.messageId);
  if (conversation.question === null) return { kind: 'nothing-asked' };
  return readTyped(scope, where, questionOf(conversation.question), typed, onSaved);
}

/** Reads a message as the answer to this question, and saves it. */
export async function readTyped(
  scope: Scope,
  answered: AnsweredConversation,
  question: Question,
  typed: Typed,
  onSaved: readonly AnswerSavedHook[],
): Promise<TypedOutcome> {
  const where = { ...answered, source: messageSource(typed) };
  const { conversation } = where;
  const { messageId, text, file, lost } = typed;
  const refused = async (words: (t: Translator) => string): Promise<TypedOutcome> => {
    await replyStore(scope).noteUnread(conversation, question.id, messageId);
    const reader = await directory(scope).person(conversation.personId);
    return { kind: 'refused', question, problem: words(wordsFor(reader ?? scope.region, scope.region)) };
  };
  if (lost && questionKindOf(question).takesFile) return refused((t) => lostText(t, lost));
  const answer = await answerIn(scope, question, text, file);
  if (answer instanceof UserError) return refused((t) => errorText(t, answer, scope));
  const reading = await readAndSaveAnswer(scope, where, question, answer, onSaved);
  if (reading.ok && reading.left !== null) return leftOver(scope, conversation, messageId, reading.left);
  if (reading.ok) return { kind: 'saved', question };
  const sent = questionKindOf(question).takesFile ? undefined : (file ?? lost)?.name;
  return refused((t) => {
    const notAsked = sent === undefined ? [] : [t.text('surveys.problems.fileNotAsked', { name: sent })];
    if (notAsked.length > 0 && text.trim() === '') return notAsked.join();
    const values = problemValues(t, answer, reading);
    const problem = problemText(t, reading.problem, { ...values, typed: quotedBack(values.typed) });
    return [problem, ...notAsked].join('\n');
  });
}

/** Refuses what a message said to the question that follows the one it answers. */
async function leftOver(
  scope: Scope,
  conversation: AnsweredConversation['conversation'],
  messageId: string,
  { question, typed, refusal }: LeftOver,
): Promise<TypedOutcome> {
  await replyStore(scope).noteUnread(conversation, question.id, messageId);
  const reader = await directory(scope).person(conversation.personId);
  const t = wordsFor(reader ?? scope.region, scope.region);
  const values = problemValues(t, { by: 'reply', text: typed }, refusal);
  return {
    kind: 'refused',
    question,
    problem: problemText(t, refusal.problem, { ...values, typed: quotedBack(values.typed) }),
  };
}

function lostText(t: Translator, { reason, name }: NonNullable<Typed['lost']>): string {
  // The usual text suggests a link instead, which isn't possible here.
  const words = reason === 'common.errors.fileTooBig' ? 'surveys.problems.photoTooBig' : reason;
  return t.text(isTextKey(words) ? words : 'common.errors.fileGone', { name });
}

/** Returns whether a file can answer what is asked in this conversation. */
export function wantsFile(where: AnsweredConversation): boolean {
  if (where.conversation.question === null) return false;
  return questionKindOf(questionOf(where.conversation.question)).takesFile === true;
}

/**
 * Returns the input that a message gives, or the UserError that kept its file from being stored (space, daily limit).
 */
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
export function problemValues(
  t: Translator,
  answer: AnswerInput,
  { options: [option], places = 1, day }: ReplyRefusal,
) {
  const worded = day === undefined ? '' : t.day(day);
  return {
    example: worded,
    day: worded,
    typed: answer.by === 'reply' ? answer.text.trim() : '',
    option: option ? t.text(optionText(option)) : '',
    places,
  };
}
