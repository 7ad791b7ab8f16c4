import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import type { Scope } from '../../../../access/operation/scope.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { movePlanned, stopReminding } from '../../asking/ask.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { refreshCard, talksOf } from '../../asking/talk.ts';
import { isMissing, loadQuestionnaire, mayAnswer } from '../../questionnaires/load.ts';
import { questionnaireStore } from '../../questionnaires/questionnaire-store.ts';
import { currentSurvey, questionnairesOf } from '../../questionnaires/waiting.ts';
import type { Questionnaire } from '../../survey.ts';
import { checkStillAsked, endInRooms, lockAnsweredConversation, nextBeside } from '../save-answer.ts';
import { answerable } from './converse.ts';

/** Notes that this person's organisation won't answer, or with null that it may after all; its conversations say so. */
async function noteRefusal(scope: Scope, { id }: Questionnaire, personId: string | null): Promise<Questionnaire> {
  await questionnaireStore(scope).decline(id, personId);
  const questionnaire = await loadQuestionnaire(scope, id);
  if (personId === null) await movePlanned(scope, [questionnaire]);
  else await stopReminding(scope, id);
  for (const talk of await talksOf(scope, questionnaire, await conversationStore(scope).shownOf(id))) {
    const isOwn = personId !== null && talk.conversation.personId === personId;
    const next = isOwn ? await nextBeside(scope, talk.conversation) : null;
    await refreshCard(scope, talk, { next });
  }
  if (personId !== null) await endInRooms(scope, id);
  return questionnaire;
}

/** Throws UserError unless the actor belongs to an answering organisation, whose own a refusal is. */
function checkOwn({ actor, now, region }: Scope, questionnaire: Questionnaire): void {
  if (mayAnswer(actor, questionnaire, now, region.timeZone)?.onBehalf !== false)
    throw new UserError('surveys.errors.notYours');
}

/**
 * Declines a locked questionnaire and returns it; one that is declined stays so. Throws UserError when it isn't the
 * actor's own organisation's, or somebody has answered meanwhile: what they have begun isn't ended by a refusal.
 */
async function declineFor(scope: Scope, questionnaire: Questionnaire): Promise<Questionnaire> {
  checkOwn(scope, questionnaire);
  if (questionnaire.entries.length > 0) throw new UserError('surveys.errors.answeredMeanwhile');
  if (questionnaire.declinedAt !== null) return questionnaire;
  return noteRefusal(scope, questionnaire, scope.actor.personId);
}

/** [Nous ne répondrons pas] in a conversation stops all reminders. Answering later takes the refusal back. */
export const declineQuestionnaire = operation({
  name: 'surveys.decline',
  who: 'organiser',
  journal: { silent: 'is their own' },
  input: z.object({ conversationId: z.uuid() }),
  async run(scope, { conversationId }): Promise<void> {
    const { questionnaire } = await lockAnsweredConversation(scope, conversationId);
    checkStillAsked(questionnaire);
    await declineFor(scope, questionnaire);
  },
});

const named = z.object({ questionnaireId: z.uuid() });

/** [Nous ne répondrons pas] below a reminder does the same. */
export const declineReminded = operation({
  name: 'surveys.declineReminded',
  who: 'organiser',
  journal: { silent: 'is their own' },
  input: named,
  run: async (scope, { questionnaireId }): Promise<Questionnaire> =>
    declineFor(scope, await answerable(scope, questionnaireId)),
});

/** [Répondre tout de même] takes the refusal back; the reminders that are still to come are planned again. */
export const takeRefusalBack = operation({
  name: 'surveys.takeRefusalBack',
  who: 'organiser',
  journal: { silent: 'is their own' },
  input: named,
  async run(scope, { questionnaireId }): Promise<void> {
    const questionnaire = await answerable(scope, questionnaireId);
    checkOwn(scope, questionnaire);
    if (questionnaire.declinedAt !== null) await noteRefusal(scope, questionnaire, null);
  },
});

/** Returns the actor's questionnaires that nobody has answered or declined. */
export const questionnairesToDecline = operation({
  name: 'surveys.toDecline',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<readonly Questionnaire[]> {
    const survey = await currentSurvey(scope);
    if (!survey) return [];
    return (await questionnairesOf(scope, survey, scope.actor.organisations)).filter(isMissing);
  },
});
