import type { ShownDate } from '../../../chat/formatted/formatted.ts';

/** The letter by which Discord knows how a date is shown. */
export const DATE_LETTERS: Readonly<Record<ShownDate, string>> = {
  time: 't',
  seconds: 'T',
  numeric: 'd',
  day: 'D',
  moment: 'f',
  weekday: 'F',
  relative: 'R',
};

const styles = new Map(Object.entries(DATE_LETTERS).map(([style, letter]) => [letter, style as ShownDate]));

/** Returns what a letter asks for; Discord shows day and time where there is none. */
export const styleOf = (letter: string | undefined): ShownDate => styles.get(letter ?? '') ?? 'moment';
