import { isDeepStrictEqual } from 'node:util';
import type { Stepwise } from '../../../concurrency/turns.ts';
import { changeSince, FIGURE_IDS, type Figure, type Withheld } from '../../figures/figure.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';
import type { AggregatedRanking } from '../aggregates/borda.ts';
import { limitCoordination } from '../aggregates/coordination.ts';
import type { EventGroup } from '../aggregates/events.ts';
import { holdIntended } from '../aggregates/intended-audience.ts';
import type { DepartmentRanking, RankingId } from '../aggregates/opinions-by-department.ts';
import { FACTS_FROM, isDisclosableChange, OPINIONS_FROM } from '../aggregates/thresholds.ts';
import { answersIn, thresholdOf } from './disclose.ts';
import { limitMentions } from './media-mentions.ts';

/** The figures that may be told now, and what holds some of them back: the newest first, empty where nothing does. */
export interface Limited<T> {
  readonly told: ReportFigures;
  readonly heldBy: readonly T[];
}

/**
 * Limits new figures to what may be told beside all that was handed out, the newest first, in steps. Beside the newest alone isn't
 * enough: it may withhold a figure that an older one tells, or tell another one than the figure now goes back to. What is held beside one
 * is a figure that was told, and so may stand beside all others.
 */
export function* limitingBeside<T extends { readonly figures: ReportFigures }>(
  handedOut: readonly T[],
  now: ReportFigures,
): Stepwise<Limited<T>> {
  let told = now;
  const heldBy: T[] = [];
  for (const one of handedOut) {
    const limited = limitToDisclosable(one.figures, told);
    if (!isDeepStrictEqual(limited, told)) heldBy.push(one);
    told = limited;
    yield;
  }
  return { told, heldBy };
}

/**
 * Limits the figures of a new version, `now`, to what may be told beside those of the version `before`: comparing
 * both mustn't reveal one organisation's answer. A figure that would change by fewer answers than are ever told stays
 * as it was. Departments change with the region or aren't told any more, since their differences could be worked out
 * from each other.
 */
function limitToDisclosable(before: ReportFigures, now: ReportFigures): ReportFigures {
  const figures = Object.fromEntries(FIGURE_IDS.map((id) => [id, holdFigure(before.figures[id], now.figures[id])]));
  const held = figures as ReportFigures['figures'];
  const told = { ...held, mediaMentions: limitMentions(before.figures, now.figures) };
  const links = told.organisationsLinkingToSite;
  const [reasons, defects] = [holdRanking('reasons', before, now), holdRanking('defects', before, now)];
  const audience = hold(before.audience, now.audience, FACTS_FROM);
  return {
    ...now,
    figures: told,
    reasons: reasons.region,
    defects: defects.region,
    departmentOpinions: { reasons: reasons.departments, defects: defects.departments },
    scales: now.scales.map((scale) => {
      const was = before.scales.find(({ statement }) => statement === scale.statement);
      return was === undefined ? scale : hold(was, scale, OPINIONS_FROM);
    }),
    comingBack: hold(before.comingBack, now.comingBack, OPINIONS_FROM),
    whyAbsent: hold(before.whyAbsent, now.whyAbsent, OPINIONS_FROM),
    distribution: hold(before.distribution, now.distribution, FACTS_FROM),
    audience,
    ...(now.intendedAudience
      ? {
          intendedAudience: holdIntended(before, now.intendedAudience, { audience, isHeld: audience !== now.audience }),
        }
      : {}),
    byDepartment: holdPeople(before, now, told.participants),
    ...(now.coordination ? { coordination: limitCoordination(before.coordination, now.coordination) } : {}),
    linkingOrganisations:
      links === now.figures.organisationsLinkingToSite ? now.linkingOrganisations : before.linkingOrganisations,
  };
}

interface Counted {
  readonly answered: number;
  readonly withheld: Withheld | null;
}

/** A figure that was withheld before, or is now, can't be compared. */
function hold<T extends Counted>(before: T, now: T, threshold: number): T {
  if (before.withheld !== null || now.withheld !== null || before.answered === 0) return now;
  return isDeepStrictEqual(before, now) || isDisclosableChange(before.answered, now.answered, threshold) ? now : before;
}

function holdFigure(before: Figure, now: Figure): Figure {
  const threshold = thresholdOf(now);
  if (threshold === null || before.value === null || now.value === null || answersIn(before) === 0) return now;
  if (isDisclosableChange(answersIn(before), answersIn(now), threshold)) return now;
  const { value, precision, of, base, parts, toConfirm } = before;
  if (isDeepStrictEqual(answersTold(before), answersTold(now))) return now;
  return { ...now, value, precision, of, base, parts, toConfirm, change: changeSince(before, now.previous) };
}

