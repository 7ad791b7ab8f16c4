import { stillInTeam } from '../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName, PlatformUser } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import type { TeamRole } from './team.ts';

const roleFields = {
  id: true,
  personId: true,
  role: true,
  department: true,
  person: { select: { name: true, identities: { where: stillInTeam, select: { platform: true } } } },
} as const;

export function peopleStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const self = {
    async personOf(platform: PlatformName, externalId: string): Promise<string | null> {
      return (await self.accountOf(platform, externalId))?.personId ?? null;
    },

    /**
     * Returns an account and its person. `linkId` is the account's link with another one, while that can be undone.
     */
    accountOf(
      platform: PlatformName,
      externalId: string,
    ): Promise<{ readonly id: string; readonly personId: string; readonly linkId: string | null } | null> {
      return client.identity.findUnique({
        where: { regionId_platform_externalId: { regionId, platform, externalId } },
        select: { id: true, personId: true, linkId: true },
      });
    },

    /**
     * Creates somebody who hasn't spoken to the bot yet, and returns their id. Named twice at once, they are created
     * once.
     */
    async note({ platform, id: externalId, name, locale: seenLocale }: PlatformUser): Promise<string> {
      const person = await client.person.create({
        data: { regionId, name, lastPlatform: platform, seenLocale, createdAt: scope.now },
        select: { id: true },
      });
      const identity = { regionId, personId: person.id, platform, externalId, name };
      const noted = await client.identity.createMany({ data: identity, skipDuplicates: true });
      if (noted.count === 1) return person.id;
      await client.person.delete({ where: { id: person.id } });
      const known = await self.personOf(platform, externalId);
      if (known === null) throw new Error(`${platform} user ${externalId} is noted and can't be found`);
      return known;
    },

    async setLocale(personId: string, locale: string): Promise<void> {
      await client.person.updateMany({ where: { id: personId, regionId }, data: { locale } });
    },

    async roles(personId?: string): Promise<readonly TeamRole[]> {
      const rows = await client.teamRole.findMany({
        where: { regionId, ...(personId === undefined ? {} : { personId }) },
        select: roleFields,
        orderBy: [{ role: 'asc' }, { department: 'asc' }, { grantedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ person: { name, identities }, ...row }) => ({
        ...row,
        name,
        platforms: identities.map(({ platform }) => registeredPlatform(platform)),
      }));
    },

    /** Returns the new role's id; null when they had it already. */
    async grant(
      personId: string,
      role: TeamRole['role'],
      department: string,
      grantedById: string,
    ): Promise<string | null> {
      const created = await client.teamRole.createMany({
        data: { regionId, personId, role, department, grantedById, grantedAt: scope.now },
        skipDuplicates: true,
      });
      if (created.count === 0) return null;
      const row = await client.teamRole.findUnique({
        where: { personId_role_department: { personId, role, department } },
        select: { id: true },
      });
      return row?.id ?? null;
    },

    async withdraw(personId: string): Promise<number> {
      return (await client.teamRole.deleteMany({ where: { regionId, personId } })).count;
    },

    /** Locks the team, so that two coordinators can't remove each other. */
    async lockTeam(): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Region" WHERE "id" = ${regionId}::uuid FOR UPDATE`;
    },
  };
  return self;
}
