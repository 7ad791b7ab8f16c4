import { FIGURE_IDS, type Figure, sourceOf, unitOf } from '../../figures/figure.ts';
import { NOT_APPLICABLE, UNKNOWN } from '../../figures/measures.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';
import { disclose } from '../disclosure/disclose.ts';

/**
 * Reads the stored figures of a version. One made before few answers were withheld is disclosed by today's rules;
 * figures added since then are unknown in it.
 */
export function storedFigures(stored: ReportFigures): ReportFigures {
  const figures = Object.fromEntries(FIGURE_IDS.map((id) => [id, { ...unknownFigure(id), ...stored.figures[id] }]));
  const whole = {
    ...stored,
    figures: figures as ReportFigures['figures'],
    whyAbsent: stored.whyAbsent ?? NOBODY_ABSENT,
  };
  // The type describes rows stored today; older ones lack some keys.
  if ('departmentOpinions' in stored) return whole;
  const { reasons, defects, scales, distribution, audience, comingBack, byDepartment } = whole;
  const withheld = null;
  const older: ReportFigures = {
    ...whole,
    reasons: { ...reasons, withheld },
    defects: { ...defects, withheld },
    scales: scales.map((scale) => ({ ...scale, withheld })),
    distribution: { ...distribution, withheld },
    audience: { ...audience, withheld },
    comingBack: { ...comingBack, withheld },
    departmentOpinions: { reasons: [], defects: [] },
    byDepartment: byDepartment.map((group) => ({ ...group, participants: null })),
  };
  return disclose(older, { surveyOpen: false });
}

/** The value in a version that was made before anybody was asked why they take no part. */
const NOBODY_ABSENT: ReportFigures['whyAbsent'] = { answered: 0, asked: 0, withheld: null, counts: [] };

function unknownFigure(id: Figure['id']): Figure {
  const nothing = { of: null, base: null, parts: null, toConfirm: null, withheld: null, change: null };
  return { id, unit: unitOf(id), source: sourceOf(id), ...UNKNOWN, ...nothing, previous: NOT_APPLICABLE };
}
