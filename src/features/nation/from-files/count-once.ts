import { mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import { byText } from './grouped.ts';
import type { RegionReport } from './region.ts';

/** Two that are one, or may be. */
export interface Pair {
  /** The key by which a decision names it: the same whatever the order of the files. */
  readonly key: string;
  readonly kind: 'event' | 'media';
  readonly what: string;
  readonly regions: readonly string[];
  /** Which of those that look alike in the files of these regions are meant; null where each is the only one of its region. */
  readonly numbers: readonly number[] | null;
  /** 'same' and 'different' are known; 'asked' is to be decided, and counted once until then. */
  readonly is: 'same' | 'different' | 'asked';
  /** True where somebody decided it. */
  readonly decided: boolean;
}

export interface SharedBetween<T> {
  readonly pairs: readonly Pair[];
  /** Those that are counted with another one already. */
  readonly doubles: readonly T[];
  /** True while something is to be decided: then there may be more. */
  readonly unsure: boolean;
}

/** An event or a media item, with the region that tells of it. */
export interface ToldByRegion<T> {
  readonly region: RegionReport;
  readonly id: string;
  readonly one: T;
}

/** Two that are alike, or were decided upon. */
export interface AlikeTwo<T> {
  readonly pair: Pair;
  /** How much they are alike, whatever was decided. */
  readonly likeness: 'same' | 'asked';
  readonly two: readonly [ToldByRegion<T>, ToldByRegion<T>];
}

/**
 * Counts each once: those that are known to be one and, as long as nobody decided, those that may be. A region tells each of its own
 * once, so that no two of one region are made one unless somebody says so; and of those that may be one, as many are counted as the
 * region with the most of them tells, which is the least there can be.
 */
export function* countOnce<T>(found: readonly AlikeTwo<T>[]): Stepwise<SharedBetween<T>> {
  const sorted = found.toSorted((a, b) => byText(a.pair.key, b.pair.key));
  const known = new Groups<T>();
  yield* mapInSteps(sorted, ({ pair: { decided, is }, two: [one, other] }) => {
    if (decided && is === 'same') known.join(one, other);
  });
  const isOnlyOne = onlyOneOfItsRegion(sorted);
  yield* mapInSteps(sorted, (each) => {
    const [one, other] = each.two;
    if (!each.pair.decided && each.pair.is === 'same' && isOnlyOne(each) && !known.holdOneRegion(one, other))
      known.join(one, other);
  });
  const perhaps = new Groups<T>();
  const pairs = yield* mapInSteps(sorted, ({ pair, two: [one, other] }): readonly Pair[] => {
    const areOne = known.areOne(one, other);
    if (!areOne && !pair.decided && known.holdOneRegion(one, other)) return [];
    if (areOne || !pair.decided) perhaps.join(one, other);
    return [pair.decided ? pair : { ...pair, is: areOne ? 'same' : 'asked' }];
  });
  const doubles = yield* mapInSteps([...perhaps.all()], (alike) => doublesAmong(alike, known));
  const left = pairs.flat();
  return { pairs: left, doubles: doubles.flat(), unsure: left.some(({ is }) => is === 'asked') };
}

/** Returns a test of whether neither of two has another one in the other's region that is as much like it. */
function onlyOneOfItsRegion<T>(found: readonly AlikeTwo<T>[]): (one: AlikeTwo<T>) => boolean {
  const partners = new Map<string, number>();
  const keysOf = ({ two: [one, other] }: AlikeTwo<T>) => [
    `${one.id} ${other.region.key}`,
    `${other.id} ${one.region.key}`,
  ];
  for (const each of found)
    if (each.likeness === 'same') for (const key of keysOf(each)) partners.set(key, (partners.get(key) ?? 0) + 1);
  return (one) => keysOf(one).every((key) => partners.get(key) === 1);
}

/** Returns all of those that may be one except as many as the region with the most of them tells. */
function doublesAmong<T>(alike: readonly ToldByRegion<T>[], known: Groups<T>): readonly T[] {
  const each = [...new Set(alike.map((one) => known.of(one)))];
  const byRegion = new Map<string, number>();
  for (const group of each)
    for (const key of new Set(group.map(({ region }) => region.key))) byRegion.set(key, (byRegion.get(key) ?? 0) + 1);
  const [most] = [...byRegion].sort(([a, one], [b, other]) => other - one || byText(a, b));
  return each.flatMap((group) => {
    const kept = group.find(({ region }) => region.key === most?.[0]);
    return group.filter((one) => one !== kept).map(({ one }) => one);
  });
}

/** Those that are one with each other, or may be. */
class Groups<T> {
  readonly #of = new Map<string, ToldByRegion<T>[]>();

  of(one: ToldByRegion<T>): readonly ToldByRegion<T>[] {
    return this.#groupOf(one);
  }

  areOne(one: ToldByRegion<T>, other: ToldByRegion<T>): boolean {
    return this.#groupOf(one) === this.#groupOf(other);
  }

  /** Returns whether the groups of two tell of one region both. */
  holdOneRegion(one: ToldByRegion<T>, other: ToldByRegion<T>): boolean {
    const regions = new Set(this.#groupOf(one).map(({ region }) => region));
    return this.#groupOf(other).some(({ region }) => regions.has(region));
  }

  join(one: ToldByRegion<T>, other: ToldByRegion<T>): void {
    const [a, b] = [this.#groupOf(one), this.#groupOf(other)];
    if (a === b) return;
    const [few, many] = a.length < b.length ? [a, b] : [b, a];
    for (const each of few) {
      many.push(each);
      this.#of.set(each.id, many);
    }
  }

  all(): ReadonlySet<readonly ToldByRegion<T>[]> {
    return new Set(this.#of.values());
  }

  #groupOf(one: ToldByRegion<T>): ToldByRegion<T>[] {
    const group = this.#of.get(one.id) ?? [one];
    this.#of.set(one.id, group);
    return group;
  }
}
