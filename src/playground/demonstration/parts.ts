import { type Locale, textIn } from '../../texts/index.ts';

/** The parts of what a trial begins with, by the end of the keys that name them. */
export type PartName =
  | 'region'
  | 'passage'
  | 'edition'
  | 'organisations'
  | 'delegate'
  | 'kit'
  | 'events'
  | 'neighbour'
  | 'neighbourEdition'
  | 'neighbourOrganisations'
  | 'neighbourEvent'
  | 'evening'
  | 'meeting'
  | 'figures'
  | 'firstWord';

/** A part of what a trial begins with: done a second time, it does what isn't there yet. */
export type TrialPart = readonly [PartName, () => Promise<void>];

/** Thrown once everything was tried, where a part of what a trial begins with isn't there. */
export class PartsMissing extends Error {
  readonly names: readonly PartName[];

  constructor(names: ReadonlySet<PartName>, causes: readonly unknown[]) {
    super(causes.map((cause) => (cause instanceof Error ? cause.message : String(cause))).join('\n'));
    this.name = 'PartsMissing';
    this.names = [...names];
  }
}

/** Names parts in words: "les structures, la région Normandie". */
export function partsText(locale: Locale, names: readonly PartName[]): string {
  return names.map((name) => textIn(locale, `trial.part.${name}`)).join(', ');
}

/**
 * Does one part after the other, each that comes to nothing once more: a machine that is too slow loses an answer now and then. Goes on
 * with the others where it still isn't there, and throws PartsMissing at the end.
 */
export async function doEach(parts: readonly TrialPart[]): Promise<void> {
  const missing = new Set<PartName>();
  const causes: unknown[] = [];
  for (const [name, work] of parts) {
    try {
      await work().catch(work);
    } catch (error) {
      missing.add(name);
      causes.push(error);
    }
  }
  if (missing.size > 0) throw new PartsMissing(missing, causes);
}
