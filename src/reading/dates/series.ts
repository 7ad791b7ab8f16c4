import { beginsWithHour } from './group-items.ts';
import { type Item, MomentRefusal, type TimeSpec } from './moment-spec.ts';

type DayItem = Item & { readonly kind: 'day' };
type TimeItem = Item & { readonly kind: 'time' };

/** The most spans of one text that may be read in two ways: each doubles the readings. */
const MOST_DOUBTFUL = 2;

/**
 * Returns the ways to read "14 novembre 9h-17h au 20 novembre", where the hours stand before the last day: as a series of days with these
 * hours, and where that isn't sure as two dates besides. Where the last day has hours of its own, they are its. `doubtful` is
 * the number of spans that may still be read in two ways.
 * @throws Refusal unreadable
 */
export function seriesOrDates(items: readonly Item[], doubtful = MOST_DOUBTFUL): (readonly Item[])[] {
  const at = items.findIndex((item, index) => item.kind === 'through' || leadsNowhere(items, index));
  const through = items[at];
  if (!through) return [items];
  const to = items[at + 1];
  const first = items.findLastIndex(({ kind }, index) => index < at && kind !== 'time' && kind !== 'part');
  const from = items[first];
  if (to?.kind !== 'day' || from?.kind !== 'day') throw new MomentRefusal('unreadable');
  const parts: Parts = {
    before: items.slice(0, first),
    ...{ from, between: items.slice(first + 1, at), to },
    after: items.slice(at + 2),
  };
  const readings = readingsOf(through.kind === 'through' && through.sure, parts);
  const left = doubtful - (readings.length - 1);
  if (left < 0) throw new MomentRefusal('unreadable');
  return readings.flatMap((one) => seriesOrDates(one, left));
}

/** Returns whether a text leaves open when its last day ends, so that it is asked in any case: "14 novembre 9h au 20 novembre". */
export function endsWithoutHour(items: readonly Item[]): boolean {
  return items.some((_, index) => leadsNowhere(items, index));
}

/** Returns whether an "au" after an hour leads to a day without one: "14 novembre 9h au 20 novembre". */
function leadsNowhere(items: readonly Item[], index: number): boolean {
  return items[index]?.kind === 'until' && items[index + 2]?.kind !== 'time' && !beginsWithHour(items);
}

/** A text with such a span. */
interface Parts {
  readonly before: readonly Item[];
  readonly from: DayItem;
  /** The hours of the first day. */
  readonly between: readonly Item[];
  readonly to: DayItem;
  readonly after: readonly Item[];
}

function readingsOf(isSaid: boolean, { before, from, between, to, after }: Parts): (readonly Item[])[] {
  const days: Item = { kind: 'days', from: from.day, to: to.day };
  const hours = between.filter(isTime);
  const own = leadingTimes(after);
  const rest = after.slice(own.length);
  const series = [...before, days, ...between];
  const dates = [...before, from, ...between, to];
  if (own.length === 0) {
    const isPlain = rest[0]?.kind !== 'part' && rest[0]?.kind !== 'allDay';
    if (!isPlain) return [[...dates, ...rest]];
    const isAlone = before.at(-1)?.kind !== 'day' && before.at(-1)?.kind !== 'days';
    return isSaid && isAlone
      ? [[...series, ...rest]]
      : [
          [...series, ...rest],
          [...dates, ...hours, ...rest],
        ];
  }
  // With hours of their own, a dash merely stands between two dates.
  if (!isSaid) return [[...dates, ...after]];
  if (isSameHours(hours, own)) return [[...series, ...rest]];
  const onLast = own.map(({ time }): Item => ({ kind: 'onLast', time }));
  return [
    [...series, ...onLast, ...rest],
    [...dates, ...after],
  ];
}

const isTime = (item: Item): item is TimeItem => item.kind === 'time';

function leadingTimes(items: readonly Item[]): readonly TimeItem[] {
  const end = items.findIndex((item) => !isTime(item));
  return items.slice(0, end === -1 ? items.length : end).filter(isTime);
}

function isSameHours(some: readonly TimeItem[], others: readonly TimeItem[]): boolean {
  return (
    some.length === others.length && some.every(({ time }, index) => written(time) === written(others[index]?.time))
  );
}

const written = (time: TimeSpec | undefined): string =>
  [time?.start, time?.end].map((at) => (at ? `${at.hour}:${at.minute} ${at.form}` : '')).join();
