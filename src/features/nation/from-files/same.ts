import { createHash } from 'node:crypto';
import { mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import { foldedWords } from '../../../reading/index.ts';
import { mediaItemKey, mentionKey } from '../../surveys/questions/coverage.ts';
import { byText, grouped } from './grouped.ts';
import type { RegionEvent, RegionMediaItem, RegionReport } from './region.ts';
import type { PairDecisions } from './tables.ts';

/** Two that are one, or may be. */
export interface Pair {
  /** The key by which a decision names it: the same whatever the order of the files. */
  readonly key: string;
  readonly kind: 'event' | 'media';
  readonly what: string;
  readonly regions: readonly string[];
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

/**
 * The most of one title on one day that are compared: a list that repeats itself isn't compared with itself for hours.
 */
const COMPARED = 200;

interface Found<T> {
  readonly pair: Pair;
  readonly two: readonly [Told<T>, Told<T>];
}

interface Told<T> {
  readonly region: RegionReport;
  readonly id: string;
  readonly one: T;
}

/** An event with what it is compared by. */
interface ToldEvent extends Told<RegionEvent> {
  readonly title: string;
}

/** Finds the events that two regions hold together, each in its own list. */
export function* sharedEvents(
  regions: readonly RegionReport[],
  decisions: PairDecisions,
): Stepwise<SharedBetween<RegionEvent>> {
  const told = regions.flatMap((region) => (region.events ?? []).map((one) => ({ region, one })));
  const all = yield* mapInSteps(
    told,
    ({ region, one }): ToldEvent => ({ region, id: `${region.key}/${one.id}`, one, title: foldedWords(one.title) }),
  );
  // Only events of one day are compared, so that ten thousand of them are in a moment.
  const byDay = grouped(all, ({ one }) => one.days);
  const ownDepartments = new Map(regions.map(({ key, departments }) => [key, new Set(departments)]));
  const isAbroad = ({ region, one }: ToldEvent) =>
    one.department !== null && ownDepartments.get(region.key)?.has(one.department) === false;
  const pairs = new Map<string, Found<RegionEvent>>();
  for (const same of byDay.values()) {
    yield* mapInSteps(couples(same, isAbroad), ([a, b]) => {
      const likeness = eventLikeness(a, b, isAbroad(a) || isAbroad(b));
      if (likeness === null) return;
      const found = pairOf('event', a, b, likeness, a.one.title, decisions);
      pairs.set(found.pair.key, found);
    });
    yield;
  }
  return yield* counted([...pairs.values()]);
}

/** Returns the couples of two regions that may be one: of one title, or where one is held on the other's ground. */
function couples(
  events: readonly ToldEvent[],
  isAbroad: (told: ToldEvent) => boolean,
): readonly (readonly [ToldEvent, ToldEvent])[] {
  const byTitle = grouped(events, ({ title }) => [title]);
  const sameTitle = [...byTitle.values()].flatMap(eachTwo);
  const byDepartment = grouped(events, ({ one }) => (one.department === null ? [] : [one.department]));
  const abroad = events
    .filter(isAbroad)
    .slice(0, COMPARED)
    .flatMap((a) => (byDepartment.get(a.one.department ?? '') ?? []).map((b) => [a, b] as const));
  return [...sameTitle, ...abroad].filter(([a, b]) => a.region !== b.region);
}

function eachTwo<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  const some = all.slice(0, COMPARED);
  return some.flatMap((a, at) => some.slice(at + 1).map((b) => [a, b] as const));
}

/** Events of one title, at one place, on the same days are one; those that differ in one of these may be. */
function eventLikeness(a: ToldEvent, b: ToldEvent, abroad: boolean): 'same' | 'asked' | null {
  const [one, other] = [a.one, b.one];
  const known = one.department !== null && other.department !== null;
  if (known && one.department !== other.department) return null;
  const sameDays = one.days.join() === other.days.join();
  if (a.title === b.title) return known && sameDays ? 'same' : 'asked';
  return abroad && isAlike(a.title, b.title) ? 'asked' : null;
}

/** Returns whether two titles, as they are compared, have half of their longer words in common. */
function isAlike(a: string, b: string): boolean {
  const [one, other] = [a, b].map((title) => new Set(title.split(' ').filter((word) => word.length > 3)));
  if (one === undefined || other === undefined) return false;
  const common = [...one].filter((word) => other.has(word)).length;
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
    for (const [key, one] of new Map(keyed))
      all.push({ region, id: `${region.key}/${key}`, one, key: mediaItemKey(one) });
  }
  const couplesOfOne = [...grouped(all, ({ key }) => [key]).values()]
    .flatMap(couplesIn)
    .filter(([a, b]) => a.region !== b.region);
  const pairs = yield* mapInSteps(couplesOfOne, ([a, b]) => {
    const known = a.one.link !== null || a.one.publishedOn !== null;
    return pairOf('media', a, b, known ? 'same' : 'asked', a.one.outlet, decisions);
  });
  return yield* counted(pairs);
}

/** Returns the couples that may be one. Of several titles each is another article, and one told without a title may be any of them. */
function couplesIn(alike: readonly ToldMedia[]): readonly (readonly [ToldMedia, ToldMedia])[] {
  const titled = alike.filter(({ one }) => one.press !== undefined);
  const couples = eachTwo(alike);
  if (new Set(titled.map(({ one }) => mentionKey(one))).size < 2) return couples;
  const titleOf = ({ one }: ToldMedia) => (one.press === undefined ? null : mentionKey(one));
  return couples.filter(([a, b]) => titleOf(a) === titleOf(b));
}

/** An article or a broadcast with the key that those alike have, whatever their title. */
interface ToldMedia extends Told<RegionMediaItem> {
  readonly key: string;
}

function pairOf<T>(
  kind: Pair['kind'],
  a: Told<T>,
  b: Told<T>,
  likeness: 'same' | 'asked',
  what: string,
  decisions: PairDecisions,
): Found<T> {
  const sorted = [a, b].sort((one, other) => (one.id < other.id ? -1 : 1));
  const key = createHash('sha256')
    .update(`${kind} ${sorted.map(({ id }) => id).join(' ')}`)
    .digest('hex')
    .slice(0, 16);
  const decision = decisions.get(key);
  const is = decision === undefined ? likeness : decision ? 'same' : 'different';
  const regions = sorted.map(({ region }) => region.name);
  return { two: [a, b], pair: { key, kind, what, regions, is, decided: decision !== undefined } };
}

/** Counts each once: those that are known to be one, and those that may be, as long as nobody decided. */
function* counted<T>(found: readonly Found<T>[]): Stepwise<SharedBetween<T>> {
  const joined = new Map<string, string>();
  const rootOf = (id: string): string => {
    let at = id;
    for (let above = joined.get(at); above !== undefined; above = joined.get(at)) at = above;
    return at;
  };
  const sorted = found.toSorted((a, b) => byText(a.pair.key, b.pair.key));
  const doubles = yield* mapInSteps(sorted, ({ pair, two: [one, other] }) => {
    if (pair.is === 'different') return [];
    const [a, b] = [rootOf(one.id), rootOf(other.id)];
    if (a === b) return [];
    joined.set(a, b);
    return [one.one];
  });
  const pairs = sorted.map(({ pair }) => pair);
  return { pairs, doubles: doubles.flat(), unsure: pairs.some(({ is }) => is === 'asked') };
}
