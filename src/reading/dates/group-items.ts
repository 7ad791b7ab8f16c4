import { type DaySpec, type Group, type Item, MomentRefusal, type TimeSpec } from './moment-spec.ts';

/**
 * Groups days with the hours that belong to them. Hours follow their days ("14 et 15 novembre 18h"), unless the text
 * begins with an hour ("à 18h le 14 novembre, à 10h le 15"). So does the whole day ("toute la journée du 14 novembre").
 * @throws Refusal noDay, or unreadable when an "au" leads nowhere.
 */
export function groupItems(items: readonly Item[]): Group[] {
  const hoursFirst = beginsWithHour(items);
  const wholeDaysFirst = items.find(({ kind }) => kind !== 'part')?.kind === 'allDay';
  const found: Draft[] = [draft()];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    let current = found.at(-1);
    if (!item || !current) break;
    switch (item.kind) {
      case 'day':
      case 'days':
        if (!hoursFirst && (current.times.length > 0 || (current.allDay && !wholeDaysFirst))) {
          current = draft();
          found.push(current);
        }
        current.days.push(item);
        break;
      case 'time':
        if (hoursFirst && current.days.length > 0) {
          current = draft();
          found.push(current);
        }
        current.times.push(item.time);
        break;
      case 'onLast':
        current.lastTimes.push(item.time);
        break;
      case 'until': {
        const next = [items[index + 1], items[index + 2]];
        const [day, time] = hoursFirst ? next.toReversed() : next;
        const single = current.days.length === 1 && current.days[0]?.kind === 'day' && current.times.length === 1;
        if (day?.kind !== 'day' || time?.kind !== 'time' || time.time.end || !single)
          throw new MomentRefusal('unreadable');
        current.until = { day: day.day, time: time.time.start };
        index += 2;
        break;
      }
      case 'part':
        if (current.part !== null && current.part !== item.part) throw new MomentRefusal('unreadable');
        current.part = item.part;
        break;
      case 'allDay':
        current.allDay = true;
        break;
      case 'or':
      case 'through':
        throw new MomentRefusal('unreadable');
    }
  }
  if (found.some(({ days }) => days.length === 0)) throw new MomentRefusal('noDay');
  if (found.some(({ allDay, times }) => allDay && times.length > 0)) throw new MomentRefusal('unreadable');
  return found;
}

/** Returns whether hours come before the days that they belong to. */
export function beginsWithHour(items: readonly Item[]): boolean {
  return items.find(({ kind }) => kind !== 'part' && kind !== 'allDay')?.kind === 'time';
}

type Draft = { -readonly [K in keyof Group]: Group[K] } & { days: (Item & { kind: 'day' | 'days' })[] } & {
  times: TimeSpec[];
  lastTimes: TimeSpec[];
};

function draft(): Draft {
  return { days: [], times: [], lastTimes: [], part: null, allDay: false, until: null };
}

/** Gives days the month and the year said once for several: "14 et 15 novembre 2026". */
export function completed(items: readonly Item[]): Item[] {
  const days = items.flatMap((item) =>
    item.kind === 'day' ? [item.day] : item.kind === 'days' ? [item.from, item.to] : [],
  );
  const withMonths = days.map((day, index) => {
    if (day.day === undefined || day.month !== undefined) return day;
    const source = days.slice(index + 1).find(hasMonth) ?? days.slice(0, index).findLast(hasMonth);
    return source ? { ...day, month: source.month } : day;
  });
  const full = withMonths.map((day, index) => {
    if (!hasMonth(day) || day.year !== undefined) return day;
    const later = withMonths.slice(index + 1).find(hasYear);
    if (later) return { ...day, year: later.year - (afterInYear(day, later) ? 1 : 0) };
    const earlier = withMonths.slice(0, index).findLast(hasYear);
    return earlier ? { ...day, year: earlier.year + (afterInYear(earlier, day) ? 1 : 0) } : day;
  });
  let next = 0;
  const take = (fallback: DaySpec) => full[next++] ?? fallback;
  return items.map((item) => {
    if (item.kind === 'day') return { kind: 'day', day: take(item.day) };
    if (item.kind === 'days') return { kind: 'days', from: take(item.from), to: take(item.to) };
    return item;
  });
}

function hasMonth(day: DaySpec): day is DaySpec & { month: number } {
  return day.month !== undefined;
}

function hasYear(day: DaySpec): day is DaySpec & { month: number; year: number } {
  return day.month !== undefined && day.year !== undefined;
}

/**
 * Returns whether one day comes after another within the year. From December to January a year passes; within one month
 * a smaller number is a mistake.
 */
function afterInYear(a: DaySpec, b: DaySpec): boolean {
  return a.month !== undefined && b.month !== undefined && a.month > b.month;
}
