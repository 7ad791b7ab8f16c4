import { databasePlatform, platformName } from '../../access/platform-name.ts';
import type { Region } from '../../access/region.ts';
import type { RegionScope } from '../../access/scope.ts';
import type { ChannelUse } from '../../access/store.ts';
import { regionById, regionOfTeam } from '../../access/store.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';
import type { Locale } from '../../texts/index.ts';

/** A region of which nothing is known yet but the workspace or server it is being set up from. */
export async function createDraft(
  tx: Tx,
  platform: PlatformName,
  team: string,
  locale: Locale,
  now: Date,
): Promise<Region> {
  const client = clientOf(tx);
  const { id } = await client.region.create({ data: { name: '', departments: [], locale, createdAt: now } });
  const installed = await client.installation.createMany({
    data: { regionId: id, platform: databasePlatform(platform), team, installedAt: now },
    skipDuplicates: true,
  });
  // Somebody else was as fast: theirs is the one.
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

/** The region whose coordinators gave this code. The one look beyond the own region: the code is the permission. */
export async function regionWithCode(tx: Tx, code: string): Promise<Region | null> {
  const client = clientOf(tx);
  // Written to, so that two who join at once do so one after the other.
  const locked = await client.region.updateMany({ where: { pairingCode: code }, data: { pairingCode: code } });
  if (locked.count === 0) return null;
  const found = await client.region.findUnique({ where: { pairingCode: code }, select: { id: true } });
  return found ? regionById(tx, found.id) : null;
}

export type Channels = Readonly<Partial<Record<ChannelUse, string | undefined>>>;

export function regionStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Gives the draft its name and departments; false when it is no draft any more. */
    async begin(name: string, departments: readonly string[], pairingCode: string): Promise<boolean> {
      const changed = await client.region.updateMany({
        where: { id: regionId, departments: { isEmpty: true } },
        data: { name, departments: [...departments], pairingCode },
      });
      return changed.count === 1;
    },

    async change(name: string, departments: readonly string[]): Promise<void> {
      await client.region.update({ where: { id: regionId }, data: { name, departments: [...departments] } });
    },

    async setChannels(platform: PlatformName, channels: Channels): Promise<void> {
      await client.installation.update({
        where: { regionId_platform: { regionId, platform: databasePlatform(platform) } },
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
      return rows.map((row) => platformName(row.platform));
    },

    async pairingCode(): Promise<string | null> {
      const row = await client.region.findUnique({ where: { id: regionId }, select: { pairingCode: true } });
      return row?.pairingCode ?? null;
    },

    /** The code has served once the region is on every platform. */
    async closePairing(): Promise<void> {
      await client.region.update({ where: { id: regionId }, data: { pairingCode: null } });
    },

    /** Only this person is a coordinator of the draft: others may have begun to set it up and left it. */
    async keepOnlyCoordinator(personId: string): Promise<void> {
      await client.teamRole.deleteMany({ where: { regionId, personId: { not: personId } } });
    },

    /** Moves all that a draft can hold to another region and removes it; false when it is no draft any more. */
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
      await client.receivedEvent.updateMany(from);
      // A draft's own upkeep; the other region has its own.
      await client.dueItem.deleteMany({ where: { regionId } });
      await client.region.delete({ where: { id: regionId } });
      return true;
    },
  };
}
