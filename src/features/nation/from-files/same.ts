import { createHash } from 'node:crypto';
import { mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import { foldedWords } from '../../../reading/index.ts';
import { mediaItemKey, mentionKey } from '../../surveys/questions/coverage.ts';
import { type AlikeTwo, countOnce, type Pair, type SharedBetween, type ToldByRegion } from './count-once.ts';
import { grouped } from './grouped.ts';
import type { RegionEvent, RegionMediaItem, RegionReport } from './region.ts';
import type { PairDecisions } from './tables.ts';

/**
 * The most of one title on one day that are compared: a list that repeats itself isn't compared with itself for hours.
 */
const COMPARED = 200;
/** The most couples that are compared, far beyond eighteen regions: one region's list holds up nobody for minutes. */
const MOST_COUPLES = 200_000;
/** The number of couples in one step. */
const IN_STEP = 50;

/** An event with what it is compared by. */
interface ToldEvent extends ToldByRegion<RegionEvent> {
  readonly title: string;
  /** The longer words of the title. */
  readonly words: ReadonlySet<string>;
  readonly when: string;
  /** Its place among all of them. */
  readonly at: number;
}

/** Finds the events that two regions hold together, each in its own list. */
export function* sharedEvents(
  regions: readonly RegionReport[],
  decisions: PairDecisions,
): Stepwise<SharedBetween<RegionEvent>> {
  const told = regions.flatMap((region) => (region.events ?? []).map((one) => ({ region, one })));
  const all = yield* mapInSteps(told, ({ region, one }, at): ToldEvent => {
    const title = foldedWords(one.title);
    const words = new Set(title.split(' ').filter((word) => word.length > 3));
    return { region, id: `${region.key}/${one.id}`, one, title, words, when: one.days.join(), at };
  });
  const ownDepartments = new Map(regions.map(({ key, departments }) => [key, new Set(departments)]));
  const isAbroad = ({ region, one }: ToldEvent) =>
    one.department !== null && ownDepartments.get(region.key)?.has(one.department) === false;
  const lookAlike = grouped(all, ({ region, title, when }) => [`${region.key} ${when} ${title}`]);
  const numberOf = new Map<string, number>();
  for (const alike of lookAlike.values())
    if (alike.length > 1) for (const [at, { id }] of alike.entries()) numberOf.set(id, at + 1);
  const pairs = new Map<string, AlikeTwo<RegionEvent>>();
  for (const couples of couplesInSteps(all, isAbroad)) {
    for (const [a, b] of couples) {
      const likeness = eventLikeness(a, b, isAbroad(a) || isAbroad(b));
      if (likeness === null) continue;
      const found = numbered(pairOf('event', a, b, likeness, a.one.title, decisions), numberOf);
      pairs.set(found.pair.key, found);
    }
    yield;
  }
  return yield* countOnce([...pairs.values()]);
}

/** Says which of several that nobody could tell apart are meant. */
function numbered<T>(found: AlikeTwo<T>, numberOf: ReadonlyMap<string, number>): AlikeTwo<T> {
  const ids = found.two.map(({ id }) => id).sort();
  if (!ids.some((id) => numberOf.has(id))) return found;
  return { ...found, pair: { ...found.pair, numbers: ids.map((id) => numberOf.get(id) ?? 1) } };
}

type Couple<T> = readonly [T, T];

/** Yields each couple of two regions once that may be one, some at a time. */
function* couplesInSteps(
  all: readonly ToldEvent[],
  isAbroad: (told: ToldEvent) => boolean,
): Generator<readonly Couple<ToldEvent>[]> {
  const met = new Set<number>();
  let some: Couple<ToldEvent>[] = [];
  let seen = 0;
  // Only events of one day are compared, so that ten thousand of them are in a moment.
  for (const ofDay of grouped(all, ({ one }) => [...new Set(one.days)]).values()) {
    for (const couple of couplesOf(ofDay, isAbroad)) {
      const [a, b] = couple;
      const key = Math.min(a.at, b.at) * all.length + Math.max(a.at, b.at);
      seen += 1;
      if (a.region !== b.region && !met.has(key)) {
        if (met.size === MOST_COUPLES) return yield some;
        met.add(key);
        some.push(couple);
      }
      if (seen % IN_STEP > 0) continue;
      yield some;
      some = [];
    }
  }
  yield some;
}

/** Yields the couples of a day that may be one: of one title, or where one is held on another region's ground. */
function* couplesOf(
  events: readonly ToldEvent[],
  isAbroad: (told: ToldEvent) => boolean,
): Generator<Couple<ToldEvent>> {
  for (const alike of grouped(events, ({ title }) => [title]).values()) yield* eachTwo(alike);
  const byDepartment = grouped(events, ({ one }) => (one.department === null ? [] : [one.department]));
  for (const a of events.filter(isAbroad).slice(0, COMPARED))
    yield* beside(a, byDepartment.get(a.one.department ?? '') ?? []);
}

function* beside(a: ToldEvent, events: readonly ToldEvent[]): Generator<Couple<ToldEvent>> {
  for (const b of events.filter(({ region }) => region !== a.region).slice(0, COMPARED)) yield [a, b];
}

function* eachTwo<T>(all: readonly T[]): Generator<Couple<T>> {
  const some = all.slice(0, COMPARED);
  for (const [at, a] of some.entries()) for (const b of some.slice(at + 1)) yield [a, b];
}

/** Events of one title, at one place, on the same days are one; those that differ in one of these may be. */
function eventLikeness(a: ToldEvent, b: ToldEvent, abroad: boolean): 'same' | 'asked' | null {
  const [one, other] = [a.one, b.one];
  const known = one.department !== null && other.department !== null;
  if (known && one.department !== other.department) return null;
  if (a.title === b.title) return known && a.when === b.when ? 'same' : 'asked';
  return abroad && isAlike(a.words, b.words) ? 'asked' : null;
}

/** Returns whether two titles have half of their longer words in common. */
function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common > 0 && common * 2 >= Math.min(one.size, other.size);
}

