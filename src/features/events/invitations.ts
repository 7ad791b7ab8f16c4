import { bestOutcome } from '../../access/contacts/whereabouts.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { type Sent, sentUnder } from '../../delivery/outbox/index.ts';
import { coOrganiserStore } from './co-organiser-store.ts';
import type { Invitation } from './invitation.ts';

/** Returns the key prefix of the cards that ask an organisation to co-organise; the reader follows. */
export function invitationKey({ id, invitedAt }: Pick<Invitation, 'id' | 'invitedAt'>): string {
  return `event-invitation:${id}:${invitedAt.getTime()}`;
}

/** An organisation that was asked and hasn't answered. */
export interface PendingInvitation {
  readonly name: string;
  /**
   * The card it was asked with, the one that got furthest where there are several; null once that is no longer known.
   */
  readonly card: Sent | null;
}

/**
 * Returns the organisations that were asked to co-organise an event and haven't answered, in the order in which they
 * were asked.
 */
export async function pendingInvitations(scope: RegionScope, eventId: string): Promise<readonly PendingInvitation[]> {
  const asked: PendingInvitation[] = [];
  for (const invitation of await coOrganiserStore(scope).unanswered(eventId)) {
    const cards = await sentUnder(scope, `${invitationKey(invitation)}:`);
    asked.push({ name: invitation.organisation.name, card: bestOutcome(cards) });
  }
  return asked;
}
