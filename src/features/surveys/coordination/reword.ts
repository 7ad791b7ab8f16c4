import { type RegionScope, wordsFor } from '../../../access/region/region-scope.ts';
import type { Message } from '../../../chat/message.ts';
import { editEach } from '../../../delivery/outbox/index.ts';
import { scheduleAgain } from '../../../schedule/due.ts';
import { inSets } from '../../../schedule/handlers.ts';
import { remindersSinceOf } from '../asking/people.ts';
import { bySurvey, SURVEY_STEP } from '../asking/steps.ts';
import { REWORD_STEP } from '../due-kinds.ts';
import { loadQuestionnaires, loadQuestionnairesOf } from '../questionnaires/load.ts';
import { surveyStore } from '../store.ts';
import type { Questionnaire, Survey } from '../survey.ts';
import { surveyReminderMessage } from './messages/reminder.ts';
import { isNamedIn, type Reminder, remindersFor } from './reminders.ts';

/**
 * Updates the reminders already sent, when the last day to answer changes or the survey is closed: those of the first people at once,
 * the others' at the next ticks, step by step.
 */
export async function rewordInSteps(scope: RegionScope, survey: Survey): Promise<void> {
  const all = await remindersAgain(scope, await loadQuestionnaires(scope, survey));
  await reword(scope, survey, all.slice(0, SURVEY_STEP));
  await scheduleAgain(
    scope,
    REWORD_STEP,
    all.slice(SURVEY_STEP).map(({ to }) => `${survey.id}:${to.personId}`),
  );
}

/** Does the same for the next people, by what holds by then. */
export const nextRewordStep = inSets(SURVEY_STEP, async (scope, subjects) => {
  for (const [surveyId, ids] of bySurvey(subjects)) {
    const survey = await surveyStore(scope).byId(surveyId);
    if (!survey) continue;
    const all = await remindersAgain(scope, await loadQuestionnairesOf(scope, survey, ids));
    await reword(
      scope,
      survey,
      all.filter(({ to }) => ids.includes(to.personId)),
    );
  }
});

function remindersAgain(scope: RegionScope, questionnaires: readonly Questionnaire[]): Promise<readonly Reminder[]> {
  return remindersFor(scope, questionnaires, { again: true });
}

async function reword(scope: RegionScope, survey: Survey, reminders: readonly Reminder[]): Promise<void> {
  const sent = await remindersSinceOf(
    scope,
    reminders.map(({ to }) => to.personId),
    survey.launchedAt,
  );
  const words = new Map<string, Message>();
  for (const { to, questionnaires } of reminders) {
    for (const key of sent.get(to.personId) ?? []) {
      const named = questionnaires.filter((questionnaire) => isNamedIn(key, questionnaire));
      if (named.length > 0) words.set(key, surveyReminderMessage(wordsFor(to, scope.region), to.name, named, survey));
    }
  }
  await editEach(scope, words);
}
