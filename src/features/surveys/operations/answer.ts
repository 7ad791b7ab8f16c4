import { z } from 'zod';
import { type Operation, operation } from '../../../access/operation.ts';
import type { Scope } from '../../../access/scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { storeFile } from '../../../files/store.ts';
import { isTextKey } from '../../../texts/index.ts';
import { type Translator, translator } from '../../../texts/translator.ts';
import { conversationStore } from '../conversation-store.ts';
import { nothingAskedMessage } from '../messages/conversation.ts';
import { optionText } from '../options.ts';
import { type Question, questionOf } from '../questions.ts';
import type { ReplyProblem, ReplyReading } from '../reply-reading.ts';
import { nextStep } from '../rules.ts';
import { type AnswerSavedHook, answering, questionIn, receiveAnswer } from '../save-answer.ts';
import { type Given, given } from '../take-answer.ts';
import { ask, refreshQuestion, say, talkOf } from '../talk.ts';
import { answerText, problemText } from '../words.ts';

const at = { conversationId: z.uuid(), question: z.string() };

function wordsOf(scope: Scope): Translator {
  return translator(scope.actor.locale, scope.region.timeZone);
}

type Refused = Extract<ReplyReading, { ok: false }>;

/** What is wrong with an answer, for the texts `surveys.problems.*`. */
function problemValues(t: Translator, question: Question, answer: Given, { problem, options }: Refused) {
  const media = answer.by === 'media' ? answer : null;
  const typed =
    answer.by === 'reply' ? answer.text.trim() : problem === 'unreadableDay' ? media?.publishedOn : media?.link;
  const [option] = options;
  return {
    typed: typed ?? '',
    option: option ? t.text(optionText(option)) : '',
    places: question.kind === 'ranking' ? question.places : 1,
  };
}

/** Fields of the form for media items. */
const mediaFields = new Map<ReplyProblem, string>([
  ['unreadableOutlet', 'outlet'],
  ['unreadableDay', 'publishedOn'],
  ['unreadableLink', 'link'],
]);

const pressed = z.object({ ...at, given });
const typed = z.object({
  conversationId: z.uuid(),
  messageId: z.string(),
  text: z.string(),
  file: z.object({ name: z.string(), bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }).nullable(),
  /** Why a file that was sent can't be had, ready to be said in any language. */
  lost: z.object({ reason: z.string(), name: z.string() }).nullable(),
});

export interface AnswerOperations {
  /** A button, a list or a form of a question. Throws UserError for what can't be read. */
  readonly answerQuestion: Operation<typeof pressed, void>;
  /** What somebody typed in a survey's thread: an answer to the question that waits there, asked again if unreadable. */
  readonly answerTyped: Operation<typeof typed, void>;
}

/** `onSaved`: what else happens when an answer is saved. */
export function answerOperations(onSaved: readonly AnswerSavedHook[]): AnswerOperations {
  return {
    answerQuestion: operation({
      name: 'surveys.answer',
      who: 'organiser',
      input: pressed,
      async run(scope, { conversationId, question: id, given: answer }) {
        const where = await answering(scope, conversationId);
        const question = questionIn(where.sheet, id);
        const reading = await receiveAnswer(scope, where, question, answer, onSaved);
        if (reading.ok) return;
        const { problem } = reading;
        const field = (answer.by === 'media' && mediaFields.get(problem)) || 'reply';
        const values = problemValues(wordsOf(scope), question, answer, reading);
        throw new UserError(`surveys.problems.${problem}`, values, field);
      },
    }),
    answerTyped: operation({
      name: 'surveys.answerTyped',
      who: 'anyone',
      input: typed,
      async run(scope, { conversationId, messageId, text, file, lost }) {
        const where = await answering(scope, conversationId);
        const { conversation, sheet } = where;
        await conversationStore(scope).noteSeen(conversationId, messageId);
        if (conversation.question === null) {
          const talk = await talkOf(scope, sheet, conversation);
          const words = nothingAskedMessage(talk.t, sheet, text);
          await say(scope, talk, `${conversation.deliveryKey}:said-${messageId}`, words);
          return;
        }
        const question = questionOf(conversation.question);
        if (lost && question.kind === 'file' && isTextKey(lost.reason)) {
          const talk = await talkOf(scope, sheet, conversation);
          await ask(scope, talk, question, { preface: talk.t.text(lost.reason, { name: lost.name }) });
          return;
        }
        const answer = await answerIn(scope, question, text, file);
        const reading = await receiveAnswer(scope, where, question, answer, onSaved);
        if (reading.ok) return;
        const talk = await talkOf(scope, sheet, conversation);
        const preface = problemText(talk.t, reading.problem, problemValues(talk.t, question, answer, reading));
        await ask(scope, talk, question, { preface });
      },
    }),
  };
}

async function answerIn(
  scope: Scope,
  question: Question,
  text: string,
  file: { readonly name: string; readonly bytes: Uint8Array } | null,
): Promise<Given> {
  if (file === null || question.kind !== 'file') return { by: 'reply', text };
  return { by: 'file', file: (await storeFile(scope, file, scope.actor.personId)).id };
}

/** [Corriger]: the question is open again where it stands. */
export const correctAnswer = operation({
  name: 'surveys.correct',
  who: 'organiser',
  input: z.object(at),
  async run(scope, { conversationId, question: id }): Promise<void> {
    const { conversation, sheet } = await answering(scope, conversationId);
    const question = questionIn(sheet, id);
    const open = { ...conversation, question: question.id };
    await conversationStore(scope).keep(open);
    await refreshQuestion(scope, await talkOf(scope, sheet, open), question.id, true);
  },
});

/** [Ne rien changer], after [Corriger]. */
export const keepAnswer = operation({
  name: 'surveys.keepAnswer',
  who: 'organiser',
  input: z.object(at),
  async run(scope, { conversationId, question: id }): Promise<void> {
    const { conversation, sheet } = await answering(scope, conversationId);
    const question = questionIn(sheet, id);
    const next = nextStep(sheet)?.question.id;
    const kept = { ...conversation, question: next !== undefined && conversation.shown[next] ? next : null };
    await conversationStore(scope).keep(kept);
    await refreshQuestion(scope, await talkOf(scope, sheet, kept), question.id);
  },
});

/** What a form to answer a question shows: the question, and what was written before. */
export const questionToWrite = operation({
  name: 'surveys.questionToWrite',
  who: 'organiser',
  input: z.object(at),
  async run(
    scope,
    { conversationId, question: id },
  ): Promise<{ readonly text: string; readonly written: string | null }> {
    const { sheet } = await answering(scope, conversationId);
    const question = questionIn(sheet, id);
    const t = wordsOf(scope);
    const value = sheet.answers[question.id];
    const typed = value?.kind === 'quantity' || value?.kind === 'day' ? value.typed : null;
    const text = value?.kind === 'text' || value?.kind === 'link' ? answerText(t, question, value) : null;
    return { text: t.text(question.text), written: typed ?? text };
  },
});
