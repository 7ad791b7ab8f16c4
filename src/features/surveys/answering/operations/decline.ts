import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import type { Scope } from '../../../../access/operation/scope.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { movePlanned, stopReminding } from '../../asking/ask.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { refreshCard, talkOf } from '../../asking/talk.ts';
import { isMissing, loadQuestionnaire, mayAnswer } from '../../questionnaires/load.ts';
import { questionnaireStore } from '../../questionnaires/questionnaire-store.ts';
import { currentSurvey, questionnairesOf } from '../../questionnaires/waiting.ts';
import type { Questionnaire } from '../../survey.ts';
import { endInRooms, lockAnsweredConversation, nextBeside } from '../save-answer.ts';
import { answerable } from './converse.ts';

/** Notes that this person's organisation won't answer, or with null that it may after all; its conversations say so. */
async function noteRefusal(scope: Scope, { id }: Questionnaire, personId: string | null): Promise<Questionnaire> {
  await questionnaireStore(scope).decline(id, personId);
  const questionnaire = await loadQuestionnaire(scope, id);
  if (personId === null) await movePlanned(scope, questionnaire);
  else await stopReminding(scope, id);
  for (const conversation of await conversationStore(scope).ofQuestionnaire(id)) {
    const isOwn = personId !== null && conversation.personId === personId;
    const next = isOwn ? await nextBeside(scope, conversation) : null;
    await refreshCard(scope, await talkOf(scope, questionnaire, conversation), { next });
  }
  if (personId !== null) await endInRooms(scope, id);
  return questionnaire;
}

/** [Nous ne répondrons pas] in a conversation stops all reminders. Answering later takes the refusal back. */
export const declineQuestionnaire = operation({
  name: 'surveys.decline',
  who: 'organiser',
  input: z.object({ conversationId: z.uuid() }),
  async run(scope, { conversationId }): Promise<void> {
    const { questionnaire } = await lockAnsweredConversation(scope, conversationId);
    await noteRefusal(scope, questionnaire, scope.actor.personId);
  },
});

const sheet = z.object({ questionnaireId: z.uuid() });

/** Locks and returns a questionnaire of the actor's own organisation. Throws UserError for anybody else. */
async function own(scope: Scope, questionnaireId: string): Promise<Questionnaire> {
  const questionnaire = await answerable(scope, questionnaireId);
  if (mayAnswer(scope.actor, questionnaire, scope.now, scope.region.timeZone)?.onBehalf !== false)
    throw new UserError('surveys.errors.notYours');
  return questionnaire;
}

/** [Nous ne répondrons pas] below a reminder does the same. Throws UserError when somebody has answered meanwhile. */
export const declineReminded = operation({
  name: 'surveys.declineReminded',
  who: 'organiser',
  input: sheet,
  async run(scope, { questionnaireId }): Promise<Questionnaire> {
    const questionnaire = await own(scope, questionnaireId);
    if (questionnaire.entries.length > 0) throw new UserError('surveys.errors.answeredMeanwhile');
    if (questionnaire.declinedAt !== null) return questionnaire;
    return noteRefusal(scope, questionnaire, scope.actor.personId);
  },
});

/** [Répondre tout de même] takes the refusal back; the reminders that are still to come are planned again. */
export const takeRefusalBack = operation({
  name: 'surveys.takeRefusalBack',
  who: 'organiser',
  input: sheet,
  async run(scope, { questionnaireId }): Promise<void> {
    const questionnaire = await own(scope, questionnaireId);
    if (questionnaire.declinedAt !== null) await noteRefusal(scope, questionnaire, null);
  },
});

/** Returns the actor's questionnaires that nobody has answered or declined. */
export const questionnairesToDecline = operation({
  name: 'surveys.toDecline',
  who: 'organiser',
  input: z.object({}),
  async run(scope): Promise<readonly Questionnaire[]> {
    const survey = await currentSurvey(scope);
    if (!survey) return [];
    return (await questionnairesOf(scope, survey, scope.actor.organisations)).filter(isMissing);
  },
});
