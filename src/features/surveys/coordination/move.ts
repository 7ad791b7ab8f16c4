import type { RegionScope } from '../../../access/region/region-scope.ts';
import { scheduleAgain } from '../../../schedule/due.ts';
import { inSets } from '../../../schedule/handlers.ts';
import { movePlanned } from '../asking/ask.ts';
import { bySurvey, SURVEY_STEP } from '../asking/steps.ts';
import { MOVE_STEP } from '../due-kinds.ts';
import { isBegun, isMissing, loadQuestionnaires, loadQuestionnairesById } from '../questionnaires/load.ts';
import type { Survey } from '../survey.ts';

/**
 * Has what is planned about the questionnaires of a survey that aren't finished follow its last day to answer: of the first of them
 * at once, of the others at the next ticks, step by step.
 */
export async function moveInSteps(scope: RegionScope, survey: Survey): Promise<void> {
  const unfinished = (await loadQuestionnaires(scope, survey)).filter((one) => isMissing(one) || isBegun(one));
  await movePlanned(scope, unfinished.slice(0, SURVEY_STEP));
  await scheduleAgain(
    scope,
    MOVE_STEP,
    unfinished.slice(SURVEY_STEP).map(({ id }) => `${survey.id}:${id}`),
  );
}

/** Does the same for the next of them, by the day to answer as it is by then. */
export const nextMoveStep = inSets(SURVEY_STEP, async (scope, subjects) => {
  const ids = [...bySurvey(subjects).values()].flat();
  const questionnaires = [...(await loadQuestionnairesById(scope, ids)).values()];
  await movePlanned(
    scope,
    questionnaires.filter(({ survey }) => survey.closedAt === null),
  );
});
