import { stillInRegion } from '../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { nameKey } from '../../reading/index.ts';
import type { Organisation } from './organisation.ts';

const fields = { id: true, name: true, department: true, municipality: true, website: true } as const;

export interface NewOrganisation {
  readonly name: string;
  readonly department: string | null;
  readonly municipality: string | null;
  readonly website: string | null;
  readonly createdById: string;
}

/** Stores the region's organisations; their members stand in `membership-store.ts`. */
export function organisationStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const self = {
    byId(id: string): Promise<Organisation | null> {
      return client.organisation.findFirst({ where: { id, regionId }, select: fields });
    },

    /** Returns the organisations with these ids, in no particular order. */
    byIds(ids: readonly string[]): Promise<readonly Organisation[]> {
      return client.organisation.findMany({ where: { id: { in: [...ids] }, regionId }, select: fields });
    },

    /** Returns the organisation with this name, whatever its spelling. */
    named(name: string): Promise<Organisation | null> {
      const where = { regionId_nameKey: { regionId, nameKey: nameKey(name) } };
      return client.organisation.findUnique({ where, select: fields });
    },

    all(): Promise<readonly Organisation[]> {
      return client.organisation.findMany({
        where: { regionId },
        select: fields,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
    },

    ofPerson(personId: string): Promise<readonly Organisation[]> {
      return client.organisation.findMany({
        where: { regionId, memberships: { some: { regionId, personId, status: 'ACTIVE' } } },
        select: fields,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
    },

    /**
     * Returns the number of each organisation's active members, without those who have left the workspace or server.
     */
    async memberCounts(): Promise<ReadonlyMap<string, number>> {
      const rows = await client.membership.groupBy({
        by: ['organisationId'],
        where: { regionId, status: 'ACTIVE', person: stillInRegion(regionId) },
        _count: { _all: true },
      });
      return new Map(rows.map((row) => [row.organisationId, row._count._all]));
    },

    /** Returns null when one with this name has just been created. */
    async create(given: NewOrganisation): Promise<Organisation | null> {
      const created = await client.organisation.createMany({
        data: { ...given, regionId, nameKey: nameKey(given.name), createdAt: scope.now },
        skipDuplicates: true,
      });
      return created.count === 1 ? self.named(given.name) : null;
    },
  };
  return self;
}
