import type { Locale } from '../../dates/slot.ts';
import { bareHour } from './clock-time.ts';
import { dayHere, isHour, spanEnd } from './day-grammar.ts';
import { beginsWithHour } from './group-items.ts';
import { type ClockTime, type DaySpec, type Item, MomentRefusal } from './moment-spec.ts';
import { TokenCursor } from './token-cursor.ts';
import type { Joint, Token } from './tokens.ts';

/**
 * Parses days and times in the order they were typed.
 * @throws Refusal when a piece of the text fits nowhere: nothing is passed over that isn't understood.
 */
export function parseItems(tokens: readonly Token[], locale: Locale): { items: Item[]; approximate: boolean } {
  // "vers" doesn't affect the order.
  const cursor = new TokenCursor(tokens.filter(({ kind }) => kind !== 'filler' && kind !== 'about'));
  const found: Item[] = [];
  while (!cursor.atEnd) readNext(cursor, locale, found);
  return { items: found, approximate: tokens.some(({ kind }) => kind === 'about') };
}

function readNext(cursor: TokenCursor, locale: Locale, found: Item[]): void {
  const day = dayHere(cursor, found.at(-1)?.kind);
  if (day) {
    found.push(daysFrom(cursor, day, found));
    return;
  }
  const time = hourHere(cursor, locale);
  if (time) {
    found.push(timesFrom(cursor, locale, time, found));
    return;
  }
  const token = cursor.peek();
  cursor.skip();
  switch (token?.kind) {
    case 'allDay':
    case 'or':
      found.push({ kind: token.kind });
      return;
    case 'part':
      found.push({ kind: 'part', part: token.part });
      return;
    case 'to':
      found.push(...between(cursor, token.force, found));
      return;
    case 'and':
    case 'comma':
    case 'from':
    case 'between':
    case 'the':
      return;
    default:
      throw new MomentRefusal('unreadable');
  }
}

/** Returns what an "au" or dash is that leads from an hour to another day; nothing where it merely precedes what follows it. */
function between(cursor: TokenCursor, force: Joint, found: readonly Item[]): Item[] {
  const last = found.at(-1);
  const isOpen = last?.kind === 'time' && last.time.end === null;
  if (isOpen && force !== 'soft' && dayFollows(cursor, found)) return [{ kind: 'until' }];
  // An hour that stands before its day ends nothing: "de 9h à 12h le 14, de 14h à 18h au 15".
  const joined = cursor.peek(-2)?.kind === 'and' || beginsWithHour(found);
  if (last?.kind === 'time' && !isOpen && !joined && dayFollows(cursor, found)) {
    return [{ kind: 'through', sure: force !== 'dash' }];
  }
  // "de 18h le 14 novembre à 2h le 15": the hour comes first both times.
  const [first, second, third] = found;
  const hoursFirst = first?.kind === 'time' && first.time.end === null && second?.kind === 'day' && !third;
  if (
    hoursFirst &&
    cursor.peek()?.kind === 'time' &&
    cursor.peek(-2)?.kind !== 'and' &&
    cursor.peek(-2)?.kind !== 'comma'
  )
    return [{ kind: 'until' }];
  if (force === 'end') throw new MomentRefusal('unreadable');
  return [];
}

function daysFrom(cursor: TokenCursor, from: DaySpec, found: readonly Item[]): Item {
  const to = cursor.attempt(() => (cursor.take('to') ? spanEnd(cursor, from, found.at(-1)?.kind) : null));
  return to ? { kind: 'days', from, to } : { kind: 'day', day: from };
}

function timesFrom(cursor: TokenCursor, locale: Locale, start: ClockTime, found: readonly Item[]): Item {
  const before = cursor.peek(-2)?.kind;
  // "18h30 20h" without a word between may mean "until" or "and".
  if (before === 'time') throw new MomentRefusal('unreadable');
  const end = cursor.attempt(() => {
    if (!cursor.take('to') && !(before === 'between' && cursor.take('and'))) return null;
    return dayFollows(cursor, found) ? null : (hourHere(cursor, locale) ?? numberAsHour(cursor, locale));
  });
  return { kind: 'time', time: { start, end } };
}

function dayFollows(cursor: TokenCursor, found: readonly Item[]): boolean {
  return cursor.glimpse(() => {
    if (cursor.peek()?.kind === 'the') cursor.skip();
    return dayHere(cursor, found.at(-1)?.kind) !== null;
  });
}

/** Takes the hour that stands here: a time, or a number that can only be one ("18-20h", "à 18"). */
function hourHere(cursor: TokenCursor, locale: Locale): ClockTime | null {
  const token = cursor.take('time');
  if (token) {
    if (!token.time) throw new MomentRefusal('notATime');
    return token.time;
  }
  const [before, next] = [cursor.peek(-1), cursor.peek(1)?.kind];
  const opensRange = (next === 'to' || (next === 'and' && before?.kind === 'between')) && isHour(cursor, 2);
  const afterAt = before?.kind === 'to' && before.force === 'soft';
  return opensRange || afterAt ? numberAsHour(cursor, locale) : null;
}

function numberAsHour(cursor: TokenCursor, locale: Locale): ClockTime | null {
  const token = cursor.peek();
  if (token?.kind !== 'number' || token.ordinal) return null;
  const time = bareHour(token.value, locale);
  if (time) cursor.skip();
  return time;
}
