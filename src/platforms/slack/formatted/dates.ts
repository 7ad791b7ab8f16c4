import type { Leaf, Mark, ShownDate } from '../../../chat/formatted/formatted.ts';

/** The format in which Slack is asked to show a date, by the tokens of its format. */
export const FORMATS: Readonly<Record<ShownDate, string>> = {
  time: '{time}',
  seconds: '{time_secs}',
  numeric: '{date_num}',
  day: '{date_long_full}',
  moment: '{date_long_full} {time}',
  weekday: '{date_long} {time}',
  relative: '{ago}',
};

const styles = new Map(Object.entries(FORMATS).map(([style, format]) => [format, style as ShownDate]));

/** Returns a date as Slack has it: the words of its format as text, each token as what it shows. */
export function dateLeaves(at: number, format: string, fallback: string, marks: readonly Mark[]): readonly Leaf[] {
  const whole = styles.get(format);
  if (whole) return [{ kind: 'date', at, style: whole, marks }];
  if (!/\{[a-z_]+\}/.test(format)) return [{ kind: 'text', text: fallback, marks }];
  return format.split(/(\{[a-z_]+\})/).map((part, index): Leaf => {
    if (index % 2 === 0) return { kind: 'text', text: part, marks };
    return { kind: 'date', at, style: styleOf(part), marks };
  });
}

function styleOf(token: string): ShownDate {
  if (token.startsWith('{time')) return token === '{time_secs}' ? 'seconds' : 'time';
  if (token === '{ago}') return 'relative';
  return /num|slash/.test(token) ? 'numeric' : 'day';
}
