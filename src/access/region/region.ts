import type { Locale } from '../../texts/index.ts';

/** A chamber and its organisers: whose data this is, and by which clock and in which language it speaks. */
export interface Region {
  readonly id: string;
  readonly name: string;
  /** Name of the chamber: "CRESS". */
  readonly chamber: string;
  /** Department codes; empty until /installer has tied the region to some. */
  readonly departments: readonly string[];
  readonly timeZone: string;
  readonly locale: Locale;
}
