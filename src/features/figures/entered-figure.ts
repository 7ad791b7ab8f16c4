import type { Edition } from '../editions/edition.ts';
import type { EnterableFigure } from './entries.ts';
import type { Precision } from './measures.ts';

/** A figure nobody is asked, as a coordinator entered it. */
export interface EnteredFigure {
  /** Id of a figure, `budget.<funder>`, `launchAttendance.<category>` or `answersCountedOn`. */
  readonly key: string;
  /** Null when it was said not to be known. */
  readonly value: number | null;
  /** "3 sur 50". */
  readonly of: number | null;
  readonly precision: Precision;
  /** The coordinator's note; of `answersCountedOn` the day itself, "2009-01-12". */
  readonly note: string | null;
  readonly enteredAt: Date;
}

/** A figure that was just entered. */
export interface FigureEntry {
  readonly edition: Edition;
  readonly entry: EnterableFigure;
  readonly now: EnteredFigure;
  /** What it takes the place of. */
  readonly before: EnteredFigure | null;
}
