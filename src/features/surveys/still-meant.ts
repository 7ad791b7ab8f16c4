import { type RegionScope, wordsFor } from '../../access/region/region-scope.ts';
import type { PassOn, StillMeant } from '../../delivery/outbox/index.ts';
import { askSomebodyElse } from './asking/ask.ts';
import { conversationStore } from './asking/conversation-store.ts';
import { openNextIn } from './asking/next-in-room.ts';
import { surveyReminderMessage } from './coordination/messages/reminder.ts';
import { isNamedIn, remindersFor } from './coordination/reminders.ts';
import { isMissing, loadQuestionnaire, loadQuestionnairesOf } from './questionnaires/load.ts';
import { currentSurvey } from './questionnaires/waiting.ts';
import type { Survey } from './survey.ts';
import { closingEnd } from './timing.ts';

function isOver({ now, region }: RegionScope, { closedAt, closesOn }: Survey): boolean {
  return closedAt !== null || closingEnd(closesOn, region.timeZone) <= now;
}

/**
 * Rewords a reminder that is about to be sent with what its reader still hasn't answered. Returns null, so that it
 * isn't sent, once the survey is over or nothing is left.
 */
export const reminderStillMeant: StillMeant = async (scope, { key, personId }) => {
  const survey = await currentSurvey(scope);
  if (!survey || isOver(scope, survey)) return null;
  const reminders = await remindersFor(scope, await loadQuestionnairesOf(scope, survey, [personId]), { again: true });
  const theirs = reminders.find(({ to }) => to.personId === personId);
  const named = theirs?.questionnaires.filter((questionnaire) => isNamedIn(key, questionnaire)) ?? [];
  return theirs && named.length > 0
    ? surveyReminderMessage(wordsFor(theirs.to, scope.region), theirs.to.name, named, survey)
    : null;
};

/** Returns null, so that a question isn't sent, when somebody else has answered or declined its questionnaire. */
export const questionStillMeant: StillMeant = async (scope, { key, message }) => {
  const store = conversationStore(scope);
  const conversation = await store.openedBy(key);
  if (!conversation) return null;
  const questionnaire = await loadQuestionnaire(scope, conversation.questionnaireId);
  if (isMissing(questionnaire) && !isOver(scope, questionnaire.survey)) return message;
  // The opening was never posted, so nothing is shown in the conversation.
  await store.keep({ ...conversation, question: null, card: null, closedAt: scope.now });
  await openNextIn(scope, conversation.room);
  return null;
};

/** Asks a colleague instead, if there is one, when the person who was to be asked has left the organisation. */
export const passQuestionOn: PassOn = async (scope, { key }) => {
  const store = conversationStore(scope);
  const conversation = await store.openedBy(key);
  if (!conversation) return;
  await store.keep({ ...conversation, question: null, card: null, closedAt: scope.now });
  const questionnaire = await loadQuestionnaire(scope, conversation.questionnaireId);
  if (isMissing(questionnaire) && !isOver(scope, questionnaire.survey)) await askSomebodyElse(scope, questionnaire);
  await openNextIn(scope, conversation.room);
};
