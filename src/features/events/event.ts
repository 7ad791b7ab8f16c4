import type { Slot } from '../../dates/index.ts';
import type { CompletionText, ProposalText } from './fields/list.ts';

/**
 * A PROPOSED event waits for the coordinators, a QUESTIONED one for the organisation's answer to them. A POSTPONED one
 * has no date for now. REFUSED and CANCELLED are final, except that a refusal can be taken back.
 */
export type EventStatus = 'PROPOSED' | 'QUESTIONED' | 'ACCEPTED' | 'REFUSED' | 'POSTPONED' | 'CANCELLED';

/** An organisation, as far as an event names it. */
export interface Host {
  readonly id: string;
  readonly name: string;
}

/** The place of an event. An event that takes place online has no commune. */
export interface EventPlace {
  /** '' when only the commune is known. */
  readonly venue: string;
  /** INSEE code; null with `municipality` and `department` for what takes place online. */
  readonly municipalityCode: string | null;
  readonly municipality: string | null;
  /** Department code; null for what takes place online. */
  readonly department: string | null;
}

/** The texts that people wrote about an event, as its columns hold them. Its dates are rows of their own. */
export interface WrittenEvent
  extends Readonly<Record<ProposalText, string> & Record<CompletionText, string | null>>,
    EventPlace {
  /** Id of a stored file. */
  readonly pictureId: string | null;
}

/** An event of an edition, as every feature sees it. Each text field of the list is a property of the field's name. */
export interface Event extends WrittenEvent {
  readonly id: string;
  readonly editionId: string;
  /** Counts from 1 in the edition. */
  readonly number: number;
  readonly theme: { readonly id: string; readonly name: string } | null;
  readonly status: EventStatus;
  /** The coordinators' question, the reason of a refusal or of a cancellation. */
  readonly statusNote: string | null;
  /** The organisation's answer to the question. */
  readonly statusAnswer: string | null;
  /** The organisation that leads it. */
  readonly organisation: Host;
  /** Organisations that agreed to co-organise it. */
  readonly coOrganisers: readonly Host[];
  /** Organisations that were asked to co-organise it and haven't answered. */
  readonly invited: readonly Host[];
  /** Its dates, earliest first; a postponed event keeps the last ones known. */
  readonly slots: readonly Slot[];
  readonly proposedById: string;
  /** True when a coordinator proposed it for the organisation. */
  readonly onBehalf: boolean;
  readonly proposedAt: Date;
  /** Id of the person who accepted or refused it. */
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  /** The event that it has become one with; null unless it was closed for that. */
  readonly mergedInto: { readonly id: string; readonly number: number; readonly title: string } | null;
  /** Grows at each change. */
  readonly version: number;
}

/** An event, as far as the programme shows it. */
export type ProgrammeEvent = Pick<
  Event,
  keyof EventPlace | 'id' | 'number' | 'title' | 'status' | 'organisation' | 'coOrganisers'
>;

/** One date of an event. A postponed event has a line without a date. */
export interface ProgrammeLine {
  readonly event: ProgrammeEvent;
  readonly slot: Slot | null;
}

export interface Programme {
  readonly lines: readonly ProgrammeLine[];
  /** Counts from 0. */
  readonly page: number;
  readonly pages: number;
  /** Number of events on all pages. */
  readonly count: number;
}

/** A page of the programme, of all departments or of one. */
export interface EventList extends Programme {
  /** Department code when only one department's events are listed; null otherwise. */
  readonly department: string | null;
}
