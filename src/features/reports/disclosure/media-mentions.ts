import { changeSince, type Figure } from '../../figures/figure.ts';
import { UNKNOWN } from '../../figures/measures.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';
import { FACTS_FROM, isDisclosableChange } from '../aggregates/thresholds.ts';
import { answersIn } from './disclose.ts';

/**
 * Limits the number of media mentions to what may be told beside that of the version before. The items are public, and each is named. That
 * there are no others is what organisations say of themselves: it is told of the same number of them, or once as many more have said so as
 * facts are told of, also where it was told before.
 */
export function limitMentions(before: ReportFigures['figures'], now: ReportFigures['figures']): Figure {
  const { mediaMentions } = now;
  if (mediaMentions.precision !== 'exact') return mediaMentions;
  const [was = 0, is = 0] = [before, now].map(({ organisationsWithCoverage }) => answersIn(organisationsWithCoverage));
  if (before.mediaMentions.precision === 'exact' && was === is) return mediaMentions;
  if (isDisclosableChange(was, is, FACTS_FROM)) return mediaMentions;
  const { value } = mediaMentions;
  const limited: Figure = { ...mediaMentions, ...(value === 0 ? UNKNOWN : { value, precision: 'at_least' }) };
  return { ...limited, change: changeSince(limited, limited.previous) };
}
