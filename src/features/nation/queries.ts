import { createHash } from 'node:crypto';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import { UserError } from '../../chat/user-error.ts';
import { inTurns } from '../../concurrency/turns.ts';
import { localDay } from '../../dates/index.ts';
import { type Translator, translator } from '../../texts/translator.ts';
import { addingUp, type MadeNation, type NationDocument, writing } from './from-files/make-nation.ts';
import { utf8Text } from './from-files/tables.ts';
import type { Decision, HandedIn, NationPublished, StoredHandIn } from './handed-in.ts';
import { type ReadHandIn, readAgain } from './rules.ts';
import { nationStore } from './store.ts';

/** The nation's clock, as on the command line: regions overseas have others. */
const NATION_ZONE = 'Europe/Paris';
/** The month of the Mois. */
const NOVEMBER = 11;

/** The nation's bilan as it stands. */
export interface Working {
  readonly year: number;
  readonly entries: readonly (StoredHandIn & ReadHandIn)[];
  readonly made: MadeNation;
  readonly decisions: readonly Decision[];
  /** The version that was published last; null as long as none was. */
  readonly published: NationPublished | null;
}

/** Returns the year that is meant: the one given, otherwise the last one for which something was handed in. Throws UserError. */
export async function chosenYear(scope: RegionScope, given: number | null): Promise<number> {
  const year = given ?? (await nationStore(scope).newestYear());
  if (year === null) throw new UserError('nation.errors.nothing');
  return year;
}

/**
 * Returns the year of what is entered: the one given, otherwise the last one for which something was handed in or, before anything
 * was, that of the last November that has begun.
 */
export async function yearToEnter(scope: RegionScope, given: number | null): Promise<number> {
  const known = given ?? (await nationStore(scope).newestYear());
  if (known !== null) return known;
  const [year = 0, month = 0] = localDay(scope.now, NATION_ZONE).split('-').map(Number);
  return month >= NOVEMBER ? year : year - 1;
}

/** Returns what was handed in for a year, as it is read. `read` is what was read of it already. */
export async function readHandIns(
  scope: RegionScope,
  year: number,
  read: readonly ReadHandIn[] = [],
): Promise<readonly (StoredHandIn & ReadHandIn)[]> {
  const known = new Map(read.map((one) => [one.slot, one]));
  const entries: (StoredHandIn & ReadHandIn)[] = [];
  for (const one of await nationStore(scope).received(year)) {
    const before = known.get(one.slot);
    entries.push({ ...(before && isSameFile(one, before) ? before : await readAgain(one)), ...one });
  }
  return entries;
}

function isSameFile({ file: one }: HandedIn, { file: other }: HandedIn): boolean {
  return one.name === other.name && Buffer.compare(one.bytes, other.bytes) === 0;
}

/**
 * Adds up what was handed in for a year, just as `npm run nation` does with the same files. `read` is what was read of them already.
 */
export async function workingNation(
  scope: RegionScope,
  year: number,
  read: readonly ReadHandIn[] = [],
): Promise<Working> {
  const store = nationStore(scope);
  const entries = await readHandIns(scope, year, read);
  const decisions = await store.decisions(year);
  const expected = entries.find(({ kind }) => kind === 'expected');
  const made = await inTurns(
    addingUp(
      {
        opened: entries.flatMap((one) => one.read.opened),
        rows: entries.flatMap((one) => one.read.rows),
      },
      {
        regions: expected === undefined ? null : utf8Text(expected.file.bytes),
        same: ['key;same', ...decisions.map(({ key, same }) => `${key};${same ? 'yes' : 'no'}`)].join('\n'),
        published: null,
        year,
      },
    ),
  );
  return { year, entries, made, decisions, published: await store.published(year) };
}

/** Words the nation's documents: in the language of the region where they are made, by the nation's clock. */
export function nationWords({ region }: Pick<RegionScope, 'region'>): Translator {
  return translator(regionWords(region).locale, NATION_ZONE);
}

/** The documents of the nation's bilan as it stands, and their fingerprint: SHA-256 in hexadecimal. */
export interface NationDocuments {
  readonly documents: readonly NationDocument[];
  readonly fingerprint: string;
}

export async function documentsOf(scope: Pick<RegionScope, 'region'>, { made }: Working): Promise<NationDocuments> {
  const documents = await inTurns(writing(made, nationWords(scope)));
  const fingerprint = createHash('sha256')
    .update(documents.map(({ name, text }) => `${name}\n${text}`).join('\n'))
    .digest('hex');
  return { documents, fingerprint };
}