/** Returns everything that a figure tells of the answers: also that one more said zero, or "je ne sais pas". */
function answersTold({ value, precision, of, base, parts, toConfirm }: Figure): object {
  return { value, precision, of, answered: base?.answered ?? null, parts, toConfirm };
}

function holdRanking(
  id: RankingId,
  before: ReportFigures,
  now: ReportFigures,
): { readonly region: AggregatedRanking; readonly departments: readonly DepartmentRanking[] } {
  const [was, is] = [before[id], now[id]];
  const departments = { was: before.departmentOpinions[id], is: now.departmentOpinions[id] };
  if (was.withheld !== null || is.withheld !== null || was.answered === 0) {
    return { region: is, departments: departments.is };
  }
  if (!isDisclosableChange(was.answered, is.answered, OPINIONS_FROM)) {
    return { region: hold(was, is, OPINIONS_FROM), departments: departments.was };
  }
  const both = departments.is.flatMap((now) => {
    const former = departments.was.find(({ department }) => department === now.department);
    return former === undefined ? [] : [{ was: former, is: now }];
  });
  const rest = {
    was: less(
      was,
      both.map(({ was }) => was),
    ),
    is: less(
      is,
      both.map(({ is }) => is),
    ),
  };
  const move = [...both, rest].every(
    ({ was, is }) =>
      isDeepStrictEqual(scores(was), scores(is)) || isDisclosableChange(was.answered, is.answered, OPINIONS_FROM),
  );
  return { region: is, departments: move ? both.map(({ is }) => is) : [] };
}

type Scores = Pick<AggregatedRanking, 'answered' | 'other'> & {
  readonly options: readonly Pick<AggregatedRanking['options'][number], 'option' | 'points' | 'mentions'>[];
};

/**
 * Returns the scores that anybody can work out about the remaining departments, given the whole and some of the
 * departments.
 */
function less(whole: AggregatedRanking, parts: readonly DepartmentRanking[]): Scores {
  const of = (option: string, count: 'points' | 'mentions') =>
    parts.reduce((sum, part) => sum + (part.options.find((each) => each.option === option)?.[count] ?? 0), 0);
  return {
    answered: parts.reduce((left, { answered }) => left - answered, whole.answered),
    other: parts.reduce((left, { other }) => left - other, whole.other),
    options: whole.options.map(({ option, points, mentions }) => ({
      option,
      points: points - of(option, 'points'),
      mentions: mentions - of(option, 'mentions'),
    })),
  };
}

function scores({ answered, other, options }: Scores): object {
  const byOption = options.map(({ option, points, mentions }) => [option, { points, mentions }] as const);
  return { answered, other, options: Object.fromEntries(byOption) };
}

/** Limits the departments' participants, given that the region's are told as `told`. */
function holdPeople(before: ReportFigures, now: ReportFigures, told: Figure): readonly EventGroup[] {
  const was = before.figures.participants;
  if (was.value === null || told.value === null) return now.byDepartment;
  const former = new Map(before.byDepartment.map(({ key, participants }) => [key, participants]));
  const groups = now.byDepartment.map((group) => ({ group, was: former.get(group.key) ?? null }));
  if (isDeepStrictEqual(people(was), people(told))) {
    return groups.map(({ group, was }) => ({ ...group, participants: was }));
  }
  const both = groups.flatMap(({ group: { participants: is }, was }) => (is && was ? [{ was, is }] : []));
  const cells = both.map(({ was, is }) => ({ was: people(was), is: people(is) }));
  const rest = {
    was: lessPeople(
      people(was),
      cells.map(({ was }) => was),
    ),
    is: lessPeople(
      people(told),
      cells.map(({ is }) => is),
    ),
  };
  const move = [...cells, rest].every(
    ({ was, is }) => isDeepStrictEqual(was, is) || isDisclosableChange(was.told, is.told, FACTS_FROM),
  );
  return groups.map(({ group, was }) => (move && was ? group : { ...group, participants: null }));
}

interface People {
  readonly told: number;
  readonly value: number;
}

function people({ value, parts }: Pick<Figure, 'value' | 'parts'>): People {
  return { told: parts?.told ?? 0, value: value ?? 0 };
}

function lessPeople(whole: People, parts: readonly People[]): People {
  return parts.reduce((left, part) => ({ told: left.told - part.told, value: left.value - part.value }), whole);
}
