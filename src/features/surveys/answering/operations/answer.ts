import { z } from 'zod';
import { directory } from '../../../../access/contacts/directory-store.ts';
import { type Operation, operation } from '../../../../access/operation/operation.ts';
import { wordsFor } from '../../../../access/region/region-scope.ts';
import type { Writer } from '../../../../chat/interaction.ts';
import { message, text } from '../../../../chat/message.ts';
import { byTime } from '../../../../chat/order.ts';
import type { Place } from '../../../../chat/place.ts';
import { refuseAll, UserError } from '../../../../chat/user-error.ts';
import { send } from '../../../../delivery/outbox/index.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { openNextIn } from '../../asking/next-in-room.ts';
import { replyStore } from '../../asking/reply-store.ts';
import { addressedConversation, takeTurn } from '../../asking/rooms.ts';
import { showCard, talkOf, withState } from '../../asking/talk.ts';
import { isAnswered, nextStep } from '../../questionnaires/rules.ts';
import { questionText } from '../../questionnaires/words.ts';
import { type AnswerInput, answerInput } from '../../questions/answer-input.ts';
import { ownAnswer } from '../../questions/answers.ts';
import { questionKindOf } from '../../questions/kinds.ts';
import { confirmKnown } from '../confirm-known.ts';
import {
  type AnsweredConversation,
  type AnswerSavedHook,
  checkStillAsked,
  lockAnsweredConversation,
  questionIn,
  readAndSaveAnswer,
} from '../save-answer.ts';
import { problemValues, takeTyped, typedFields, wantsFile } from '../take-typed.ts';
import { answerAllAtOnce } from './answer-all.ts';
import { answerInDirectMessage, replyTo } from './answer-directly.ts';
import { answerEdited } from './answer-edited.ts';
import { answeringIn, replyInThread } from './reply-in-thread.ts';

const at = { conversationId: z.uuid(), question: z.string() };
const byPress = {
  ...at,
  /**
   * When the button was pressed, comparable with message ids: messages that were typed earlier but arrive later don't
   * count.
   */
  pressedAt: z.string().nullable().default(null),
};

/** Input from forms, for which `pressedAt` is when the form was opened, not when it was sent. */
const writing: ReadonlySet<AnswerInput['by']> = new Set(['reply', 'media', 'file']);

function isOutdated({ conversation: { lastSeenId } }: AnsweredConversation, pressedAt: string | null): boolean {
  return lastSeenId !== null && pressedAt !== null && byTime(pressedAt, lastSeenId) < 0;
}

/** Returns whether a button stands in a card that was posted anew since, and shows what was asked then. */
function isOfFormerCard({ conversation }: AnsweredConversation, version: number | null): boolean {
  return version !== null && version !== conversation.version;
}

const pressed = z.object({
  ...byPress,
  /** The version of the card that held the button; null when it isn't known. */
  version: z.int().nullable().default(null),
  given: answerInput,
});
const typed = z.object({
  conversationId: z.uuid(),
  /** True when the message mentions the bot. */
  callsBot: z.boolean(),
  ...typedFields,
});

export interface AnswerOperations {
  /** Saves the answer from a button, a list or a form. Throws UserError when it can't be read. */
  readonly answerQuestion: Operation<typeof pressed, void>;
  /**
   * Takes a message in a survey's thread as the answer to the question that waits there; asks again if it is
   * unreadable.
   */
  readonly answerTyped: Operation<typeof typed, void>;
  /** Saves what the form with all questions gives. */
  readonly answerAll: ReturnType<typeof answerAllAtOnce>;
  /** Handles a direct message outside any thread. */
  readonly answerDirectly: ReturnType<typeof answerInDirectMessage>;
  /** Handles an edited message. */
  readonly answerEdited: ReturnType<typeof answerEdited>;
}

/** Returns the operations that save answers; each runs the hooks `onSaved`. */
export function answerOperations(onSaved: readonly AnswerSavedHook[]): AnswerOperations {
  return {
    answerQuestion: operation({
      name: 'surveys.answer',
      who: 'organiser',
      input: pressed,
      async run(scope, { conversationId, question: id, version, given: answer, pressedAt }) {
        const where = await lockAnsweredConversation(scope, conversationId);
        const question = questionIn(where.questionnaire, id);
        // A press that arrives after a later answer doesn't replace it.
        if (
          isOutdated(where, pressedAt) &&
          !writing.has(answer.by) &&
          isAnswered(question, where.questionnaire.answers)
        )
          return;
        if (pressedAt !== null) await replyStore(scope).noteSeen(where.conversation, pressedAt);
        if (
          isOfFormerCard(where, version) &&
          !writing.has(answer.by) &&
          isAnswered(question, where.questionnaire.answers)
        ) {
          await showCard(scope, await talkOf(scope, where.questionnaire, where.conversation));
          return;
        }
        if (answer.by === 'confirm') return confirmKnown(scope, where, question, answer.print, onSaved);
        const reading = await readAndSaveAnswer(scope, where, question, answer, onSaved);
        if (reading.ok) return;
        const values = problemValues(wordsFor(scope.actor, scope.region), answer, reading);
        const { fields = [{ ...reading, field: 'reply', typed: values.typed }] } = reading;
        refuseAll(
          fields.map(({ problem, field, typed }) => {
            return new UserError(`surveys.problems.${problem}`, { ...values, typed }, field);
          }),
        );
      },
      journal: { within: ['surveys.journal.answered'] },
    }),
    answerTyped: operation({
      name: 'surveys.answerTyped',
      who: 'anyone',
      input: typed,
      async run(scope, { conversationId, callsBot, ...said }) {
        const where = await answeringIn(scope, conversationId);
        await replyInThread(scope, where, said, await takeTyped(scope, where, said, onSaved), callsBot);
      },
      journal: { within: ['surveys.journal.answered'] },
    }),
    answerAll: answerAllAtOnce(onSaved),
    answerDirectly: answerInDirectMessage(onSaved),
    answerEdited: answerEdited(onSaved),
  };
}

