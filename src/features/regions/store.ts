import { stillInRegion, stillInTeam } from '../../access/actor/presence-filters-store.ts';
import type { ChannelUse } from '../../access/contacts/directory-store.ts';
import { originsAtFirst } from '../../access/region/origins-store.ts';
import type { Region } from '../../access/region/region.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { regionOfTeam } from '../../access/region/region-store.ts';
import type { PlatformName, PlatformUser } from '../../chat/place.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { localClock } from '../../reading/index.ts';
import type { Locale } from '../../texts/index.ts';
import { keepHours } from './clock-store.ts';
import type { SettingsChange } from './set-up.ts';

/** Creates a draft: a region of which only the workspace or server that it is set up from is known. */
export async function createDraft(
  tx: Tx,
  platform: PlatformName,
  team: string,
  locale: Locale,
  now: Date,
): Promise<Region> {
  const client = clientOf(tx);
  const origins = originsAtFirst(tx, now);
  const { id } = await client.region.create({ data: { name: '', departments: [], locale, createdAt: now, origins } });
  const installed = await client.installation.createMany({
    data: { regionId: id, platform, team, installedAt: now },
    skipDuplicates: true,
  });
  // Somebody else was faster; their draft is used.
  if (installed.count === 0) await client.region.delete({ where: { id } });
  const region = await regionOfTeam(tx, platform, team);
  if (!region) throw new Error('the draft is gone');
  return region;
}

export async function nameCoordinator(scope: RegionScope, personId: string): Promise<void> {
  await clientOf(scope.tx).teamRole.createMany({
    data: { regionId: scope.region.id, personId, role: 'COORDINATOR', grantedById: personId, grantedAt: scope.now },
    skipDuplicates: true,
  });
}

/** Returns whether this user coordinates the region. */
export async function isCoordinatorOf(tx: Tx, region: Region, { platform, id }: PlatformUser): Promise<boolean> {
  const identity = { regionId: region.id, platform, externalId: id };
  const found = await clientOf(tx).teamRole.count({
    where: {
      regionId: region.id,
      role: 'COORDINATOR',
      person: { identities: { some: { ...identity, ...stillInTeam } } },
    },
  });
  return found > 0;
}

/** Allows the draft to become a region although there are others. */
export async function inviteRegion({ tx, region, now }: RegionScope): Promise<void> {
  await clientOf(tx).region.update({ where: { id: region.id }, data: { invitedAt: now } });
}

export type Channels = Readonly<Partial<Record<ChannelUse, string | undefined>>>;

export function regionStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Gives the draft its name and departments, and the clock of these. Returns false when it isn't a draft any more. */
    async begin(name: string, departments: readonly string[]): Promise<boolean> {
      const changed = await client.region.updateMany({
        where: { id: regionId, departments: { isEmpty: true } },
        data: { name, departments: [...departments], timeZone: localClock(departments).timeZone },
      });
      return changed.count === 1;
    },

    /** Returns whether it may become a region although there are others. */
    async isInvited(): Promise<boolean> {
      return (await client.region.count({ where: { id: regionId, invitedAt: { not: null } } })) > 0;
    },

    /** Returns the names of all other regions that are set up. */
    async namesOfOthers(): Promise<readonly string[]> {
      const where = { id: { not: regionId }, departments: { isEmpty: false } };
      const rows = await client.region.findMany({
        where,
        select: { name: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ name }) => name);
    },

    /** Locks the region, so that changes to its team or installations wait for each other. */
    async lock(): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Region" WHERE "id" = ${regionId}::uuid FOR UPDATE`;
    },

    /** Returns whether this person coordinates the region now. */
    async coordinates(personId: string): Promise<boolean> {
      const where = { regionId, personId, person: stillInRegion(regionId), role: 'COORDINATOR' } as const;
      return (await client.teamRole.count({ where })) > 0;
    },

    async personOf(platform: PlatformName, externalId: string): Promise<string | null> {
      const found = await client.identity.findUnique({
        where: { regionId_platform_externalId: { regionId, platform, externalId } },
        select: { personId: true },
      });
      return found?.personId ?? null;
    },

    /**
     * Changes name and departments, and with these the clock that the region lives by. Returns false when they aren't as they were
     * any more.
     */
    async change({ name, departments, timeZone }: Omit<SettingsChange, 'channels'>): Promise<boolean> {
      const changed = await client.region.updateMany({
        where: { id: regionId, name: name.from, departments: { equals: [...departments.from] } },
        data: { name: name.to, departments: [...departments.to], timeZone: timeZone.to },
      });
      if (changed.count === 0) return false;
      await keepHours(scope, timeZone.from, timeZone.to);
      return true;
    },

    async setChannels(platform: PlatformName, channels: Channels): Promise<void> {
      await client.installation.update({
        where: { regionId_platform: { regionId, platform } },
        data: {
          ...(channels.yearRound ? { yearRoundChannel: channels.yearRound } : {}),
          ...(channels.announcements ? { announcementsChannel: channels.announcements } : {}),
          ...(channels.coordination ? { coordinationChannel: channels.coordination } : {}),
          ...(channels.tallies ? { talliesChannel: channels.tallies } : {}),
        },
      });
    },

    async platforms(): Promise<readonly PlatformName[]> {
      const rows = await client.installation.findMany({ where: { regionId }, select: { platform: true } });
      return rows.map((row) => registeredPlatform(row.platform));
    },

    /** Removes the draft's other coordinators, who may have begun to set it up and left it. */
    async keepOnlyCoordinator(personId: string): Promise<void> {
      await client.teamRole.deleteMany({ where: { regionId, personId: { not: personId } } });
    },

    /**
     * Moves everything a draft can hold to another region and deletes it. Returns false when it isn't a draft any
     * more.
     */
    async moveTo(target: Region): Promise<boolean> {
      const from = { where: { regionId }, data: { regionId: target.id } };
      const still = await client.region.updateMany({
        where: { id: regionId, departments: { isEmpty: true } },
        data: { name: '' },
      });
      if (still.count === 0) return false;
      await client.installation.updateMany(from);
      await client.person.updateMany(from);
      await client.identity.updateMany(from);
      await client.teamRole.updateMany(from);
      await client.conversation.updateMany(from);
      await client.made.updateMany(from);
      await client.receivedEvent.updateMany(from);
      await client.delivery.updateMany(from);
      // After an interruption its conversations may still have to be read.
      await client.toRead.updateMany(from);
      // These are the draft's own upkeep; the other region has its own.
      await client.dueItem.deleteMany({ where: { regionId } });
      await client.dataSettings.deleteMany({ where: { regionId } });
      await client.region.delete({ where: { id: regionId } });
      return true;
    },
  };
}
