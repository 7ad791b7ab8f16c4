import type { OrganisationQuestionnaireFact } from '../../surveys/facts.ts';
import { questionOf } from '../../surveys/questions/catalogue.ts';
import { type AggregatedRanking, aggregateRanking } from './borda.ts';
import type { EditionFacts } from './facts.ts';
import { OPINIONS_FROM } from './thresholds.ts';

/** A ranking by one department's organisations. */
export interface DepartmentRanking extends AggregatedRanking {
  readonly department: string;
}

/** For each of the two rankings, the departments' rankings that may be told. */
export interface DepartmentOpinions {
  readonly reasons: readonly DepartmentRanking[];
  readonly defects: readonly DepartmentRanking[];
}

export type RankingId = keyof DepartmentOpinions;

/**
 * Returns the rankings of the departments in which at least five organisations answered the question. Where the other
 * departments together have fewer than five, subtracting the told rankings from the region's would reveal theirs: then
 * the smallest department that could be told is withheld too.
 */
export function opinionsByDepartment(
  { organisationQuestionnaires }: EditionFacts,
  departments: ReadonlyMap<string, string | null>,
): DepartmentOpinions {
  const groups = new Map<string | null, OrganisationQuestionnaireFact[]>();
  for (const questionnaire of organisationQuestionnaires) {
    const department = departments.get(questionnaire.organisation) ?? null;
    const group = groups.get(department);
    if (group) group.push(questionnaire);
    else groups.set(department, [questionnaire]);
  }
  return { reasons: rankings('reasons', groups), defects: rankings('defects', groups) };
}

function rankings(
  id: RankingId,
  groups: ReadonlyMap<string | null, readonly OrganisationQuestionnaireFact[]>,
): readonly DepartmentRanking[] {
  const all = [...groups].map(([department, questionnaires]) => ({ department, ...ranking(id, questionnaires) }));
  const told = all
    .filter((each): each is DepartmentRanking => each.department !== null && each.answered >= OPINIONS_FROM)
    .sort((a, b) => b.answered - a.answered);
  const sum = (some: readonly AggregatedRanking[]) => some.reduce((answers, { answered }) => answers + answered, 0);
  const others = sum(all) - sum(told);
  if (others > 0 && others < OPINIONS_FROM) told.pop();
  return told.sort((a, b) => (a.department < b.department ? -1 : 1));
}

function ranking(id: RankingId, questionnaires: readonly OrganisationQuestionnaireFact[]): AggregatedRanking {
  return aggregateRanking(
    questionOf(id),
    questionnaires.map(({ answers }) => answers),
  );
}
