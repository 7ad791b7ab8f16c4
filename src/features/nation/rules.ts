import { inTurns } from '../../concurrency/turns.ts';
import type { CallRegion } from './call.ts';
import { brokenText } from './from-files/broken-text.ts';
import { choose, type ExpectedRegion } from './from-files/choose.ts';
import { UnreadableTable } from './from-files/csv-reader.ts';
import { type OpenedFiles, openFiles } from './from-files/make-nation.ts';
import type { RegionFile } from './from-files/open-file.ts';
import { type Refusal, refusalOf } from './from-files/refusal.ts';
import { type RegionReport, regionKey } from './from-files/region.ts';
import { columnsOf, readExpected, textOfTable, utf8Text } from './from-files/tables.ts';
import type { HandedIn } from './handed-in.ts';

/** The most that is kept for a year: there are eighteen regions. */
export const MOST_HANDED_IN = 200;
/** The most bytes that are kept for a year: they are read together each time. */
export const MOST_BYTES = 48 * 1024 * 1024;

/** Something that was handed in, with what was read of it. */
export interface ReadHandIn extends HandedIn {
  readonly read: OpenedFiles;
}

/** A table that was handed in before, with the regions that it tells of. */
export interface NamedTable {
  readonly name: string;
  readonly regions: readonly string[];
}

/** The verdict on something that is handed in. */
export type Judged =
  | {
      readonly is: 'received';
      readonly entry: ReadHandIn;
      /** The regions that it tells of; those that are expected, where it is their list. */
      readonly regions: readonly string[];
      /** The version of the signed bilan it replaces, 0 where it replaces anything else; null where nothing stood there. */
      readonly replaces: number | null;
      /** The regions that what it replaces told of, and it doesn't. */
      readonly gone: readonly string[];
      /** The tables of the same name that tell of other regions and go on counting, where no list says which regions there are. */
      readonly beside: readonly NamedTable[];
    }
  | { readonly is: 'known'; readonly name: string; readonly region: string }
  | { readonly is: 'refused'; readonly refusals: readonly Refusal[] };

/** Everything that a verdict goes by. */
export interface Against {
  readonly year: number;
  readonly entries: readonly ReadHandIn[];
}

/** The columns of a list of expected regions. */
const OF_A_LIST: ReadonlySet<string> = new Set(['region', 'fingerprint', 'empreinte', '']);

const NOTHING_READ: OpenedFiles = { opened: [], rows: [] };

/** Reads something that was handed in before. */
export async function readAgain(one: HandedIn): Promise<ReadHandIn> {
  return { ...one, read: one.kind === 'expected' ? NOTHING_READ : await openFiles([one.file]) };
}

/** Reads a new file: what it is and in which slot it stands. Refused where it is nothing that counts. */
export async function readNew(file: RegionFile): Promise<ReadHandIn | Refusal> {
  if (!file.name.toLowerCase().endsWith('.csv')) return readSigned(file);
  const text = textOfTable(file);
  if (typeof text !== 'string') return text;
  try {
    const columns = columnsOf(text);
    if (!columns.has('region')) return refusalOf(file.name, 'columns');
    if (!columns.has('year')) {
      // Figures without a year are no list of whom to expect.
      if ([...columns].some((column) => !OF_A_LIST.has(column))) return refusalOf(file.name, 'noYear');
      if (readExpected(text).length === 0) return refusalOf(file.name, 'columns');
      return { slot: 'expected', kind: 'expected', version: null, file, read: NOTHING_READ };
    }
  } catch (error) {
    if (error instanceof UnreadableTable) return refusalOf(file.name, error.problem.reason, null, error.problem.values);
    throw error;
  }
  const slot = `table:${regionKey(file.name)}`;
  return { slot, kind: 'table', version: null, file, read: await openFiles([file]) };
}

async function readSigned(file: RegionFile): Promise<ReadHandIn | Refusal> {
  const read = await openFiles([file]);
  const [opened] = read.opened;
  if (opened?.is === 'refused') return opened.refusal;
  if (opened?.is !== 'region') return refusalOf(file.name, 'unsigned');
  const broken = brokenText(opened.text);
  if (broken !== null) return refusalOf(file.name, 'brokenText', null, { where: broken });
  const { key, version } = opened.region;
  return { slot: `region:${key}`, kind: 'signed', version, file, read };
}

/** Returns the regions that are expected; null as long as nobody said so. */
function expectedIn(entries: readonly HandedIn[]): readonly ExpectedRegion[] | null {
  const list = entries.find(({ kind }) => kind === 'expected');
  return list === undefined ? null : readExpected(utf8Text(list.file.bytes) ?? '');
}

