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
}

/** An invitation that was just made or answered, with its event. */
export interface Invited {
  readonly event: Event;
  readonly invitation: Invitation;
  /** The way the people concerned are told. */
  readonly leaves: Departure;
}
