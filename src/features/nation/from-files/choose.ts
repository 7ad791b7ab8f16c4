import { isDeepStrictEqual } from 'node:util';
import type { Stepwise } from '../../../concurrency/turns.ts';
import { isSimilarName, regions as officialRegions } from '../../../reading/index.ts';
import { byText, grouped } from './grouped.ts';
import type { OpenedFile, PlainFile } from './open-file.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { type RegionReport, regionKey } from './region.ts';

/** A region that is to send its bilan. */
export interface ExpectedRegion {
  readonly name: string;
  /** The fingerprint its coordination told; null when nobody asked. */
  readonly thumbprint: string | null;
}

export interface Chosen {
  readonly year: number | null;
  /** One of each region, in the order of their names. */
  readonly regions: readonly RegionReport[];
  /** Names of those that are expected and didn't come, or only came refused; null where nobody said who is expected. */
  readonly missing: readonly string[] | null;
  readonly expected: number | null;
  readonly refusals: readonly Refusal[];
  /** Older versions that a newer one replaced. */
  readonly replaced: readonly { readonly name: string; readonly version: number; readonly by: number }[];
}

type Signed = Extract<OpenedFile, { is: 'region' }>;

/** Chooses what counts: of one year, one of each region, of those that are expected. The order of files changes nothing. */
export function* choose(
  files: readonly OpenedFile[],
  rows: readonly RegionReport[],
  { year: wanted, expected }: { readonly year: number | null; readonly expected: readonly ExpectedRegion[] | null },
): Stepwise<Chosen> {
  const refusals = files.flatMap((file) => (file.is === 'refused' ? [file.refusal] : []));
  const signed = files.filter((file) => file.is === 'region');
  const year = wanted ?? commonYear([...signed.map(({ region }) => region), ...rows]);
  const inYear = ({ file, name, edition }: RegionReport): boolean => {
    if (edition.year === year) return true;
    if (year === null) refusals.push(refusalOf(file, 'whichYear', name, { year: String(edition.year) }));
    else refusals.push(refusalOf(file, 'otherYear', name, { year: String(edition.year), wanted: String(year) }));
    return false;
  };
  const listed = new Map(expected?.map((one) => [regionKey(one.name), one]));
  const known = (region: RegionReport): boolean => {
    if (expected === null) return true;
    const one = listed.get(region.key);
    if (one === undefined) refusals.push(refusalOf(region.file, 'notExpected', region.name));
    else if (region.thumbprint !== null && one.thumbprint !== null && one.thumbprint !== region.thumbprint) {
      refusals.push(refusalOf(region.file, 'otherKey', region.name, { thumbprint: region.thumbprint }));
    } else return true;
    return false;
  };
  const counting = signed.filter(({ region }) => inYear(region) && known(region));
  const { kept, refused, replaced } = yield* oneEach(counting);
  refusals.push(...refused, ...plainRefusals(files, signed));
  const signedOnes = kept.map(({ region }) => region);
  const taken = new Set(signedOnes.map(({ key }) => key));
  const lines = grouped(rows, ({ key }) => [key]);
  // Where a list says who is expected, a name that is written otherwise isn't in it.
  const counted = rows.filter((row) => inYear(row) && known(row));
  const almost = expected === null ? yield* almostNamed(counted) : NONE_ALIKE;
  // A name almost like a present region's is refused, and takes no other's place.
  const beside = [...signedOnes, ...counted.filter((row) => !almost.has(row))];
  const besideRow = expected === null ? alikeAmong(beside) : nobody;
  const besideSigned = expected === null ? alikeAmong(signedOnes) : nobody;
  const tables = counted.filter((row) => {
    const twice = taken.has(row.key) || (lines.get(row.key)?.length ?? 0) > 1;
    const official = almost.get(row) ?? besideRow(row);
    if (twice) refusals.push(refusalOf(row.file, 'twice', row.name));
    else if (official !== null) refusals.push(refusalOf(row.file, 'alike', row.name, { official }));
    return official === null && !twice;
  });
  const apart = signedOnes.filter((region) => {
    const other = besideSigned(region);
    if (other !== null) refusals.push(refusalOf(region.file, 'alikeSigned', region.name, { other }));
    return other === null;
  });
  const regions = [...apart, ...tables].sort(byKey);
  const there = new Set(regions.map(({ key }) => key));
  return {
    year,
    regions,
    missing:
      expected === null ? null : expected.filter(({ name }) => !there.has(regionKey(name))).map(({ name }) => name),
    expected: expected === null ? null : expected.length,
    refusals: refusals.sort((a, b) => byText(`${a.file} ${a.reason}`, `${b.file} ${b.reason}`)),
    replaced,
  };
}

const nobody = (_: RegionReport): string | null => null;

