import { bareHour } from './clock-time.ts';
import { type ClockTime, type DaySpec, type Item, Refusal } from './moment-spec.ts';
import type { Locale } from './slot.ts';
import type { Joint, Token } from './tokens.ts';

/**
 * Days and times in the order they were typed.
 * @throws Refusal when a piece of the text fits nowhere: what isn't understood is never passed over.
 */
export function items(tokens: readonly Token[], locale: Locale): { items: Item[]; approximate: boolean } {
  const grammar = new MomentGrammar(tokens, locale);
  return { items: grammar.read(), approximate: tokens.some(({ kind }) => kind === 'about') };
}

class MomentGrammar {
  readonly #tokens: readonly Token[];
  readonly #locale: Locale;
  #at = 0;
  #items: Item[] = [];

  constructor(tokens: readonly Token[], locale: Locale) {
    // "vers" changes nothing to the order of things.
    this.#tokens = tokens.filter(({ kind }) => kind !== 'filler' && kind !== 'about');
    this.#locale = locale;
  }

  read(): Item[] {
    while (this.#at < this.#tokens.length) this.#readNext();
    return this.#items;
  }

  #readNext(): void {
    const token = this.#peek();
    if (!token) return;
    const day = this.#dayHere();
    if (day) {
      this.#readDays(day);
      return;
    }
    const time = this.#timeHere();
    if (time) {
      this.#readTimes(time, this.#peek(-2)?.kind === 'between');
      return;
    }
    this.#at++;
    switch (token.kind) {
      case 'allDay':
        this.#items.push({ kind: 'allDay' });
        return;
      case 'part':
        this.#items.push({ kind: 'part', part: token.part });
        return;
      case 'or':
        this.#items.push({ kind: 'or' });
        return;
      case 'to':
        this.#separator(token.force);
        return;
      case 'and':
      case 'comma':
      case 'from':
      case 'between':
      case 'the':
        return;
      default:
        throw new Refusal('unreadable');
    }
  }

