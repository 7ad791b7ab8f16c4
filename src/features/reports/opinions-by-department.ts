import { questionOf } from '../surveys/questions.ts';
import { isReceived } from '../surveys/rules.ts';
import { type AggregatedRanking, aggregateRanking } from './borda.ts';
import type { EditionFacts, OrganisationSheetFact } from './facts.ts';
import { SOUND_BASE } from './findings.ts';

export interface DepartmentOpinions {
  readonly department: string;
  readonly answered: number;
  readonly reasons: AggregatedRanking;
  readonly defects: AggregatedRanking;
}

/**
 * Opinions of the departments from which at least five organisations answered. Where the others together are fewer than
 * five, what the region says less what is shown would tell theirs: then the smallest that could be shown isn't.
 */
export function opinionsByDepartment(
  { organisationSheets }: EditionFacts,
  departments: ReadonlyMap<string, string | null>,
): readonly DepartmentOpinions[] {
  const groups = new Map<string | null, OrganisationSheetFact[]>();
  for (const sheet of organisationSheets.filter(({ answers }) => isReceived('organisation', answers))) {
    const department = departments.get(sheet.organisation) ?? null;
    groups.set(department, [...(groups.get(department) ?? []), sheet]);
  }
  const all = [...groups].flatMap(([department, sheets]) => (department === null ? [] : [{ department, sheets }]));
  const shown = all
    .filter(({ sheets }) => sheets.length >= SOUND_BASE)
    .sort((a, b) => b.sheets.length - a.sheets.length);
  const total = [...groups.values()].reduce((sum, sheets) => sum + sheets.length, 0);
  const hidden = total - shown.reduce((sum, { sheets }) => sum + sheets.length, 0);
  if (hidden > 0 && hidden < SOUND_BASE) shown.pop();
  return shown
    .sort((a, b) => a.department.localeCompare(b.department))
    .map(({ department, sheets }) => ({
      department,
      answered: sheets.length,
      reasons: ranking('reasons', sheets),
      defects: ranking('defects', sheets),
    }));
}

function ranking(id: 'reasons' | 'defects', sheets: readonly OrganisationSheetFact[]): AggregatedRanking {
  const question = questionOf(id);
  if (question.kind !== 'ranking') throw new Error(`"${id}" is no ranking`);
  return aggregateRanking(
    question,
    sheets.map(({ answers }) => answers),
  );
}
