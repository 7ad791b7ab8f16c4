import type { Slot } from '../../dates/index.ts';
import type { CompletionText, ProposalText } from './fields/list.ts';

/**
 * PROPOSED waits for the coordinators; QUESTIONED waits for the organisation's answer to them; POSTPONED has no date for
 * now; REFUSED and CANCELLED are final.
 */
export type EventStatus = 'PROPOSED' | 'QUESTIONED' | 'ACCEPTED' | 'REFUSED' | 'POSTPONED' | 'CANCELLED';

/** An organisation, as far as an event names it. */
export interface Host {
  readonly id: string;
  readonly name: string;
}

/** An event of an edition, as every feature sees it: the texts of its fields are properties of their names. */
export interface Event extends Readonly<Record<ProposalText, string> & Record<CompletionText, string | null>> {
  readonly id: string;
  readonly editionId: string;
  /** 1, 2, 3… in the edition. */
  readonly number: number;
  /** '' when only the commune is known. */
  readonly venue: string;
  /** INSEE code; null with `municipality` and `department` for what takes place online. */
  readonly municipalityCode: string | null;
  readonly municipality: string | null;
  /** Code. */
  readonly department: string | null;
  readonly theme: { readonly id: string; readonly name: string } | null;
  /** Id of a stored file. */
  readonly pictureId: string | null;
  readonly status: EventStatus;
  /** The coordinators' question, the reason of a refusal or of a cancellation. */
  readonly statusNote: string | null;
  /** The organisation's answer to the question. */
  readonly statusAnswer: string | null;
  /** The one that leads it. */
  readonly organisation: Host;
  /** Those that agreed to co-organise it. */
  readonly coOrganisers: readonly Host[];
  /** Those that were asked and haven't answered. */
  readonly invited: readonly Host[];
  /** Its dates, earliest first; a postponed event keeps the last ones known. */
  readonly slots: readonly Slot[];
  readonly proposedById: string;
  /** Proposed by a coordinator for the organisation. */
  readonly onBehalf: boolean;
  readonly proposedAt: Date;
  /** Who accepted or refused it. */
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  /** Grows at each change. */
  readonly version: number;
}

/** One date of an event; an event that was put off has none. */
export interface ProgrammeLine {
  readonly event: Event;
  readonly slot: Slot | null;
}

export interface Programme {
  readonly lines: readonly ProgrammeLine[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** Events on all pages. */
  readonly count: number;
}

/** A page of the programme, of all departments or of one. */
export interface EventList extends Programme {
  /** Code, when only one department's are listed. */
  readonly department: string | null;
}
