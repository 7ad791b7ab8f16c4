import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import { schedule } from '../../../../schedule/due.ts';
import { open } from '../../asking/ask.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { arrives, organisationIn, takeTurn } from '../../asking/rooms.ts';
import { ask, talkOf } from '../../asking/talk.ts';
import { GO_PRIVATE } from '../../due-kinds.ts';
import { nextStep } from '../../questionnaires/rules.ts';
import type { Opened } from '../../survey.ts';
import { answering } from '../save-answer.ts';
import { here, openedIn } from './converse.ts';

/**
 * [Répondre en privé] in an organisation's thread: the questionnaire goes on with this person alone. What was answered
 * stays; the thread is told once they were reached, and its other members may answer there all the same.
 */
export const answerPrivately = operation({
  name: 'surveys.answerPrivately',
  who: 'organiser',
  input: z.object({ conversationId: z.uuid() }),
  async run(scope, { conversationId }): Promise<Opened> {
    const { conversation: there, questionnaire } = await answering(scope, conversationId);
    const step = nextStep(questionnaire);
    if (!step || organisationIn(there.room) === null) return { questionnaire, inThread: false, leaves: null };
    const contact = await here(scope);
    const own = await conversationStore(scope).of(questionnaire.id, contact.personId);
    if (own?.inPrivate && own.platform === contact.platform && (await arrives(scope, own))) {
      await ask(scope, await talkOf(scope, questionnaire, await takeTurn(scope, own)), step.question);
      return openedIn(scope, questionnaire, own);
    }
    const inPrivate = { organisationId: null, unsolicited: false, inPrivate: true } as const;
    const opened = await open(scope, questionnaire, contact, inPrivate);
    const subject = `${opened.id}/${there.id}/${opened.version}`;
    await schedule(scope, { kind: GO_PRIVATE, subject, at: scope.now, expires: null });
    return openedIn(scope, questionnaire, opened);
  },
});
