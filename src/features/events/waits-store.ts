import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Event } from './event.ts';
import { statesFor } from './rules.ts';
import { eventStore } from './store.ts';

/** Reads what waits for coordinators and organisers, and what is told of it. */
export function eventWaitsStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    /** Counts the proposals of an edition that wait for the coordinators. */
    countProposed(editionId: string): Promise<number> {
      return client.event.count({ where: { regionId, editionId, status: 'PROPOSED' } });
    },

    /** Counts the events of an edition without a decision, those that are accepted and not over, and those without a date. */
    async countOpen(editionId: string) {
      const within = { regionId, editionId };
      const notOver = { OR: [{ endsAt: { gt: scope.now } }, { endsAt: null, startsAt: { gt: scope.now } }] };
      return {
        undecided: await client.event.count({ where: { ...within, status: { in: ['PROPOSED', 'QUESTIONED'] } } }),
        coming: await client.event.count({
          where: { ...within, status: 'ACCEPTED', occurrences: { some: { regionId, ...notOver } } },
        }),
        postponed: await client.event.count({ where: { ...within, status: 'POSTPONED' } }),
      };
    },

    /** Returns the events of an edition that these organisations lead or co-organise, in no particular order. */
    async ofHosts(editionId: string, organisationIds: readonly string[]): Promise<readonly Event[]> {
      const organisationId = { in: [...organisationIds] };
      const coOrganisers = { some: { regionId, organisationId, status: 'ACCEPTED' as const } };
      const rows = await client.event.findMany({
        where: { regionId, editionId, OR: [{ organisationId }, { coOrganisers }] },
        select: { id: true },
      });
      return rows.length === 0 ? [] : eventStore(scope).byIds(rows.map(({ id }) => id));
    },

    /** Returns what these organisations were asked to co-organise and can still agree to, the oldest first. */
    async invitations(organisationIds: readonly string[]) {
      const rows = await client.coOrganiser.findMany({
        where: {
          regionId,
          organisationId: { in: [...organisationIds] },
          status: 'INVITED',
          event: { status: { in: [...statesFor('invite')] }, edition: { status: 'OPEN' } },
        },
        select: { id: true, eventId: true },
        orderBy: [{ invitedAt: 'asc' }, { id: 'asc' }],
      });
      const events = rows.length === 0 ? [] : await eventStore(scope).byIds(rows.map(({ eventId }) => eventId));
      return rows.flatMap(({ id, eventId }) => {
        const event = events.find((one) => one.id === eventId);
        return event ? [{ id, event }] : [];
      });
    },

    /** Returns what these organisations were asked to make one of, and haven't agreed to yet, the oldest first. */
    async merges(organisationIds: readonly string[]) {
      const asked = { organisationId: { in: [...organisationIds] }, edition: { status: 'OPEN' as const } };
      const rows = await client.eventMerge.findMany({
        where: {
          ...{ regionId, status: 'OPEN' },
          OR: [
            { kept: asked, keptById: null },
            { closed: asked, closedById: null },
          ],
        },
        select: { id: true, kept: { select: { title: true } }, closed: { select: { title: true } } },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ id, kept, closed }) => ({ id, kept: kept.title, closed: closed.title }));
    },

    /** Returns the titles of the events of an open edition that somebody has proposed since then, and when. */
    proposedBy(personId: string, since: Date) {
      return client.event.findMany({
        where: { regionId, edition: { regionId, status: 'OPEN' }, proposedById: personId, proposedAt: { gte: since } },
        select: { title: true, proposedAt: true },
      });
    },

    /**
     * Returns how long the coordinators took to decide on each proposal of an edition on which they have, in
     * milliseconds.
     */
    async timesToDecide(editionId: string): Promise<readonly number[]> {
      const rows = await client.event.findMany({
        where: { regionId, editionId, decidedAt: { not: null } },
        select: { proposedAt: true, decidedAt: true },
      });
      return rows.flatMap(({ proposedAt, decidedAt }) => (decidedAt ? decidedAt.getTime() - proposedAt.getTime() : []));
    },
  };
}
