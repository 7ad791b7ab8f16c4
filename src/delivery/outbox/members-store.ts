import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { registeredPlatform } from '../../platforms/registered.ts';

/** Members of an organisation who couldn't be let into its thread. */
export interface KeptOut {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly people: readonly string[];
}

export function membersStore(scope: RegionScope) {
  const { organisation: organisations, organisationThread, delivery, identity } = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    /** Returns the platforms on which this organisation has a thread. */
    async platformsOf(organisationId: string): Promise<readonly PlatformName[]> {
      const rows = await organisationThread.findMany({
        where: { regionId, organisationId, channel: { not: null } },
        select: { platform: true },
      });
      return rows.map(({ platform }) => registeredPlatform(platform));
    },

    /** Returns the ids of the organisations that somebody is a member of. */
    async organisationsOf(personId: string): Promise<readonly string[]> {
      const rows = await organisations.findMany({
        where: { regionId, memberships: { some: { regionId, personId, status: 'ACTIVE' } } },
        select: { id: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id }) => id);
    },

    /** Returns the people who couldn't be let into the thread of an organisation that they are in, by name. */
    async keptOut(platform: PlatformName): Promise<readonly KeptOut[]> {
      const threads = await organisationThread.findMany({
        where: { regionId, platform, channel: { not: null }, keptOut: { isEmpty: false } },
        select: { members: true, keptOut: true, organisation: { select: { id: true, name: true } } },
        orderBy: [{ organisation: { name: 'asc' } }, { id: 'asc' }],
      });
      const people = await identity.findMany({
        where: { regionId, platform, goneAt: null, externalId: { in: threads.flatMap(({ keptOut }) => keptOut) } },
        select: {
          externalId: true,
          name: true,
          person: { select: { memberships: { where: { status: 'ACTIVE' }, select: { organisationId: true } } } },
        },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return threads.flatMap(({ members, keptOut, organisation }) => {
        const names = people.flatMap(({ externalId, name: called, person: { memberships } }) => {
          const isMember = memberships.some(({ organisationId }) => organisationId === organisation.id);
          // Whoever stands in both is being let in, and nothing has refused them.
          return isMember && keptOut.includes(externalId) && !members.includes(externalId) ? [called] : [];
        });
        return names.length > 0 ? [{ organisation, people: names }] : [];
      });
    },

    /** Queues a finished sending again. Returns false when it isn't finished yet. */
    async again(platform: PlatformName, key: string): Promise<boolean> {
      const { count } = await delivery.updateMany({
        where: {
          regionId,
          platform,
          key,
          status: { notIn: ['PENDING', 'SENDING'] },
        },
        data: { status: 'PENDING', reason: null, notBefore: null, createdAt: scope.now },
      });
      return count > 0;
    },
  };
}
