import type { Scope } from '../../../../access/operation/scope.ts';
import { message, text } from '../../../../chat/message.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { nothingAskedMessage, tooLateMessage } from '../../asking/messages/conversation.ts';
import { roomStore } from '../../asking/room-store.ts';
import { organisationIn } from '../../asking/rooms.ts';
import { postInConversation, showCard, talkOf, withState } from '../../asking/talk.ts';
import { typedOrFileName, unusedFileNote } from '../said.ts';
import { type AnsweredConversation, answeredConversation } from '../save-answer.ts';
import type { Typed, TypedOutcome } from '../take-typed.ts';

/** Locks and returns the conversation that a message in this one's room is meant for: the open one there. */
export async function answeringIn(scope: Scope, conversationId: string): Promise<AnsweredConversation> {
  const addressed = await roomStore(scope).lockAddressed(conversationId);
  if (addressed === null) throw new UserError('common.errors.notFound');
  return { ...(await answeredConversation(scope, addressed)), inThread: true };
}

/** Posts the outcome of a typed message in its thread. `callsBot` means that the message mentions the bot. */
export async function replyInThread(
  scope: Scope,
  where: AnsweredConversation,
  said: Typed,
  outcome: TypedOutcome,
  callsBot: boolean,
): Promise<void> {
  if (outcome.kind === 'known') return;
  if (outcome.kind === 'saved' && said.file === null && said.lost === null) return;
  if (outcome.kind === 'nothing-asked' && !callsBot && !mayBeAnAnswer(scope, where)) return;
  // A refused message may have given another answer, which its card shows.
  const there = outcome.kind === 'refused' ? await answeredConversation(scope, where.conversation.id) : where;
  const talk = await talkOf(scope, there.questionnaire, there.conversation);
  const key = (what: string): string => `${where.conversation.deliveryKey}:${what}-${said.messageId}`;
  switch (outcome.kind) {
    case 'saved': {
      const left = unusedFileNote(talk.t, outcome.question, said);
      if (left !== null) await postInConversation(scope, talk, key('file'), message(text(left)));
      return;
    }
    case 'too-late':
      return postInConversation(scope, talk, key('late'), tooLateMessage(talk.t, typedOrFileName(said)));
    case 'refused':
      await showCard(scope, withState(talk, { question: outcome.question.id }), {
        anew: true,
        inThread: true,
        problem: outcome.problem,
      });
      return;
    case 'nothing-asked':
      return postInConversation(
        scope,
        talk,
        key('said'),
        nothingAskedMessage(talk.t, where.questionnaire, typedOrFileName(said)),
      );
  }
}

/** The milliseconds after the last answer within which a message in a colleagues' thread may still be meant as one. */
const LATELY_MS = 15 * 60_000;

/**
 * Returns whether a message may be meant as an answer although no question waits. Somebody alone with the bot speaks to
 * it; colleagues in their thread may be speaking to each other.
 */
function mayBeAnAnswer(
  { now }: Scope,
  { conversation: { room, closedAt }, questionnaire }: AnsweredConversation,
): boolean {
  if (organisationIn(room) === null || closedAt === null) return true;
  const last = Math.max(closedAt.getTime(), ...questionnaire.entries.map(({ at }) => at.getTime()));
  return now.getTime() - last < LATELY_MS;
}
