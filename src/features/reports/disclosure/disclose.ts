import { FIGURE_IDS, type Figure, type FigureId, type Withheld } from '../../figures/figure.ts';
import { UNKNOWN } from '../../figures/measures.ts';
import type { ChoiceResult, ReportFigures, ScaleResult } from '../aggregates/aggregate.ts';
import type { AggregatedRanking } from '../aggregates/borda.ts';
import { discloseIntended } from '../aggregates/intended-audience.ts';
import { FACTS_FROM, OPINIONS_FROM } from '../aggregates/thresholds.ts';
import { discloseDepartments } from './disclose-departments.ts';

/** Figures about the organisations' opinions, not their deeds. */
const OPINIONS: ReadonlySet<FigureId> = new Set<FigureId>(['organisationsComingBack']);

/** Returns how many answers a figure needs to be told; null for a figure that reveals nobody's answer. */
export function thresholdOf({ id, base }: Pick<Figure, 'id' | 'base'>): number | null {
  if (OPINIONS.has(id)) return OPINIONS_FROM;
  return base === null ? null : FACTS_FROM;
}

/** Returns how many answers a figure rests on; for a sum, how many numbers it adds up. */
export function answersIn({ of, base, parts }: Pick<Figure, 'of' | 'base' | 'parts'>): number {
  return parts?.told ?? of ?? base?.answered ?? 0;
}

/**
 * Reduces the figures to those that anybody may read: facts from three answers on, and opinions from five on, once the
 * survey is closed. A withheld figure gives the reason. Departments that could be worked out from the others are
 * withheld as well.
 */
export function disclose(report: ReportFigures, { surveyOpen }: { readonly surveyOpen: boolean }): ReportFigures {
  const figures = Object.fromEntries(FIGURE_IDS.map((id) => [id, discloseFigure(report.figures[id], surveyOpen)]));
  const told = figures as ReportFigures['figures'];
  const opinion = (answered: number) => whyNot(answered, OPINIONS_FROM, surveyOpen);
  const fact = (answered: number) => whyNot(answered, FACTS_FROM, false);
  const audience = discloseChoices(report.audience, fact(report.audience.answered));
  return {
    ...report,
    figures: told,
    reasons: discloseRanking(report.reasons, opinion(report.reasons.answered)),
    defects: discloseRanking(report.defects, opinion(report.defects.answered)),
    scales: report.scales.map((scale) => discloseScale(scale, opinion(scale.answered))),
    comingBack: discloseChoices(report.comingBack, opinion(report.comingBack.answered)),
    whyAbsent: {
      ...discloseChoices(report.whyAbsent, opinion(report.whyAbsent.answered)),
      asked: report.whyAbsent.asked,
    },
    distribution: {
      ...discloseChoices(report.distribution, fact(report.distribution.answered)),
      main: fact(report.distribution.answered) === null ? report.distribution.main : [],
    },
    audience,
    ...(report.intendedAudience ? { intendedAudience: discloseIntended(report.intendedAudience, audience) } : {}),
    byDepartment: discloseDepartments(report.byDepartment),
    departmentOpinions: surveyOpen ? { reasons: [], defects: [] } : report.departmentOpinions,
    linkingOrganisations: told.organisationsLinkingToSite.withheld === null ? report.linkingOrganisations : [],
    claims: report.claims.filter(({ figure }) => told[figure].withheld === null),
  };
}

function whyNot(answered: number, threshold: number, surveyOpen: boolean): Withheld | null {
  if (answered === 0) return null;
  if (surveyOpen) return 'open';
  return answered < threshold ? 'few' : null;
}

function discloseFigure(figure: Figure, surveyOpen: boolean): Figure {
  const threshold = thresholdOf(figure);
  const withheld = threshold && whyNot(answersIn(figure), threshold, surveyOpen && OPINIONS.has(figure.id));
  return withheld === null || withheld === 0
    ? figure
    : { ...figure, ...UNKNOWN, parts: null, toConfirm: null, change: null, withheld };
}

function discloseRanking(ranking: AggregatedRanking, withheld: Withheld | null): AggregatedRanking {
  return withheld === null ? ranking : { ...ranking, options: [], other: 0, withheld };
}

function discloseScale(scale: ScaleResult, withheld: Withheld | null): ScaleResult {
  return withheld === null ? scale : { ...scale, counts: null, withheld };
}

function discloseChoices(choices: ChoiceResult, withheld: Withheld | null): ChoiceResult {
  return withheld === null ? choices : { ...choices, counts: [], withheld };
}
