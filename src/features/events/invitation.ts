import type { Departure } from '../../access/contacts/departure.ts';
import type { Event, Host } from './event.ts';

/** An invitation to an organisation to co-organise an event. */
export interface Invitation {
  readonly id: string;
  readonly eventId: string;
  readonly organisation: Host;
  readonly status: 'INVITED' | 'ACCEPTED' | 'DECLINED';
  readonly invitedById: string;
  readonly invitedAt: Date;
  /** When what was agreed to was ended, which stands as declined then; null otherwise. */
  readonly endedAt: Date | null;
}

/** An invitation that was just made or answered, with its event. */
export interface Invited {
  readonly event: Event;
  readonly invitation: Invitation;
  /** The way the people concerned are told. */
  readonly leaves: Departure;
}

/** An invitation, as its card words it. */
export interface InvitationFacts {
  readonly event: Event;
  readonly invitation: Invitation;
  /** Name of the person who asked. */
  readonly by: string;
  /** Name of the person who answered, or who ended it; null before that. */
  readonly answer: string | null;
  /** True once the event's edition is closed: who holds it stands. */
  readonly isClosed: boolean;
  /** True where it was agreed to and somebody has ended that. */
  readonly ended?: boolean;
}

/** The outcome of an answer. 'changed': nothing is agreed, because the event says something else by now than was shown. */
export type InvitationAnswer =
  | ({ readonly outcome: 'answered' } & Invited)
  | { readonly outcome: 'changed'; readonly shown: InvitationFacts };

/** An organisation that co-organises an event, and the event. */
export interface CoOrganisation {
  readonly event: Event;
  /** Id of the invitation that it agreed to. */
  readonly id: string;
  /** Tells that invitation from a later one to the same event. */
  readonly version: string;
  readonly organisation: Host;
}
