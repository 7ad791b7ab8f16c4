import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { notify } from '../../database/notify.ts';
import { clientOf } from '../../database/transaction.ts';
import { comparePlatforms, registeredPlatform } from '../../platforms/registered.ts';
import { RELAY_CHANNELS } from './tied.ts';

/** A channel of a relay. */
export interface Tie {
  readonly id: string;
  readonly platform: PlatformName;
  readonly team: string;
  readonly channel: string;
  readonly tiedAt: Date;
}

/** A relay and the channels that are tied to it now. */
export interface TiedRelay {
  readonly id: string;
  readonly name: string;
  readonly channels: readonly Tie[];
}

/** A channel to be tied. */
export interface NewTie {
  readonly platform: PlatformName;
  readonly team: string;
  readonly channel: string;
  /** The platform's id of the newest message there: only later ones pass. */
  readonly since: string;
}

const fields = { id: true, platform: true, team: true, channel: true, tiedAt: true } as const;

/** Knows which of the region's channels are tied to each other. */
export function tiesStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  async function relaysWith(where: { readonly id?: string }): Promise<readonly TiedRelay[]> {
    const rows = await client.relay.findMany({
      where: { regionId, channels: { some: { cutAt: null } }, ...where },
      select: { id: true, name: true, channels: { where: { cutAt: null }, select: fields, orderBy: { id: 'asc' } } },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ channels, ...relay }) => ({
      ...relay,
      channels: channels
        .map((row) => ({ ...row, platform: registeredPlatform(row.platform) }))
        .toSorted((a, b) => comparePlatforms(a.platform, b.platform)),
    }));
  }

  return {
    /** Locks the region's ties, so that two people change them one after the other. */
    async lock(): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Region" WHERE "id" = ${regionId}::uuid FOR UPDATE`;
    },

    /** Returns the relays that have a channel, in the order in which they were begun. */
    relays: () => relaysWith({}),

    async relay(id: string): Promise<TiedRelay | null> {
      return (await relaysWith({ id }))[0] ?? null;
    },

    /** Begins a relay without channels. Returns its id. */
    async begin(name: string, personId: string): Promise<string> {
      const data = { regionId, name, tiedById: personId, tiedAt: scope.now };
      return (await client.relay.create({ data, select: { id: true } })).id;
    },

    /**
     * Ties channels to a relay. Returns how many were tied: a channel that is already tied, to whichever relay, stays
     * as it is.
     */
    async tie(relayId: string, channels: readonly NewTie[]): Promise<number> {
      const { count } = await client.relayChannel.createMany({
        data: channels.map((one) => ({ ...one, regionId, relayId, tiedAt: scope.now })),
        skipDuplicates: true,
      });
      await notify(scope.tx, RELAY_CHANNELS);
      return count;
    },

    /** Cuts these channels off their relays, so that nothing passes any more. */
    async cut(ids: readonly string[]): Promise<void> {
      await client.relayChannel.updateMany({
        where: { regionId, id: { in: [...ids] }, cutAt: null },
        data: { cutAt: scope.now },
      });
      await notify(scope.tx, RELAY_CHANNELS);
    },
  };
}
