import { mayStillRead } from '../../access/actor/rights-store.ts';
import { type MessageRef, type Place, type PlatformName, registeredPlatform } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { readMessage, readRefs, readTarget } from '../outbox/message-schema.ts';
import type { Consequences } from './consequences.ts';
import type { Audience, Claimable, Claimed, Outcome, Queued, Waiting } from './delivery.ts';
import { finishStore } from './finish-store.ts';
import { type Next, type Page, readPage } from './pages.ts';
import { type WaitingRow, waitingStore } from './waiting-store.ts';

export interface DeliveryStore {
  /** What may be sent at this moment, so much of it as is read at once; what can't be read any more is refused on the way. */
  page(platform: PlatformName, at: Date, after: Next | null): Promise<Page>;
  /** Takes a delivery, as it is now; null when somebody else has it, or it can't be read and is refused. */
  claim(delivery: Waiting, at: Date): Promise<Claimable | null>;
  /** Ends the attempt; nothing happens when somebody else has taken it over since. */
  finish(delivery: Claimable, outcome: Outcome, consequences: Consequences): Promise<void>;
  /** The messages another delivery became; null when it isn't sent. */
  refsOf(key: string): Promise<{ readonly status: string; readonly refs: readonly MessageRef[] | null } | null>;
  /** For whom another delivery was; null when there is none. */
  audienceOf(key: string): Promise<Audience | null>;
  /** Whether this account's person is still one of what makes something theirs. */
  mayStillRead(of: Pick<Waiting, 'regionId' | 'platform'>, user: string, rights: readonly string[]): Promise<boolean>;
  /** Whether this is the thread of an organisation's members, as they are now. */
  standsInThread(organisationId: string, place: Place): Promise<boolean>;
  /** Replaces what is known of the messages a delivery became. */
  updateRefs(key: string, refs: readonly MessageRef[]): Promise<void>;
  /** Claimed before and never finished: by a process that died, or with an answer that was lost. */
  unfinished(platform: PlatformName): Promise<readonly Claimed[]>;
}

interface Row {
  readonly id: string;
  readonly regionId: string;
  readonly key: string;
  readonly platform: string;
  readonly target: unknown;
  readonly editOf: string | null;
  readonly attempts: number;
}

function waiting({ id, regionId, key, platform, target, editOf, attempts }: Row): Waiting {
  return { id, regionId, key, platform: registeredPlatform(platform), target: readTarget(target), editOf, attempts };
}

/** Throws where it can't be read any more. */
export function queued(row: WaitingRow, at: Date): Queued {
  const { lane, rank, status, claimedAt } = row;
  // Claimed in the future, it was put off by a clock that has been put back since.
  const notBefore = claimedAt !== null && claimedAt > at ? null : row.notBefore;
  return { ...waiting(row), lane, rank, sending: status === 'SENDING', notBefore };
}

function claimable(row: Row & { readonly body: unknown; readonly readAs: readonly string[] }): Claimable {
  return { ...waiting(row), message: readMessage(row.body), readAs: row.readAs };
}

const fields = {
  id: true,
  regionId: true,
  key: true,
  platform: true,
  target: true,
  editOf: true,
  attempts: true,
} as const;

/** `now`: the domain's clock. */
export function deliveryStore(database: Database, now: () => Date): DeliveryStore {
  const { delivery, organisationThread } = database.prisma;
  const waitingOn = (platform: PlatformName) => waitingStore(database, platform);

  /** Of a version that wrote it differently. It must not hold up the others. */
  async function refuseUnreadable(id: string, error: unknown): Promise<void> {
    database.log.error('delivery.unreadable', error, { delivery: id });
    await delivery.update({ where: { id }, data: { status: 'REFUSED', reason: 'unreadable' } });
  }

  return {
    ...finishStore(database, now),
    page(platform, at, after) {
      return readPage(waitingOn(platform), at, after, async (rows) => {
        const queue: Queued[] = [];
        for (const row of rows) {
          try {
            queue.push(queued(row, at));
          } catch (error) {
            await refuseUnreadable(row.id, error);
          }
        }
        return queue;
      });
    },
    async claim(one, at) {
      const claimed = await delivery.updateMany({
        where: { id: one.id, status: 'PENDING', attempts: one.attempts },
        data: { status: 'SENDING', attempts: { increment: 1 }, claimedAt: at },
      });
      if (claimed.count === 0) return null;
      const row = await delivery.findUniqueOrThrow({
        where: { id: one.id },
        select: { ...fields, body: true, readAs: true },
      });
      try {
        return claimable(row);
      } catch (error) {
        await refuseUnreadable(one.id, error);
        return null;
      }
    },
    async refsOf(key) {
      const row = await delivery.findUnique({ where: { key }, select: { status: true, refs: true } });
      return row ? { status: row.status, refs: row.refs === null ? null : readRefs(row.refs) } : null;
    },
    async audienceOf(key) {
      const row = await delivery.findUnique({ where: { key }, select: { target: true, readAs: true } });
      return row && { target: readTarget(row.target), readAs: row.readAs };
    },
    mayStillRead: ({ regionId, platform }, externalId, rights) =>
      mayStillRead(database, regionId, { platform, externalId }, rights),
    async standsInThread(organisationId, { platform, channel }) {
      const where = { organisationId, platform, channel };
      return (await organisationThread.count({ where })) > 0;
    },
    async updateRefs(key, refs) {
      await delivery.update({ where: { key }, data: { refs: structuredClone(refs) as object[] } });
    },
    async unfinished(platform) {
      const rows = await waitingOn(platform).claimed();
      return rows.map((row) => ({ ...claimable(row), claimedAt: row.claimedAt ?? row.createdAt }));
    },
  };
}
