import type { Locale } from '../../texts/index.ts';

/** A chamber and its organisers. It owns the data, and sets the time zone and the language in which it is spoken to. */
export interface Region {
  readonly id: string;
  readonly name: string;
  /** The chamber's name, such as "CRESS". */
  readonly chamber: string;
  /** Department codes; empty until /installer has tied the region to some. */
  readonly departments: readonly string[];
  readonly timeZone: string;
  readonly locale: Locale;
}