/** Returns what finds the name of another of these that differs from a region's by articles and spaces only: it may be the same. */
function alikeAmong(among: readonly RegionReport[]): typeof nobody {
  const loose = (of: string) => of.replace(/\b(?:les?|la|l) (?=\w)/g, '').replaceAll(' ', '');
  const loosely = grouped(among, ({ key }) => [loose(key)]);
  return ({ key }) => {
    const found = (loosely.get(loose(key)) ?? []).filter((one) => one.key !== key);
    return found.toSorted(byKey)[0]?.name ?? null;
  };
}

/** Names whose lengths differ by more than an article and a slip aren't compared. */
const ARTICLE_AND_SLIP = 5;

const NONE_ALIKE: ReadonlyMap<RegionReport, string> = new Map();

/** Returns the region of today that each is written almost like; those aren't in it that are written as one of them, or like none. */
function* almostNamed(rows: readonly RegionReport[]): Stepwise<ReadonlyMap<RegionReport, string>> {
  const official = officialRegions().map((one) => one.name);
  const keys = new Set(official.map(regionKey));
  const found = new Map<RegionReport, string>();
  for (const row of rows) {
    const { name, key } = row;
    const near = official.filter((one) => Math.abs(one.length - name.length) <= ARTICLE_AND_SLIP);
    const like = keys.has(key) ? undefined : near.find((one) => isSimilarName(one, name));
    if (like !== undefined) found.set(row, like);
    yield;
  }
  return found;
}

/** Returns the year of most; null when there is none, or two have as many. */
function commonYear(regions: readonly RegionReport[]): number | null {
  const counts = new Map<number, number>();
  for (const { edition } of regions) counts.set(edition.year, (counts.get(edition.year) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}

/** One of each region, those that are refused, and the versions that a newer one replaced. */
interface OneEach {
  readonly kept: readonly Signed[];
  readonly refused: readonly Refusal[];
  readonly replaced: Chosen['replaced'];
}

function* oneEach(files: readonly Signed[]): Stepwise<OneEach> {
  const refused: Refusal[] = [];
  const replaced: Chosen['replaced'][number][] = [];
  const kept: Signed[] = [];
  const names = new Map<string, Set<string>>();
  for (const { region } of files) {
    const key = region.thumbprint ?? '';
    names.set(key, (names.get(key) ?? new Set()).add(region.key));
  }
  for (const same of grouped(files, ({ region }) => [region.key]).values()) {
    yield;
    const thumbprints = new Set(same.map(({ region }) => region.thumbprint));
    const foreign = same.some(({ region }) => (names.get(region.thumbprint ?? '')?.size ?? 0) > 1);
    const newest = Math.max(...same.map(({ region }) => region.version ?? 0));
    const last = same.filter(({ region }) => region.version === newest);
    const refuse = (reason: 'otherKey' | 'keyOfAnother' | 'otherBytes', which: readonly Signed[]) =>
      refused.push(
        ...which.map(({ region }) =>
          refusalOf(region.file, reason, region.name, { thumbprint: region.thumbprint ?? '', version: newest }),
        ),
      );
    if (thumbprints.size > 1) refuse('otherKey', same);
    else if (foreign) refuse('keyOfAnother', same);
    else if (last.some((one) => !saysTheSame(one, last[0]))) refuse('otherBytes', last);
    else {
      // Made twice, the same version says when it was made last.
      const [one] = last.toSorted((a, b) => byText(b.region.madeAt ?? '', a.region.madeAt ?? ''));
      if (one === undefined) continue;
      kept.push(one);
      const older = new Set(same.map(({ region }) => region.version ?? 0).filter((version) => version < newest));
      replaced.push(...[...older].sort().map((version) => ({ name: one.region.name, version, by: newest })));
    }
  }
  return { kept, refused, replaced: replaced.sort((a, b) => byText(a.name, b.name) || a.version - b.version) };
}

/** Two files of one version are the same when nothing but the moment they were made at differs. */
function saysTheSame({ text }: Signed, other: Signed | undefined): boolean {
  const said = (of: string) => ({ ...(JSON.parse(of) as object), madeAt: null });
  try {
    return other !== undefined && (text === other.text || isDeepStrictEqual(said(text), said(other.text)));
  } catch (error) {
    // A file nested too deeply to be compared is a different one.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A file without a signature is refused, but for one that a signed file holds, byte for byte. */
function plainRefusals(files: readonly OpenedFile[], signed: readonly Signed[]): readonly Refusal[] {
  const held = new Set(signed.map(({ text }) => text));
  const plain = files.flatMap((file): readonly PlainFile[] => (file.is === 'plain' ? [file.plain] : []));
  return plain.filter(({ text }) => !held.has(text)).map(({ name }) => refusalOf(name, 'unsigned'));
}

function byKey(a: RegionReport, b: RegionReport): number {
  return byText(a.key, b.key);
}
