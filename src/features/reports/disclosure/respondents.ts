import type { ReportFigures } from '../aggregates/aggregate.ts';
import type { AggregatedRanking } from '../aggregates/borda.ts';
import type { RankingId } from '../aggregates/opinions-by-department.ts';

/**
 * Removes the respondents' names where the report tells an opinion that all of them share, or all of a part that a reader can work out:
 * beside their names it would reveal the opinion of each. Such parts are the departments that aren't told, and those who have answered
 * since one of `handedOut`, the versions and drafts that a reader may have. Where it is such a part, those whose sites link to
 * the chamber's aren't named either: only an answer enters them there.
 */
export function hideUnanimousRespondents(report: ReportFigures, handedOut: readonly ReportFigures[]): ReportFigures {
  // Who has answered since a report without names isn't known from it.
  const named = handedOut.filter((one) => one.respondents.length + one.linkingOrganisations.length > 0);
  const isOfPart = named.some((former) => sharedSince(former, report)) || sharedInPart(report);
  if (!isOfPart && !isUnanimous(report)) return report;
  const { respondents, linkingOrganisations } = report;
  return {
    ...report,
    respondents: [],
    unnamedRespondents: respondents.length,
    linkingOrganisations: isOfPart ? [] : linkingOrganisations,
  };
}

/** A group's answers to one question, or the difference between two groups. */
interface Opinion {
  readonly answered: number;
  /** How many gave each answer; of a ranking, how many chose each option at all. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Returns whether the report tells an opinion that all who answered share. */
export function isUnanimous(report: ReportFigures): boolean {
  const whole = { ...report, departmentOpinions: { reasons: [], defects: [] } };
  return [...opinionsIn(whole, whole).values()].some(isShared);
}

/** Returns whether all of a part share what not all who answered share. */
function sharedInPart(report: ReportFigures): boolean {
  return (['reasons', 'defects'] as const).some((id) => {
    const [whole, ...parts] = rankingOpinions(id, report, report).map(([, opinion]) => sharedBy(opinion));
    return parts.some((part) => part.some((answer) => whole?.includes(answer) === false));
  });
}

function sharedSince(former: ReportFigures, report: ReportFigures): boolean {
  const before = opinionsIn(former, report);
  return [...opinionsIn(report, former)].some(([question, now]) => {
    const was = before.get(question);
    return was !== undefined && isShared(less(now, was));
  });
}

/** Stands for the answer of those who chose nothing: each of them said that there is nothing to report. */
const NOTHING = 'nothing';

/** Returns the answers that all of a group gave. */
function sharedBy({ answered, counts }: Opinion): readonly string[] {
  if (answered === 0) return [];
  const given = [...counts].filter(([, count]) => count !== 0);
  return given.length === 0 ? [NOTHING] : given.flatMap(([answer, count]) => (count / answered >= 1 ? [answer] : []));
}

function isShared(opinion: Opinion): boolean {
  return sharedBy(opinion).length > 0;
}

/** Returns the opinions that a report tells, by question; of its departments only those that `beside` tells, too. */
function opinionsIn(report: ReportFigures, beside: ReportFigures): ReadonlyMap<string, Opinion> {
  const { scales, comingBack } = report;
  return new Map([
    ...rankingOpinions('reasons', report, beside),
    ...rankingOpinions('defects', report, beside),
    ...scales.flatMap(({ statement, answered, counts }): readonly [string, Opinion][] =>
      counts === null ? [] : [[statement, { answered, counts: new Map(Object.entries(counts)) }]],
    ),
    ...(comingBack.withheld === null ? [['comingBack', opinionOf(comingBack)] as const] : []),
  ]);
}

function opinionOf({ answered, counts }: ReportFigures['comingBack']): Opinion {
  return { answered, counts: new Map(counts.map(({ option, count }) => [option, count])) };
}

/** Returns the region's ranking, the departments', and what the remaining departments answered, which is the difference. */
function rankingOpinions(id: RankingId, report: ReportFigures, beside: ReportFigures): readonly [string, Opinion][] {
  if (report[id].withheld !== null) return [];
  const whole = rankingOpinion(report[id]);
  const both = report.departmentOpinions[id].filter(({ department }) =>
    beside.departmentOpinions[id].some((other) => other.department === department),
  );
  const parts = both.map((ranking): [string, Opinion] => [`${id} ${ranking.department}`, rankingOpinion(ranking)]);
  return [[id, whole], ...parts, [`${id} elsewhere`, parts.reduce((left, [, part]) => less(left, part), whole)]];
}

function rankingOpinion({ answered, options, other }: AggregatedRanking): Opinion {
  return {
    answered,
    counts: new Map([...options.map(({ option, mentions }) => [option, mentions] as const), ['other', other]]),
  };
}

function less(whole: Opinion, part: Opinion): Opinion {
  const options = new Set([...whole.counts.keys(), ...part.counts.keys()]);
  const count = (option: string) => (whole.counts.get(option) ?? 0) - (part.counts.get(option) ?? 0);
  return {
    answered: whole.answered - part.answered,
    counts: new Map([...options].map((option) => [option, count(option)])),
  };
}