  /** An "à", a dash or an "au" that joins no two days and no two times stands before a time or a day on its own. */
  #separator(force: Joint): void {
    const last = this.#items.at(-1);
    const dayFollows = this.#dayFollows();
    if (last?.kind === 'time' && last.time.end === null && dayFollows && force !== 'soft') {
      this.#items.push({ kind: 'until' });
      return;
    }
    if (force === 'end') throw new Refusal('unreadable');
  }

  #readDays(from: DaySpec): void {
    const joint = this.#peek();
    if (joint?.kind === 'to') {
      const before = this.#at;
      this.#at++;
      const to = joint.force === 'soft' && !this.#dayIsPlain() ? null : this.#rangeEnd(from);
      if (to) {
        this.#items.push({ kind: 'days', from, to });
        return;
      }
      this.#at = before;
    }
    this.#items.push({ kind: 'day', day: from });
  }

  /** The last day of a span: any day, or a number that can't be an hour ("14 au 16", "November 14-16"). */
  #rangeEnd(from: DaySpec): DaySpec | null {
    const day = this.#dayHere();
    if (day) return day;
    const token = this.#peek();
    if (token?.kind !== 'number' || token.value > 31) return null;
    const next = this.#peek(1);
    const hourFollows = next?.kind === 'to' && this.#isTime(2);
    const monthCameFirst = from.month !== undefined && this.#peek(-2)?.kind === 'number' && this.#monthBefore();
    if (hourFollows || (from.month !== undefined && !monthCameFirst)) return null;
    this.#at++;
    return this.#withYear({ day: token.value });
  }

  #monthBefore(): boolean {
    return this.#peek(-3)?.kind === 'month';
  }

  /** A date that no hour could be mistaken for: "16 novembre", "dimanche". */
  #dayIsPlain(): boolean {
    const token = this.#peek();
    if (token?.kind === 'weekday' || token?.kind === 'date') return true;
    return token?.kind === 'number' && (token.ordinal || this.#peek(1)?.kind === 'month');
  }

  #readTimes(start: ClockTime, between: boolean): void {
    // "18h30 20h" without a word between: until, or and? Nobody can tell.
    if (this.#peek(-2)?.kind === 'time') throw new Refusal('unreadable');
    const joint = this.#peek();
    const joins = joint?.kind === 'to' || (joint?.kind === 'and' && between);
    if (joins && !this.#dayFollows(1)) {
      this.#at++;
      const end = this.#timeHere() ?? this.#numberAsHour();
      if (end) {
        this.#items.push({ kind: 'time', time: { start, end } });
        return;
      }
      this.#at--;
    }
    this.#items.push({ kind: 'time', time: { start, end: null } });
  }

  #dayFollows(ahead = 0): boolean {
    const before = this.#at;
    this.#at += ahead;
    if (this.#peek()?.kind === 'the') this.#at++;
    const day = this.#dayHere();
    this.#at = before;
    return day !== null;
  }

  /** Takes the day that stands here, if one does. */
  #dayHere(): DaySpec | null {
    const before = this.#at;
    const day = this.#namedDay();
    if (!day) this.#at = before;
    return day;
  }

  #namedDay(): DaySpec | null {
    let modifier = this.#takeModifier();
    const weekday = this.#take('weekday');
    if (modifier && !weekday) return null;
    if (weekday) modifier = this.#takeModifier() ?? modifier;
    if (weekday && this.#peek()?.kind === 'comma' && this.#numberIsDay(1, true)) this.#at++;
    if (weekday && this.#peek()?.kind === 'the') this.#at++;
    const named = { ...(weekday && { weekday: weekday.value }), ...(modifier && { modifier }) };
    const date = this.#take('date');
    if (date) return { ...named, day: date.day, month: date.month, ...(date.year !== null && { year: date.year }) };
    const number = this.#numberIsDay(0, weekday !== null) ? this.#take('number') : null;
    if (number) return this.#withMonth({ ...named, day: number.value });
    const monthFirst = this.#take('month');
    if (monthFirst) {
      const day = this.#take('number');
      return day ? this.#withYear({ ...named, day: day.value, month: monthFirst.value }) : null;
    }
    return weekday ? named : null;
  }

  #withMonth(day: DaySpec): DaySpec {
    const month = this.#take('month');
    return month ? this.#withYear({ ...day, month: month.value }) : day;
  }

  #withYear(day: DaySpec): DaySpec {
    const comma = this.#peek()?.kind === 'comma' ? 1 : 0;
    const year = this.#peek(comma);
    if (year?.kind !== 'number' || year.value < 1900 || year.value > 2199) return day;
    this.#at += comma + 1;
    return { ...day, year: year.value };
  }

  /** Whether the number there is a day of the month rather than an hour. */
  #numberIsDay(ahead: number, afterWeekday: boolean): boolean {
    const number = this.#peek(ahead);
    if (number?.kind !== 'number') return false;
    if (number.ordinal || this.#peek(ahead + 1)?.kind === 'month' || this.#leadsToMonth(ahead)) return true;
    const next = this.#peek(ahead + 1);
    // "samedi 14-18h" is from 14h to 18h, "samedi 14 - 18h" the 14th at 18h.
    const glued = next?.kind === 'to' && next.force === 'dash' && next.start === number.end;
    if (afterWeekday) return !glued;
    const before = this.#peek(ahead - 1);
    if (before?.kind === 'the') return true;
    if (next?.kind === 'to' && next.force === 'day') return true;
    const last = this.#items.at(-1)?.kind;
    if (before?.kind === 'and') return last === 'day' || last === 'days';
    if (before?.kind === 'comma') return last === 'day' && !(next?.kind === 'to' && this.#isTime(ahead + 2));
    return before?.kind === 'to' && before.force === 'day';
  }

  /** "14" in "14 et 15 novembre", "14, 15 et dimanche 16 novembre". */
  #leadsToMonth(ahead: number): boolean {
    let joined = false;
    for (let index = ahead + 1; ; index++) {
      const token = this.#peek(index);
      if (token === undefined) return false;
      if (token.kind === 'and' || token.kind === 'or' || token.kind === 'comma' || token.kind === 'to') joined = true;
      else if (token.kind === 'number') {
        if (!joined) return false;
        joined = false;
      } else if (token.kind === 'month') return this.#peek(index - 1)?.kind === 'number';
      else if (token.kind !== 'the' && token.kind !== 'weekday') return false;
    }
  }

  #timeHere(): ClockTime | null {
    const token = this.#peek();
    if (token?.kind === 'time') {
      if (!token.time) throw new Refusal('notATime');
      this.#at++;
      return token.time;
    }
    if (token?.kind !== 'number') return null;
    const before = this.#peek(-1);
    const next = this.#peek(1)?.kind;
    const opensRange = (next === 'to' || (next === 'and' && before?.kind === 'between')) && this.#isTime(2);
    const afterAt = before?.kind === 'to' && before.force === 'soft';
    return opensRange || afterAt ? this.#numberAsHour() : null;
  }

  #numberAsHour(): ClockTime | null {
    const token = this.#peek();
    if (token?.kind !== 'number' || token.ordinal) return null;
    const time = bareHour(token.value, this.#locale);
    if (time) this.#at++;
    return time;
  }

  #isTime(ahead: number): boolean {
    const token = this.#peek(ahead);
    return token?.kind === 'time' || (token?.kind === 'number' && !token.ordinal && !this.#leadsToMonth(ahead));
  }

  #takeModifier() {
    const token = this.#peek();
    if (token?.kind !== 'modifier') return null;
    this.#at++;
    return token.modifier;
  }

  #take<K extends 'weekday' | 'date' | 'number' | 'month'>(kind: K): (Token & { kind: K }) | null {
    const token = this.#peek();
    if (token?.kind !== kind) return null;
    this.#at++;
    return token as Token & { kind: K };
  }

  #peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }
}
