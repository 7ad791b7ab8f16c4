import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { AskedSheet, Survey } from '../survey.ts';
import { answerStore } from './answer-store.ts';
import { answersFrom, givenInTime } from './history.ts';

/**
 * The sheets as they stood when the survey was closed, which is what is counted from then on; as they are while answers
 * come in.
 */
export async function asClosed(
  scope: RegionScope,
  survey: Survey,
  sheets: readonly AskedSheet[],
): Promise<readonly AskedSheet[]> {
  if (survey.closedAt === null) return sheets;
  const history = await answerStore(scope).history(sheets.map(({ id }) => id));
  return sheets.map((sheet) => {
    const entries = givenInTime(sheet.entries, history.get(sheet.id) ?? []);
    return { ...sheet, entries, answers: answersFrom(entries) };
  });
}
