import { stillInTeam } from '../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Membership } from './organisation.ts';

const fields = {
  id: true,
  status: true,
  requestedAt: true,
  excludedAt: true,
  organisation: { select: { id: true, name: true } },
  person: { select: { id: true, name: true, identities: { where: stillInTeam, select: { id: true } } } },
} as const;

interface MembershipRow extends Omit<Membership, 'excluded' | 'person' | 'here'> {
  readonly excludedAt: Date | null;
  readonly person: Membership['person'] & { readonly identities: readonly unknown[] };
}

function membershipOf({ excludedAt, person: { identities, ...person }, ...row }: MembershipRow): Membership {
  return { ...row, person, here: identities.length > 0, excluded: excludedAt !== null };
}

/** Locks an organisation's members, so that those who leave or exclude somebody do so one after the other. */
export async function lockMembers({ tx }: RegionScope, organisationId: string): Promise<void> {
  await clientOf(tx).$queryRaw`SELECT 1 FROM "Organisation" WHERE "id" = ${organisationId}::uuid FOR UPDATE`;
}

/** Stores who belongs to the region's organisations, has asked to, or did. */
export function membershipStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const self = {
    async byId(id: string): Promise<Membership | null> {
      const row = await client.membership.findFirst({ where: { id, regionId }, select: fields });
      return row && membershipOf(row);
    },

    /** Returns somebody's membership in an organisation, whatever its status. */
    async between(organisationId: string, personId: string): Promise<Membership | null> {
      const where = { regionId, organisationId, personId };
      const row = await client.membership.findFirst({ where, select: fields });
      return row && membershipOf(row);
    },

    /** Returns active and pending memberships, the oldest first. */
    async activeAndPending(organisationId: string): Promise<readonly Membership[]> {
      const rows = await client.membership.findMany({
        where: { regionId, organisationId, status: { in: ['ACTIVE', 'PENDING'] } },
        select: fields,
        orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(membershipOf);
    },

    /**
     * Returns the active memberships of these organisations, by organisation and name; of all the region's
     * organisations when null.
     */
    async activeIn(organisationIds: readonly string[] | null): Promise<readonly Membership[]> {
      const among = organisationIds === null ? {} : { organisationId: { in: [...organisationIds] } };
      const rows = await client.membership.findMany({
        where: { regionId, status: 'ACTIVE', ...among },
        select: fields,
        orderBy: [{ organisation: { name: 'asc' } }, { person: { name: 'asc' } }, { id: 'asc' }],
      });
      return rows.map(membershipOf);
    },

    /** Asks for membership. Returns null when it was already asked for or granted. */
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
      return self.between(organisationId, personId);
    },

    /** Makes somebody a member at once. */
    async enter(organisationId: string, personId: string, decidedById: string): Promise<Membership> {
      const state = {
        status: 'ACTIVE' as const,
        requestedAt: scope.now,
        decidedAt: scope.now,
        decidedById,
        leftAt: null,
        excludedAt: null,
        excludedById: null,
      };
      const row = await client.membership.upsert({
        where: { organisationId_personId: { organisationId, personId } },
        update: state,
        create: { regionId, organisationId, personId, ...state },
        select: fields,
      });
      return membershipOf(row);
    },

    /** Withdraws the person's own request. Returns false when it is already decided. */
    async withdraw(id: string, personId: string): Promise<boolean> {
      const changed = await client.membership.updateMany({
        where: { id, regionId, personId, status: 'PENDING' },
        data: { status: 'LEFT', leftAt: scope.now },
      });
      return changed.count === 1;
    },

    /** Decides on a request. Returns false when it is already decided. */
    async decide(id: string, accept: boolean, decidedById: string): Promise<boolean> {
      const changed = await client.membership.updateMany({
        where: { id, regionId, status: 'PENDING' },
        data: {
          ...{ status: accept ? 'ACTIVE' : 'DECLINED', decidedAt: scope.now, decidedById },
          ...(accept ? { excludedAt: null, excludedById: null } : {}),
        },
      });
      return changed.count === 1;
    },

    /** Ends somebody's membership. `excludedById` is who excluded them; null when they left by themselves. */
    async leave(organisationId: string, personId: string, excludedById: string | null = null): Promise<boolean> {
      const excluded = excludedById === null ? {} : { excludedAt: scope.now, excludedById };
      // The last of several who leave at once is noticed only so.
      await lockMembers(scope, organisationId);
      const changed = await client.membership.updateMany({
        where: { regionId, organisationId, personId, status: 'ACTIVE' },
        data: { status: 'LEFT', leftAt: scope.now, ...excluded },
      });
      return changed.count === 1;
    },
  };
  return self;
}
