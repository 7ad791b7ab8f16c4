import type { MessageRef, Place, PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { type Measures, noMeasures } from '../../metrics/measures.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { readMessage, readRefs, readTarget } from '../outbox/message-schema.ts';
import { claimRow, type ParentRow } from './claim-store.ts';
import type { Consequences } from './consequences.ts';
import type {
  ClaimedDelivery,
  DeliveryOutcome,
  ParentDelivery,
  PendingDelivery,
  QueuedDelivery,
  Readership,
  UnfinishedDelivery,
} from './delivery.ts';
import { finishStore } from './finish-store.ts';
import { type NextPages, type Page, readPage } from './pages.ts';
import { type KnownReaders, readKnownReaders, readReaders } from './reader-store.ts';
import { type WaitingRow, waitingStore } from './waiting-store.ts';

export interface DeliveryStore {
  /** Reads the next page of the deliveries that may be sent now, and refuses rows that can't be parsed any more. */
  page(platform: PlatformName, at: Date, after: NextPages | null): Promise<Page>;
  /**
   * Claims a delivery and reads its message and, for an edit, the message it edits. Returns null when another process
   * has it, when the edited message isn't sent yet, or when it can't be parsed and is refused.
   */
  claim(delivery: PendingDelivery, at: Date): Promise<ClaimedDelivery | null>;
  /** Ends an attempt; does nothing when somebody else has claimed the delivery since. */
  finish(delivery: ClaimedDelivery, outcome: DeliveryOutcome, consequences: Consequences): Promise<void>;
  /** Returns a delivery that another hangs on; null when there is no such delivery. */
  refsOf(key: string): Promise<ParentDelivery | null>;
  /** Returns the readers of another delivery; null when there is no such delivery. */
  audienceOf(key: string): Promise<Readership | null>;
  /** Returns the known facts about these people. */
  readersAmong(of: Pick<PendingDelivery, 'regionId' | 'platform'>, users: readonly string[]): Promise<KnownReaders>;
  /** Returns whether this place is the thread of the organisation. */
  standsInThread(organisationId: string, place: Place): Promise<boolean>;
  /** Replaces the messages that a delivery is known to have become. */
  updateRefs(key: string, refs: readonly MessageRef[]): Promise<void>;
  /** Returns the deliveries that were claimed and never finished: their process died, or their answer was lost. */
  unfinished(platform: PlatformName): Promise<readonly UnfinishedDelivery[]>;
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

function waiting({ id, regionId, key, platform, target, editOf, attempts }: Row): PendingDelivery {
  return { id, regionId, key, platform: registeredPlatform(platform), target: readTarget(target), editOf, attempts };
}

/** Parses a waiting row. Throws when that isn't possible any more. */
export function queued(row: WaitingRow, at: Date): QueuedDelivery {
  const { lane, rank, status, claimedAt } = row;
  // A claim in the future was made by a clock that has been set back since, so its retry time means nothing.
  const notBefore = claimedAt !== null && claimedAt > at ? null : row.notBefore;
  return { ...waiting(row), lane, rank, sending: status === 'SENDING', notBefore };
}

function claimable(row: Row & { readonly body: unknown; readonly readAs: readonly string[] }): ClaimedDelivery {
  return { ...waiting(row), message: readMessage(row.body), readAs: row.readAs };
}

function parentOf({ status, refs, target, readAs }: ParentRow): ParentDelivery {
  return { status, refs: refs === null ? null : readRefs(refs), target: readTarget(target), readAs };
}

/** Creates the sender's view of the table of deliveries. `now` is the domain's clock. */
export function deliveryStore(database: Database, now: () => Date, measures: Measures = noMeasures): DeliveryStore {
  const { delivery, organisationThread } = database.prisma;
  const waitingOn = (platform: PlatformName) => waitingStore(database, platform);

  /** Refuses a row that an older version wrote differently, so that it doesn't hold up the others. */
  async function refuseUnreadable(id: string, error: unknown): Promise<void> {
    database.log.error('delivery.unreadable', error, { delivery: id });
    await delivery.update({ where: { id }, data: { status: 'REFUSED', reason: 'unreadable' } });
  }

  return {
    ...finishStore(database, now, measures),
    page(platform, at, after) {
      return readPage(waitingOn(platform), at, after, async (rows) => {
        const queue: QueuedDelivery[] = [];
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
      const row = await claimRow(database, one, at);
      if (!row) return null;
      try {
        const { parent, isFirst, standsInThread, ...own } = row;
        const claimed = { ...claimable(own), known: readKnownReaders(row.known) };
        if (one.editOf === null) return { ...claimed, isFirst };
        return { ...claimed, standsInThread, parent: parent && parentOf(parent) };
      } catch (error) {
        await refuseUnreadable(one.id, error);
        return null;
      }
    },
    async refsOf(key) {
      const select = { status: true, refs: true, target: true, readAs: true } as const;
      const row = await delivery.findUnique({ where: { key }, select });
      return row && parentOf(row);
    },
    async audienceOf(key) {
      const row = await delivery.findUnique({ where: { key }, select: { target: true, readAs: true } });
      return row && { target: readTarget(row.target), readAs: row.readAs };
    },
    readersAmong: (of, users) => readReaders(database, of, users),
    async standsInThread(organisationId, { platform, channel }) {
      const where = { organisationId, platform, channel };
      return (await organisationThread.count({ where })) > 0;
    },
    async updateRefs(key, refs) {
      await delivery.update({
        where: { key },
        data: { refs: structuredClone(refs) as object[] },
        select: { id: true },
      });
    },
    async unfinished(platform) {
      const rows = await waitingOn(platform).claimed();
      return rows.map((row) => ({
        ...claimable(row),
        claimedAt: row.claimedAt ?? row.createdAt,
        createdAt: row.createdAt,
      }));
    },
  };
}
