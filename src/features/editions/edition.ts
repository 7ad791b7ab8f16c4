import type { Departure } from '../../access/contacts/departure.ts';

/** One year's month of events, as other features see it. */
export interface Edition {
  readonly id: string;
  readonly year: number;
  readonly name: string;
  /** Local days, "2026-11-01". */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly open: boolean;
  /** The edition's message, in one sentence. */
  readonly message: string | null;
  /** Whether the announcement channels are told, once a day, of the events that were accepted. */
  readonly tellsAcceptances: boolean;
  readonly priority: 'BELONGING' | 'GENERAL_PUBLIC' | null;
  readonly themes: readonly Theme[];
  readonly expectedResults: readonly ExpectedResult[];
}

/** An edition of which the objectives were just set. */
export interface ObjectivesSet {
  readonly edition: Edition;
  /** The target that a figure had until then; null where it had none, or has it still. */
  readonly former: ExpectedResult | null;
}

/** An edition that was just opened. `leaves` tells how its announcement leaves; null for a past edition, which isn't announced. */
export interface OpenedEdition {
  readonly edition: Edition;
  readonly leaves: Departure | null;
}

export interface Theme {
  readonly id: string;
  readonly name: string;
}

/** A target that the edition sets for one of the bilan's figures. */
export interface ExpectedResult {
  readonly figure: string;
  readonly target: number;
}
