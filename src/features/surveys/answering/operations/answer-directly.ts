import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import type { Scope } from '../../../../access/operation/scope.ts';
import { wordsFor } from '../../../../access/region/region-scope.ts';
import { type Message, message, text } from '../../../../chat/message.ts';
import { byTime } from '../../../../chat/order.ts';
import type { Place } from '../../../../chat/place.ts';
import { heldAmong, postedUnder, send, unaskedAmong } from '../../../../delivery/outbox/index.ts';
import { answerKey } from '../../../../delivery/outbox/replies.ts';
import { tooLateMessage } from '../../asking/messages/conversation.ts';
import { replyStore } from '../../asking/reply-store.ts';
import { organisationIn } from '../../asking/rooms.ts';
import { showCard, talkOf, withState } from '../../asking/talk.ts';
import { loadQuestionnaire } from '../../questionnaires/load.ts';
import type { Question } from '../../questions/catalogue.ts';
import type { SurveyConversation } from '../../survey.ts';
import { LATE_WEEKS, weeksBefore } from '../../timing.ts';
import { directAnswerRefusedMessage, severalQuestionsWaitMessage } from '../messages/direct.ts';
import { typedOrFileName, unusedFileNote } from '../said.ts';
import {
  type AnsweredConversation,
  type AnswerSavedHook,
  answeredConversation,
  lockAnsweredConversation,
} from '../save-answer.ts';
import { type Typed, type TypedOutcome, takeTyped, typedFields, wantsFile } from '../take-typed.ts';

const direct = z.object({ place: z.custom<Place>(), ...typedFields });

/**
 * Takes a direct message outside any thread as the answer to the author's waiting question. When several wait, and none
 * was chosen, it asks which one is meant; when none waits it returns false, because the message isn't about the survey.
 */
export function answerInDirectMessage(onSaved: readonly AnswerSavedHook[]) {
  return operation({
    name: 'surveys.answerDirectly',
    who: 'anyone',
    input: direct,
    async run(scope, { place, ...said }): Promise<boolean> {
      const waiting = await conversationsAwaiting(scope);
      if (waiting.length === 0) return false;
      const meant = await meantAmong(scope, waiting, said.messageId);
      if (!meant) {
        const questionnaires = [];
        for (const { questionnaireId } of waiting) questionnaires.push(await loadQuestionnaire(scope, questionnaireId));
        await send(
          scope,
          replyTo(place, said, severalQuestionsWaitMessage(wordsFor(scope.actor, scope.region), questionnaires, said)),
        );
        return true;
      }
      const where = { ...(await lockAnsweredConversation(scope, meant.id)), inThread: false };
      return replyDirectly(scope, place, where, said, await takeTyped(scope, where, said, onSaved));
    },
    journal: { within: ['surveys.journal.answered'] },
  });
}

/** Replies to a direct message with its outcome. Returns false when it isn't about the survey. */
export async function replyDirectly(
  scope: Scope,
  place: Place,
  where: AnsweredConversation,
  said: Typed,
  outcome: TypedOutcome,
): Promise<boolean> {
  if (outcome.kind === 'nothing-asked') return false;
  if (outcome.kind === 'known') return true;
  const words = await outcomeMessage(scope, where, said, outcome);
  if (words) await send(scope, replyTo(place, said, words));
  if (outcome.kind === 'refused' && said.change === undefined) await bringDown(scope, where, outcome.question);
  return true;
}

/**
 * Posts the card below what was refused, so that its choices stand where the person reads; one in an organisation's
 * thread stays there, because others read it too.
 */
async function bringDown(scope: Scope, where: AnsweredConversation, question: Question): Promise<void> {
  // It may have given another answer, which the card shows.
  const { questionnaire, conversation } = await answeredConversation(scope, where.conversation.id);
  if (organisationIn(conversation.room) !== null) return;
  const talk = await talkOf(scope, questionnaire, conversation);
  await showCard(scope, withState(talk, { question: question.id }), { anew: true, inThread: false });
}

type Said = Exclude<TypedOutcome, { kind: 'nothing-asked' | 'known' }>;

/** Words what came of a message; null when the card already shows all of it. */
async function outcomeMessage(
  scope: Scope,
  where: AnsweredConversation,
  said: Typed,
  outcome: Said,
): Promise<Message | null> {
  const t = wordsFor(scope.actor, scope.region);
  if (outcome.kind === 'too-late') return tooLateMessage(t, typedOrFileName(said));
  if (outcome.kind === 'saved') {
    const left = unusedFileNote(t, outcome.question, said);
    return left === null ? null : message(text(left));
  }
  const questionnaire = await loadQuestionnaire(scope, where.questionnaire.id);
  return directAnswerRefusedMessage(t, questionnaire, outcome.question, outcome.problem, said);
}

/** Returns a reply to a message, to be sent. `change` names the edit that is replied to, if it is one. */
export function replyTo(place: Place, { messageId, change }: Pick<Typed, 'messageId' | 'change'>, message: Message) {
  const key = answerKey(place, messageId);
  return { key: change === undefined ? key : `${key}:${change}`, target: { kind: 'place', place }, message } as const;
}

/** Returns whether a file in a direct message from this person is expected; otherwise it isn't fetched. */
export const expectsFileInDirectMessage = operation({
  name: 'surveys.expectsFileDirectly',
  who: 'anyone',
  looks: true,
  input: z.object({ messageId: z.string() }),
  async run(scope, { messageId }): Promise<boolean> {
    const meant = await meantAmong(scope, await conversationsAwaiting(scope), messageId);
    return meant !== null && wantsFile(await lockAnsweredConversation(scope, meant.id));
  },
});

/** Returns whether a question waits for this person's direct message. */
export const awaitsAnswer = operation({
  name: 'surveys.awaitsAnswer',
  who: 'anyone',
  looks: true,
  input: z.object({}),
  run: async (scope): Promise<boolean> => (await conversationsAwaiting(scope)).length > 0,
});

/** Returns this person's conversations in which a question waits, also, for a while, of a survey that is closed: it is answered late. */
export async function conversationsAwaiting(scope: Scope): Promise<readonly SurveyConversation[]> {
  const { actor } = scope;
  const open = await replyStore(scope).askedOf(actor.personId, actor.platform, weeksBefore(scope.now, LATE_WEEKS));
  const held = await heldAmong(
    scope,
    open.map(({ deliveryKey }) => deliveryKey),
  );
  // A held opening hasn't reached them, so there is nothing to answer yet.
  return open.filter(({ deliveryKey }) => !held.has(deliveryKey));
}

/**
 * Returns the conversation that a message beside all threads answers: the only one that waits or, of several, the one that
 * its person opened last, as long as no other card has come below it; null where which one is meant isn't known.
 */
export async function meantAmong(
  scope: Scope,
  waiting: readonly SurveyConversation[],
  messageId: string,
): Promise<SurveyConversation | null> {
  const [only = null, ...others] = waiting;
  if (others.length === 0) return only;
  const own = waiting.filter(({ room }) => organisationIn(room) === null);
  const posted = await postedUnder(
    scope,
    own.map(({ deliveryKey }) => deliveryKey),
  );
  const inOrder = own
    .flatMap((one) => {
      const card = posted.get(one.deliveryKey);
      return card ? [{ one, id: card.id }] : [];
    })
    .toSorted((a, b) => byTime(a.id, b.id));
  const last = inOrder.at(-1);
  if (!last || last.one.card !== last.one.deliveryKey || byTime(messageId, last.id) < 0) return null;
  const unasked = await unaskedAmong(scope, [last.one.deliveryKey], 'question');
  return unasked.size === 0 ? last.one : null;
}
