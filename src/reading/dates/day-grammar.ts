import type { DaySpec, Item } from './moment-spec.ts';
import type { TokenCursor } from './token-cursor.ts';

/** The kind of the item read just before, which tells days and hours apart. */
export type LastKind = Item['kind'] | undefined;

/** Takes the day that stands here, if one does. */
export function dayHere(cursor: TokenCursor, last: LastKind): DaySpec | null {
  return cursor.attempt(() => namedDay(cursor, last));
}

/** Takes the last day of a span after its "au" or dash: "14 au 16", "November 14-16". */
export function spanEnd(cursor: TokenCursor, from: DaySpec, last: LastKind): DaySpec | null {
  const joint = cursor.peek(-1);
  // "14 novembre à …" nearly always continues with an hour; only a plain date makes it a span.
  if (joint?.kind === 'to' && joint.force === 'soft' && !dayIsPlain(cursor)) return null;
  const day = dayHere(cursor, last);
  if (day) return day;
  const token = cursor.peek();
  if (token?.kind !== 'number' || token.value > 31 || hourRangeFrom(cursor, 0)) return null;
  const monthCameFirst = cursor.peek(-2)?.kind === 'number' && cursor.peek(-3)?.kind === 'month';
  if (from.month !== undefined && !monthCameFirst) return null;
  cursor.skip();
  return withYear(cursor, { day: token.value });
}

/** Returns whether an hour, or a number that may be one, stands there. */
export function isHour(cursor: TokenCursor, ahead: number): boolean {
  const token = cursor.peek(ahead);
  return token?.kind === 'time' || (token?.kind === 'number' && !token.ordinal && !leadsToMonth(cursor, ahead));
}

function hourRangeFrom(cursor: TokenCursor, ahead: number): boolean {
  return cursor.peek(ahead + 1)?.kind === 'to' && isHour(cursor, ahead + 2);
}

/** Returns whether a day stands there that can't be mistaken for an hour: "16 novembre", "dimanche". */
function dayIsPlain(cursor: TokenCursor): boolean {
  const token = cursor.peek();
  if (token?.kind === 'weekday' || token?.kind === 'date') return true;
  return token?.kind === 'number' && (token.ordinal || cursor.peek(1)?.kind === 'month');
}

function namedDay(cursor: TokenCursor, last: LastKind): DaySpec | null {
  let modifier = cursor.take('modifier')?.modifier;
  const weekday = cursor.take('weekday');
  if (modifier && !weekday) return null;
  if (weekday) modifier = cursor.take('modifier')?.modifier ?? modifier;
  // "Saturday, November 14", "samedi, le 14 novembre", "samedi, 14/11".
  const dateAhead = () => {
    const ahead = cursor.peek(1)?.kind === 'the' ? 2 : 1;
    const kind = cursor.peek(ahead)?.kind;
    return kind === 'month' || kind === 'date' || numberIsDay(cursor, ahead, true, last);
  };
  if (weekday && cursor.peek()?.kind === 'comma' && dateAhead()) cursor.skip();
  if (weekday && cursor.peek()?.kind === 'the') cursor.skip();
  const named = { ...(weekday && { weekday: weekday.value }), ...(modifier && { modifier }) };
  const date = cursor.take('date');
  if (date) return { ...named, day: date.day, month: date.month, ...(date.year !== null && { year: date.year }) };
  const number = numberIsDay(cursor, 0, weekday !== null, last) ? cursor.take('number') : null;
  if (number) return withMonth(cursor, { ...named, day: number.value });
  const monthFirst = cursor.take('month');
  if (monthFirst) {
    const day = cursor.take('number');
    return day ? withYear(cursor, { ...named, day: day.value, month: monthFirst.value }) : null;
  }
  return weekday ? named : null;
}

function withMonth(cursor: TokenCursor, day: DaySpec): DaySpec {
  const month = cursor.take('month');
  return month ? withYear(cursor, { ...day, month: month.value }) : day;
}

function withYear(cursor: TokenCursor, day: DaySpec): DaySpec {
  const comma = cursor.peek()?.kind === 'comma' ? 1 : 0;
  const year = cursor.peek(comma);
  if (year?.kind !== 'number' || year.value < 1900 || year.value > 2199) return day;
  cursor.skip(comma + 1);
  return { ...day, year: year.value };
}

/** Returns whether the number there is a day of the month rather than an hour. */
function numberIsDay(cursor: TokenCursor, ahead: number, afterWeekday: boolean, last: LastKind): boolean {
  const number = cursor.peek(ahead);
  if (number?.kind !== 'number') return false;
  const next = cursor.peek(ahead + 1);
  if (number.ordinal || next?.kind === 'month' || leadsToMonth(cursor, ahead)) return true;
  // "samedi 14-18h" is from 14h to 18h; "samedi 14 - 18h" is the 14th at 18h.
  const glued = next?.kind === 'to' && next.force === 'dash' && next.start === number.end;
  if (afterWeekday) return !glued;
  if (next?.kind === 'to' && next.force === 'day') return true;
  const before = cursor.peek(ahead - 1);
  switch (before?.kind) {
    case 'the':
      return true;
    case 'and':
    case 'or':
      return last === 'day' || last === 'days' || last === 'or';
    case 'comma':
      return last === 'day' && !hourRangeFrom(cursor, ahead);
    case 'to':
      return before.force === 'day';
    default:
      return false;
  }
}

/**
 * Returns whether a number begins a list that ends in a month: "14" in "14 et 15 novembre", "14, 15 et dimanche 16
 * novembre".
 */
function leadsToMonth(cursor: TokenCursor, ahead: number): boolean {
  let joined = false;
  for (let index = ahead + 1; ; index++) {
    const token = cursor.peek(index);
    switch (token?.kind) {
      case 'and':
      case 'or':
      case 'comma':
      case 'to':
        joined = true;
        break;
      case 'number':
        if (!joined) return false;
        joined = false;
        break;
      case 'month':
        return cursor.peek(index - 1)?.kind === 'number';
      case 'the':
      case 'weekday':
        break;
      default:
        return false;
    }
  }
}
