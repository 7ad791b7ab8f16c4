import { type RegionScope, regionWords } from '../../../access/region/region-scope.ts';
import { inTurns } from '../../../concurrency/turns.ts';
import { workedOutAhead } from '../../../database/ahead.ts';
import type { Outline } from '../../../documents/outline.ts';
import { type Built, building } from '../documents/index.ts';
import { outlineInSteps } from '../documents/write-outline.ts';
import type { ReportContent, ReportSetting } from './content.ts';

/** The most events whose bilan is worked out within the transaction: that takes some milliseconds. */
const FEW = 300;

/**
 * Returns what is worked out from this basis alone: for a large edition before the transaction begins, which then holds nobody up. Where it
 * is to be kept, the next transaction goes by it too, if its basis is equal.
 */
export function workedOut<B extends Pick<ReportSetting, 'facts'>, T>(
  { tx }: Pick<RegionScope, 'tx'>,
  name: string,
  basis: B,
  work: () => Promise<T>,
  options?: { readonly keeps: boolean },
): Promise<T> {
  return basis.facts.events.length > FEW ? workedOutAhead(tx, name, basis, work, options) : work();
}

/** Returns the bilan's documents, in the region's language. */
export function builtDocuments(scope: RegionScope, content: ReportContent): Promise<Built> {
  return workedOut(scope, 'documents', content, () => inTurns(building(content, regionWords(scope.region))));
}

/** Returns the bilan as it is laid out, in the region's language. */
export function writtenOutline(scope: RegionScope, content: ReportContent): Promise<Outline> {
  return workedOut(scope, 'outline', content, () => inTurns(outlineInSteps(content, regionWords(scope.region))));
}