/** Returns whether a file in a survey's thread from this person is expected; otherwise it isn't fetched. */
export const expectsFile = operation({
  name: 'surveys.expectsFile',
  who: 'anyone',
  looks: true,
  input: z.object({ conversationId: z.uuid() }),
  run: async (scope, { conversationId }): Promise<boolean> => wantsFile(await answeringIn(scope, conversationId)),
});

/** Marks a message in a thread that isn't an answer as read, so that it isn't looked at again. */
export const passOver = operation({
  name: 'surveys.passOver',
  who: 'anyone',
  journal: { silent: 'is a message' },
  input: z.object({ conversationId: z.uuid(), messageId: z.string() }),
  async run(scope, { conversationId, messageId }): Promise<void> {
    const store = conversationStore(scope);
    const conversation = await store.byId(conversationId);
    if (conversation) await replyStore(scope).noteTyped(await addressedConversation(scope, conversation), messageId);
  },
});

/** Replies to a message with why it was refused, and marks it as read if it stands in a thread. */
export const tellRefused = operation({
  name: 'surveys.tellRefused',
  who: 'anyone',
  journal: { silent: 'is a message' },
  input: z.object({
    place: z.custom<Place>(),
    conversationId: z.uuid().nullable(),
    messageId: z.string(),
    change: z.string().optional(),
    /** The refusal in its reader's language. */
    words: z.string(),
  }),
  async run(scope, { place, conversationId, messageId, change, words }): Promise<void> {
    const store = conversationStore(scope);
    const conversation = conversationId === null ? null : await store.byId(conversationId);
    if (conversation) await replyStore(scope).noteTyped(await addressedConversation(scope, conversation), messageId);
    await send(scope, replyTo(place, { messageId, change }, message(text(words))));
  },
});

/** Opens an answered question in the card, to be corrected. */
export const correctAnswer = operation({
  name: 'surveys.correct',
  who: 'organiser',
  journal: { silent: 'is a message' },
  input: z.object(byPress),
  async run(scope, { conversationId, question: id, pressedAt }): Promise<void> {
    const { conversation: there, questionnaire } = await lockAnsweredConversation(scope, conversationId);
    checkStillAsked(questionnaire);
    const conversation = await takeTurn(scope, there);
    if (pressedAt !== null) await replyStore(scope).noteSeen(conversation, pressedAt);
    const question = questionIn(questionnaire, id);
    await showCard(scope, withState(await talkOf(scope, questionnaire, conversation), { question: question.id }));
  },
});

/** [Annuler] keeps the answer that was open to be corrected. */
export const keepAnswer = operation({
  name: 'surveys.keepAnswer',
  who: 'organiser',
  journal: { silent: 'is a message' },
  input: z.object(byPress),
  async run(scope, { conversationId, question: id, pressedAt }): Promise<void> {
    const { conversation, questionnaire } = await lockAnsweredConversation(scope, conversationId);
    checkStillAsked(questionnaire);
    if (pressedAt !== null) await replyStore(scope).noteSeen(conversation, pressedAt);
    questionIn(questionnaire, id);
    const next = nextStep(questionnaire)?.question.id;
    await showCard(scope, withState(await talkOf(scope, questionnaire, conversation), { question: next ?? null }));
    if (next === undefined) await openNextIn(scope, conversation.room);
  },
});

/** Returns what the form of a question shows: the question and, if any, the text written before, and by whom. */
export const questionToWrite = operation({
  name: 'surveys.questionToWrite',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object(at),
  async run(
    scope,
    { conversationId, question: id },
  ): Promise<{ readonly text: string; readonly written: string | null; readonly by: Writer | null }> {
    // The text is compared with this in the transaction that stores it: nobody may answer in between.
    const { questionnaire } = await lockAnsweredConversation(scope, conversationId);
    const question = questionIn(questionnaire, id);
    const t = wordsFor(scope.actor, scope.region);
    const held = ownAnswer(question, questionnaire.answers[question.id]);
    const written = held && (questionKindOf(question).typedBefore?.(held) ?? null);
    const entry = questionnaire.entries.find((one) => one.question === question.id);
    const person = entry ? await directory(scope).person(entry.by) : null;
    const by = person && { personId: person.personId, name: person.name };
    return { text: questionText(t, question, questionnaire), written, by };
  },
});
