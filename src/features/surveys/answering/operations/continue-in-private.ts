import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import { schedule } from '../../../../schedule/due.ts';
import { openSurveyConversation } from '../../asking/ask.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { isOpeningSentOrPending, organisationIn, takeTurn } from '../../asking/rooms.ts';
import { showCard, talkOf, withState } from '../../asking/talk.ts';
import { GO_PRIVATE } from '../../due-kinds.ts';
import { nextStep } from '../../questionnaires/rules.ts';
import type { Opened } from '../../survey.ts';
import { checkStillAsked, lockAnsweredConversation } from '../save-answer.ts';
import { contactHere, openedIn } from './converse.ts';

/**
 * [Répondre en privé] continues an organisation's questionnaire with this person alone. Answers given so far stay. The
 * thread is told once the person was reached, and its other members may still answer there.
 */
export const continueInPrivate = operation({
  name: 'surveys.answerPrivately',
  who: 'organiser',
  journal: { silent: 'is a message' },
  input: z.object({ conversationId: z.uuid() }),
  async run(scope, { conversationId }): Promise<Opened> {
    const { conversation: there, questionnaire } = await lockAnsweredConversation(scope, conversationId);
    checkStillAsked(questionnaire);
    const step = nextStep(questionnaire);
    if (!step || organisationIn(there.room) === null)
      return { questionnaire, channel: null, inThread: false, leaves: null };
    const contact = await contactHere(scope);
    const own = await conversationStore(scope).of(questionnaire.id, contact.personId);
    if (own?.inPrivate && own.platform === contact.platform && (await isOpeningSentOrPending(scope, own))) {
      const talk = await talkOf(scope, questionnaire, await takeTurn(scope, own));
      await showCard(scope, withState(talk, { question: step.question.id, closedAt: null }), { anew: true });
      return openedIn(scope, questionnaire, own);
    }
    const inPrivate = { organisationId: null, unsolicited: false, inPrivate: true } as const;
    const opened = await openSurveyConversation(scope, questionnaire, contact, inPrivate);
    const subject = `${opened.id}/${there.id}/${opened.version}`;
    await schedule(scope, { kind: GO_PRIVATE, subject, at: scope.now, expires: null });
    return openedIn(scope, questionnaire, opened);
  },
});
