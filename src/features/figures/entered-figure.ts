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

/** A note to a figure that was entered, with that figure's key. */
export interface FigureNote {
  readonly key: string;
  readonly note: string;
}

/** A figure that was just entered. */
export interface FigureEntry {
  readonly edition: Edition;
  /** Whether that edition was only begun by it. */
  readonly begun: boolean;
  readonly entry: EnterableFigure;
  readonly now: EnteredFigure;
  /** The entry it replaces. */
  readonly before: EnteredFigure | null;
}