/** Judges something that is handed in by the rules of the nation's bilan, together with all that is there already. */
export async function judge(handedIn: ReadHandIn, { year, entries }: Against): Promise<Judged> {
  const given = handedIn.kind === 'table' ? { ...handedIn, slot: slotOfTable(handedIn, entries) } : handedIn;
  const before = entries.find(({ slot }) => slot === given.slot);
  const others = entries.filter(({ slot }) => slot !== given.slot);
  const replaces = before === undefined ? null : (before.version ?? 0);
  if (given.kind === 'expected') return judgeList(given, before);
  // While two versions of one region are compared, they have two names.
  const entry = { ...given, ...named(given, entries) };
  const kept = { ...given, ...named(given, others) };
  const [own] = regionsIn(entry);
  if (own === undefined && entry.read.opened.length === 0)
    return { is: 'refused', refusals: [refusalOf(entry.file.name, 'columns')] };
  // Two versions of one region are compared with each other; a form or a table takes the place of the one before.
  const beside = before?.kind === 'signed' ? entries : others;
  const all = [...beside, entry].map(({ read }) => read);
  const chosen = await inTurns(
    choose(
      all.flatMap(({ opened }) => opened),
      all.flatMap(({ rows }) => rows),
      { year, expected: expectedIn(entries) },
    ),
  );
  const refusals = chosen.refusals.filter(({ file }) => isOf(entry.file.name, file));
  if (refusals.length > 0) return { is: 'refused', refusals };
  if (before?.kind === 'signed' && own !== undefined) {
    const { version, madeAt } = own;
    const newest = before.version ?? 0;
    if ((version ?? 0) < newest)
      return {
        is: 'refused',
        refusals: [refusalOf(entry.file.name, 'older', own.name, { version: version ?? 0, newest })],
      };
    const [held] = regionsIn(before);
    if (version === newest && (madeAt ?? '') <= (held?.madeAt ?? ''))
      return { is: 'known', name: entry.file.name, region: own.name };
  }
  const regions = regionsIn(kept);
  const told = new Set(regions.map(({ key }) => key));
  const gone = before === undefined ? [] : regionsIn(before).filter(({ key }) => !told.has(key));
  // Where a list says which regions there are, a table of another one is no correction of its name.
  const isApart = given.kind === 'table' && before === undefined && expectedIn(entries) === null;
  const apart = isApart ? tablesNamed(handedIn.slot, entries) : [];
  return {
    is: 'received',
    entry: kept,
    regions: regions.map(nameOf),
    replaces,
    gone: gone.map(nameOf),
    beside: apart.map((one) => ({ name: one.file.name, regions: regionsIn(one).map(nameOf) })),
  };
}

/** Judges the list of expected regions. One that no longer gives a fingerprint that people have compared is refused. */
function judgeList(given: ReadHandIn, before: ReadHandIn | undefined): Judged {
  const regions = expectedIn([given]) ?? [];
  const earlier = (before && expectedIn([before])) ?? [];
  const now = new Map(regions.map(({ name, thumbprint }) => [regionKey(name), thumbprint]));
  const lost = earlier.filter(({ name, thumbprint }) => thumbprint !== null && now.get(regionKey(name)) === null);
  const [first] = lost;
  if (first !== undefined)
    return { is: 'refused', refusals: [refusalOf(given.file.name, 'lostFingerprint', null, { region: first.name })] };
  const gone = earlier.filter(({ name }) => !now.has(regionKey(name)));
  return {
    is: 'received',
    entry: given,
    regions: regions.map(nameOf),
    replaces: before === undefined ? null : 0,
    gone: gone.map(nameOf),
    beside: [],
  };
}

/**
 * Returns the slot of a table: that of one of its name that tells of a region it tells of too. Two regions may send tables of one name,
 * and neither takes the other's place.
 */
function slotOfTable(given: ReadHandIn, entries: readonly ReadHandIn[]): string {
  const own = new Set(regionsIn(given).map(({ key }) => key));
  const named = tablesNamed(given.slot, entries);
  const before = named.find((one) => regionsIn(one).some(({ key }) => own.has(key)));
  if (before !== undefined) return before.slot;
  const taken = new Set(named.map(({ slot }) => slot));
  if (!taken.has(given.slot)) return given.slot;
  let count = 2;
  while (taken.has(`${given.slot} (${count})`)) count += 1;
  return `${given.slot} (${count})`;
}

/** Returns the tables of the name that makes this slot. */
function tablesNamed(named: string, entries: readonly ReadHandIn[]): readonly ReadHandIn[] {
  return entries.filter(({ slot }) => slot === named || slot.startsWith(`${named} (`));
}

/** Counts whom a message to the coordinators of the chosen regions reaches. */
export function reachedBy(regions: readonly CallRegion[]): number {
  return regions.reduce((sum, { chosen, reached }) => sum + (chosen ? reached : 0), 0);
}

/** Returns the regions that something tells of. */
export function regionsIn({ read: { opened, rows } }: ReadHandIn): readonly RegionReport[] {
  return [...opened.flatMap((one) => (one.is === 'region' ? [one.region] : [])), ...rows];
}

/** Gives a file a name that none of the others has, since refusals name files. */
function named({ file, read }: ReadHandIn, others: readonly HandedIn[]): Pick<ReadHandIn, 'file' | 'read'> {
  const taken = new Set(others.map((one) => one.file.name));
  if (!taken.has(file.name)) return { file, read };
  const dot = file.name.lastIndexOf('.');
  const [stem, extension] = dot < 0 ? [file.name, ''] : [file.name.slice(0, dot), file.name.slice(dot)];
  let count = 2;
  while (taken.has(`${stem} (${count})${extension}`)) count += 1;
  const name = `${stem} (${count})${extension}`;
  return {
    file: { ...file, name },
    read: {
      opened: read.opened.map((one) => (one.is === 'region' ? { ...one, region: { ...one.region, file: name } } : one)),
      rows: read.rows.map((row) => ({ ...row, file: row.file.replace(file.name, name) })),
    },
  };
}

const nameOf = ({ name }: { readonly name: string }) => name;

function isOf(name: string, file: string): boolean {
  return file === name || file.replace(/:\d+$/, '') === name;
}
