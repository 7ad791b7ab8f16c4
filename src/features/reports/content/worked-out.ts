import { type RegionScope, regionWords } from '../../../access/region/region-scope.ts';
import { inTurns } from '../../../concurrency/turns.ts';
import { workedOutAhead } from '../../../database/ahead.ts';
import { localDay } from '../../../dates/index.ts';
import type { Outline } from '../../../documents/outline.ts';
import { type Built, building } from '../documents/index.ts';
import { outlineInSteps } from '../documents/write-outline.ts';
import type { ReportContent, ReportSetting } from './content.ts';

/** The most events whose bilan is worked out within the transaction: that takes some milliseconds. */
export const FEW = 300;

/**
 * Returns a value that is computed from this basis alone: for a large edition before the transaction begins, which then
 * blocks nobody. Where the value is kept, the next transaction uses it too, if its basis is equal.
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
export async function builtDocuments(scope: RegionScope, content: ReportContent): Promise<Built> {
  const outline = await writtenOutline(scope, content);
  const basis = { ...content, outline };
  return workedOut(scope, 'documents', basis, () => inTurns(building(content, regionWords(scope.region), outline)));
}

/**
 * Returns the bilan as it is laid out, in the region's language. It is kept for the documents that are laid out after
 * the files to read; of the time at which it is made it tells only the day.
 */
export function writtenOutline(scope: RegionScope, content: ReportContent): Promise<Outline> {
  const { region } = scope;
  const basis = { ...content, madeAt: localDay(content.madeAt, region.timeZone), words: region.locale };
  return workedOut(
    scope,
    `outline ${region.id} ${content.edition.year} ${content.version}`,
    basis,
    () => inTurns(outlineInSteps(content, regionWords(region))),
    { keeps: true },
  );
}
