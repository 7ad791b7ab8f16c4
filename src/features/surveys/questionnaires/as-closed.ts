import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { Questionnaire, Survey } from '../survey.ts';
import { answerStore } from './answer-store.ts';
import { answersFrom, givenInTime } from './history.ts';

/**
 * Returns the questionnaires as they are counted: with their current answers while the survey is open, afterwards with
 * those they had at the closing.
 */
export async function asClosed(
  scope: RegionScope,
  survey: Survey,
  questionnaires: readonly Questionnaire[],
): Promise<readonly Questionnaire[]> {
  if (survey.closedAt === null) return questionnaires;
  const history = await answerStore(scope).history(questionnaires.map(({ id }) => id));
  return questionnaires.map((questionnaire) => {
    const entries = givenInTime(questionnaire.entries, history.get(questionnaire.id) ?? []);
    return { ...questionnaire, entries, answers: answersFrom(entries) };
  });
}
