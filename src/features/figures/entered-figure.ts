import type { Edition } from '../editions/edition.ts';
import type { EnterableFigure } from './entries.ts';
import type { Precision } from './measures.ts';

/** A figure that nobody is asked about, as a coordinator entered it. */
export interface EnteredFigure {
  /** Id of a figure, `budget.<funder>` and the other lines of a sum, or `answersCountedOn`. */
  readonly key: string;
  /** Null when the coordinator said that it isn't known. */
  readonly value: number | null;
  /** The total in "3 sur 50"; null when there is none. */
  readonly of: number | null;
  readonly precision: Precision;
  /** The coordinator's note. For `answersCountedOn` it is the day itself, "2009-01-12". */
  readonly note: string | null;
  readonly enteredAt: Date;
}

/** A figure that was just entered. */
export interface FigureEntry {
  readonly edition: Edition;
  readonly entry: EnterableFigure;
  readonly now: EnteredFigure;
  /** The entry it replaces. */
  readonly before: EnteredFigure | null;
}
