import type { RegionScope } from '../../access/scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { nameKey } from '../../names/index.ts';
import type { Membership, Organisation } from './organisation.ts';

const fields = { id: true, name: true, department: true, municipality: true, website: true } as const;
const membershipFields = {
  id: true,
  status: true,
  requestedAt: true,
  organisation: { select: { id: true, name: true } },
  person: { select: { id: true, name: true } },
} as const;

export interface NewOrganisation {
  readonly name: string;
  readonly department: string | null;
  readonly municipality: string | null;
  readonly website: string | null;
  readonly createdById: string;
}

export function organisationStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const self = {
    byId(id: string): Promise<Organisation | null> {
      return client.organisation.findFirst({ where: { id, regionId }, select: fields });
    },

    /** The organisation with this name, however it is spelt. */
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
        where: { regionId, memberships: { some: { personId, status: 'ACTIVE' } } },
        select: fields,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
    },

    /** How many active members each has. */
    async memberCounts(): Promise<ReadonlyMap<string, number>> {
      const rows = await client.membership.groupBy({
        by: ['organisationId'],
        where: { regionId, status: 'ACTIVE' },
        _count: { _all: true },
      });
      return new Map(rows.map((row) => [row.organisationId, row._count._all]));
    },

    /** Null when one of this name has just been created. */
    async create(given: NewOrganisation): Promise<Organisation | null> {
      const created = await client.organisation.createMany({
        data: { ...given, regionId, nameKey: nameKey(given.name), createdAt: scope.now },
        skipDuplicates: true,
      });
      return created.count === 1 ? self.named(given.name) : null;
    },

    membership(id: string): Promise<Membership | null> {
      return client.membership.findFirst({ where: { id, regionId }, select: membershipFields });
    },

    membershipOf(organisationId: string, personId: string): Promise<Membership | null> {
      return client.membership.findFirst({ where: { regionId, organisationId, personId }, select: membershipFields });
    },

    /** Active and pending, the longest-standing first. */
    memberships(organisationId: string): Promise<readonly Membership[]> {
      return client.membership.findMany({
        where: { regionId, organisationId, status: { in: ['ACTIVE', 'PENDING'] } },
        select: membershipFields,
        orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
      });
    },

    /** Asks for membership; null when it is asked for, or had, already. */
    async ask(organisationId: string, personId: string): Promise<Membership | null> {
      const state = {
        status: 'PENDING',
        requestedAt: scope.now,
        decidedAt: null,
        decidedById: null,
        leftAt: null,
      } as const;
      const created = await client.membership.createMany({
        data: { regionId, organisationId, personId, ...state },
        skipDuplicates: true,
      });
      const again = { regionId, organisationId, personId, status: { in: ['LEFT' as const, 'DECLINED' as const] } };
      if (created.count === 0) {
        const changed = await client.membership.updateMany({ where: again, data: state });
        if (changed.count === 0) return null;
      }
      return self.membershipOf(organisationId, personId);
    },

    /** Makes somebody a member at once. */
    async enter(organisationId: string, personId: string, decidedById: string): Promise<Membership> {
      const state = {
        status: 'ACTIVE' as const,
        requestedAt: scope.now,
        decidedAt: scope.now,
        decidedById,
        leftAt: null,
      };
      return client.membership.upsert({
        where: { organisationId_personId: { organisationId, personId } },
        update: state,
        create: { regionId, organisationId, personId, ...state },
        select: membershipFields,
      });
    },

    /** Takes back the person's own request; false when it is decided already. */
    async withdraw(id: string, personId: string): Promise<boolean> {
      const changed = await client.membership.updateMany({
        where: { id, regionId, personId, status: 'PENDING' },
        data: { status: 'LEFT', leftAt: scope.now },
      });
      return changed.count === 1;
    },

    /** False when it is decided already. */
    async decide(id: string, accept: boolean, decidedById: string): Promise<boolean> {
      const changed = await client.membership.updateMany({
        where: { id, regionId, status: 'PENDING' },
        data: { status: accept ? 'ACTIVE' : 'DECLINED', decidedAt: scope.now, decidedById },
      });
      return changed.count === 1;
    },

    async leave(organisationId: string, personId: string): Promise<boolean> {
      // Members who leave at once do so one after the other: the last one is to be noticed.
      await client.$queryRaw`SELECT 1 FROM "Organisation" WHERE "id" = ${organisationId}::uuid FOR UPDATE`;
      const changed = await client.membership.updateMany({
        where: { regionId, organisationId, personId, status: 'ACTIVE' },
        data: { status: 'LEFT', leftAt: scope.now },
      });
      return changed.count === 1;
    },
  };
  return self;
}