/** Finds the articles and broadcasts that two regions declare. Those with one link, or of one outlet on one day, are one. */
export function* sharedMedia(
  regions: readonly RegionReport[],
  decisions: PairDecisions,
): Stepwise<SharedBetween<RegionMediaItem>> {
  const all: ToldMedia[] = [];
  for (const region of regions) {
    const keyed = yield* mapInSteps(region.media.items ?? [], (item) => [mentionKey(item), item] as const);
    // Within a region each item counts once, whoever declared it.
    for (const [mention, one] of new Map(keyed))
      all.push({ region, id: `${region.key}/${mention}`, one, key: mediaItemKey(one), mention });
  }
  const couples: Couple<ToldMedia>[] = [];
  const byKey = yield* mapInSteps([...grouped(all, ({ key }) => [key]).values()], thoseOfOne);
  for (const alike of byKey.flat()) {
    for (const couple of eachTwo(alike)) {
      const [a, b] = couple;
      if (a.region !== b.region && couples.length < MOST_COUPLES) couples.push(couple);
    }
    yield;
  }
  const pairs = yield* mapInSteps(couples, ([a, b]) => {
    const known = a.one.link !== null || a.one.publishedOn !== null;
    return pairOf('media', a, b, known ? 'same' : 'asked', a.one.outlet, decisions);
  });
  return yield* countOnce(pairs);
}

/**
 * Returns those that may be one, together. Of several titles each is another article, and one told without a title may be any of them.
 * A region is among them twice at most: each of its own has another title.
 */
function thoseOfOne(alike: readonly ToldMedia[]): readonly (readonly ToldMedia[])[] {
  const titled = new Set(alike.filter(({ one }) => one.press !== undefined).map(({ mention }) => mention));
  if (titled.size < 2) return [alike];
  return [...grouped(alike, ({ one, mention }) => [one.press === undefined ? '' : mention]).values()];
}

/** An article or a broadcast. */
interface ToldMedia extends ToldByRegion<RegionMediaItem> {
  /** The key that those alike have, whatever their title. */
  readonly key: string;
  /** The key of what is counted once: of its title, too. */
  readonly mention: string;
}

function pairOf<T>(
  kind: Pair['kind'],
  a: ToldByRegion<T>,
  b: ToldByRegion<T>,
  likeness: 'same' | 'asked',
  what: string,
  decisions: PairDecisions,
): AlikeTwo<T> {
  const sorted = [a, b].sort((one, other) => (one.id < other.id ? -1 : 1));
  const key = createHash('sha256')
    .update(`${kind} ${sorted.map(({ id }) => id).join(' ')}`)
    .digest('hex')
    .slice(0, 16);
  const decision = decisions.get(key);
  const is = decision === undefined ? likeness : decision ? 'same' : 'different';
  const regions = sorted.map(({ region }) => region.name);
  return {
    two: [a, b],
    likeness,
    pair: { key, kind, what, regions, numbers: null, is, decided: decision !== undefined },
  };
}
