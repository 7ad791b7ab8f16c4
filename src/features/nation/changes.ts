import { z } from 'zod';
import { FIGURE_IDS, type FigureId } from '../figures/figure.ts';
import type { Measure } from '../figures/measures.ts';

/** The part of bilan-national.json, which the bot itself wrote, that the comparison reads. */
const told = z.object({
  regions: z.array(z.object({ name: z.string(), version: z.number().nullable() })),
  figures: z.record(
    z.string(),
    z.object({
      value: z.number().nullable(),
      precision: z.enum(['exact', 'estimated', 'at_least', 'unknown', 'not_applicable']),
    }),
  ),
});

/** The differences of a version from the one that was published before it. */
export interface NationChanges {
  /** Names of the regions that came in, that went, and whose file is another one. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
  readonly renewed: readonly string[];
  readonly figures: readonly { readonly id: FigureId; readonly before: Measure; readonly after: Measure }[];
}

/** Compares two texts of bilan-national.json. */
export function nationChanges(before: string, after: string): NationChanges {
  const [old, now] = [told.parse(JSON.parse(before)), told.parse(JSON.parse(after))];
  const versions = new Map(old.regions.map(({ name, version }) => [name, version]));
  const there = new Set(now.regions.map(({ name }) => name));
  return {
    added: now.regions.filter(({ name }) => !versions.has(name)).map(({ name }) => name),
    gone: old.regions.filter(({ name }) => !there.has(name)).map(({ name }) => name),
    renewed: now.regions
      .filter(({ name, version }) => versions.has(name) && versions.get(name) !== version)
      .map(({ name }) => name),
    figures: FIGURE_IDS.flatMap((id) => {
      const [one, other] = [old.figures[id], now.figures[id]];
      if (!one || !other || (one.value === other.value && one.precision === other.precision)) return [];
      return [{ id, before: one, after: other }];
    }),
  };
}
