import { z } from 'zod';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import type { Typist } from './install-code-store.ts';
import { channelUses } from './rules.ts';
import type { Channels } from './store.ts';

/** A workspace or server that waits for a coordinator of the region to confirm it. */
export interface JoinRequest {
  readonly id: string;
  readonly platform: PlatformName;
  readonly team: string;
  /** The platform's id of the person who typed the code. */
  readonly externalId: string;
  readonly name: string;
  /** The person who asked for the code. */
  readonly madeById: string;
  readonly channels: Channels;
  readonly expiresAt: Date;
  readonly decidedAt: Date | null;
}

const channelsSchema = z.partialRecord(z.enum(channelUses), z.string());

export function joinRequestStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Stores a request in place of any other that waits for this workspace or server. */
    async ask(
      { platform, team, id: externalId }: Typist,
      given: {
        readonly name: string;
        readonly madeById: string;
        readonly channels: Channels;
        readonly expiresAt: Date;
      },
    ): Promise<string> {
      await client.joinRequest.deleteMany({ where: { platform, team, decidedAt: null } });
      const channels = structuredClone(given.channels) as object;
      const data = { ...given, channels, regionId, platform, team, externalId, askedAt: scope.now };
      return (await client.joinRequest.create({ data, select: { id: true } })).id;
    },

    async find(id: string): Promise<JoinRequest | null> {
      const row = await client.joinRequest.findUnique({ where: { id, regionId } });
      if (!row) return null;
      return { ...row, platform: registeredPlatform(row.platform), channels: channelsSchema.parse(row.channels) };
    },

    /** Returns false when somebody else has just decided. */
    async decide(id: string, decidedById: string): Promise<boolean> {
      const decided = await client.joinRequest.updateMany({
        where: { id, regionId, decidedAt: null },
        data: { decidedAt: scope.now, decidedById },
      });
      return decided.count === 1;
    },
  };
}
