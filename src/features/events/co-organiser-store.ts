import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Invitation } from './invitation.ts';

const fields = {
  id: true,
  eventId: true,
  organisation: { select: { id: true, name: true } },
  status: true,
  invitedById: true,
  invitedAt: true,
  endedAt: true,
} as const;

export function coOrganiserStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    byId(id: string): Promise<Invitation | null> {
      return client.coOrganiser.findFirst({ where: { regionId, id }, select: fields });
    },
    of(eventId: string, organisationId: string): Promise<Invitation | null> {
      return client.coOrganiser.findFirst({ where: { regionId, eventId, organisationId }, select: fields });
    },
    /** Returns an event's invitations that wait for an answer, in the order in which they were made. */
    unanswered(eventId: string): Promise<readonly Invitation[]> {
      return client.coOrganiser.findMany({
        where: { regionId, eventId, status: 'INVITED' },
        select: fields,
        orderBy: [{ invitedAt: 'asc' }, { id: 'asc' }],
      });
    },
    /** Returns the invitations to an event that were agreed to, in the order in which they were made. */
    accepted(eventId: string): Promise<readonly Invitation[]> {
      return client.coOrganiser.findMany({
        where: { regionId, eventId, status: 'ACCEPTED' },
        select: fields,
        orderBy: [{ invitedAt: 'asc' }, { id: 'asc' }],
      });
    },
    /** Stores an invitation, or makes one that was declined or ended wait for an answer again. */
    invite(eventId: string, organisationId: string, invitedById: string): Promise<Invitation> {
      const state = { status: 'INVITED' as const, invitedById, invitedAt: scope.now, answeredAt: null, endedAt: null };
      return client.coOrganiser.upsert({
        where: { eventId_organisationId: { eventId, organisationId } },
        create: { regionId, eventId, organisationId, ...state },
        update: state,
        select: fields,
      });
    },
    /** Stores the answer. Returns false when it was answered already. */
    async answer(id: string, accept: boolean): Promise<boolean> {
      const changed = await client.coOrganiser.updateMany({
        where: { regionId, id, status: 'INVITED' },
        data: { status: accept ? 'ACCEPTED' : 'DECLINED', answeredAt: scope.now },
      });
      return changed.count === 1;
    },
    /** Ends what was agreed to: it stands as if it had been declined. Returns false when it isn't agreed to. */
    async end(id: string): Promise<boolean> {
      const changed = await client.coOrganiser.updateMany({
        where: { regionId, id, status: 'ACCEPTED' },
        data: { status: 'DECLINED', endedAt: scope.now },
      });
      return changed.count === 1;
    },
  };
}
