import type { Scope } from '../../../../access/operation/scope.ts';
import { message, text } from '../../../../chat/message.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { nothingAskedMessage, tooLateMessage } from '../../asking/messages/conversation.ts';
import { addressedConversation, organisationIn } from '../../asking/rooms.ts';
import { askQuestion, postInConversation, talkOf } from '../../asking/talk.ts';
import { typedOrFileName, unusedFileNote } from '../said.ts';
import { type AnsweredConversation, lockAnsweredConversation } from '../save-answer.ts';
import type { Typed, TypedOutcome } from '../take-typed.ts';

/** Finds the conversation that is meant: what is typed in a room is for the one that is open there. */
export async function answeringIn(scope: Scope, conversationId: string): Promise<AnsweredConversation> {
  const conversation = await conversationStore(scope).byId(conversationId);
  return lockAnsweredConversation(
    scope,
    conversation ? (await addressedConversation(scope, conversation)).id : conversationId,
  );
}

/** Says in a survey's thread what came of what somebody typed there. `callsBot`: it was said to the bot by name. */
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
  const talk = await talkOf(scope, where.questionnaire, where.conversation);
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
      await askQuestion(scope, talk, outcome.question, outcome.problem);
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

/** For so long after the last question what colleagues write in their thread may still be meant as an answer to it. */
const LATELY_MS = 15 * 60_000;

/**
 * Where nothing is asked: whoever is alone with the bot speaks to it, colleagues in their thread may speak to each
 * other.
 */
function mayBeAnAnswer(
  { now }: Scope,
  { conversation: { room, closedAt }, questionnaire }: AnsweredConversation,
): boolean {
  if (organisationIn(room) === null || closedAt === null) return true;
  const last = Math.max(closedAt.getTime(), ...questionnaire.entries.map(({ at }) => at.getTime()));
  return now.getTime() - last < LATELY_MS;
}
