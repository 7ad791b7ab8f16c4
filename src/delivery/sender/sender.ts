import type { Presence } from '../../access/actor/presence.ts';
import type { Platform } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import type { Measures } from '../../metrics/measures.ts';
import { type Pace, realPace } from '../../timers/pace.ts';
import { DELIVERIES, deliveriesOn } from '../outbox/trigger.ts';
import { noBudgets, platformBudgets } from './budgets.ts';
import { createOrganisationThreads } from './organisation-threads.ts';
import { createPlatformSender } from './platform-sender.ts';
import { deliveryStore } from './store.ts';

/**
 * The milliseconds that a platform may take to store a message whose answer was lost. It is looked for only after them:
 * before, a message that isn't there could still come.
 */
const SETTLE_MS = 60_000;

/** Sends what the outbox holds, in order within a conversation, with conversations side by side. */
export interface Sender {
  start(): Promise<void>;
  /** Finishes what is being sent. */
  stop(): Promise<void>;
  /** Resolves when nothing that is due waits, except what the platforms' limits hold back. */
  drained(): Promise<void>;
  /** Resolves when nothing is being sent that this sender was woken for, or that another process may have stored. */
  atRest(): Promise<void>;
  /** Returns whether nothing is being sent or waits to be, apart from what waits for a later moment. */
  idle(): boolean;
}

export interface SenderOptions {
  readonly database: Database;
  readonly platforms: readonly Platform[];
  readonly log: Log;
  /** Knows who is still there to read something. */
  readonly presence: Presence;
  /** The clock that says when something counts as sent, for what people read. */
  readonly now: () => Date;
  readonly settleMs?: number;
  /** Whether the platforms have rate limits, which the sender then keeps. Local ones have none by default. */
  readonly limited: boolean;
  /** The sender's timers and clock; the real ones by default. */
  readonly pace?: Pace;
  /** Counts how deliveries end; nothing is counted by default. */
  readonly measures?: Measures;
}

/** The ids of the deliveries that this process is sending, by database: several senders may share one. */
const inHands = new WeakMap<Database, Set<string>>();

export function createSender(options: SenderOptions): Sender {
  const { database, platforms, log, presence, now, settleMs = SETTLE_MS, pace = realPace } = options;
  const store = deliveryStore(database, now, options.measures);
  const inHand = inHands.get(database) ?? new Set();
  inHands.set(database, inHand);
  const senders = platforms.map((platform) => ({
    wokenBy: [DELIVERIES, deliveriesOn(platform.name)],
    ...createPlatformSender({
      ...{ platform, store, presence, log, now, pace, settleMs, inHand },
      threads: createOrganisationThreads(database, platform, presence, now),
      budgets: options.limited ? platformBudgets(platform.name, pace) : noBudgets,
      lease: (begun) => database.leases.take(`sender ${platform.name}`, begun),
    }),
  }));
  let listening: readonly (() => void)[] = [];

  async function wakeAll(): Promise<void> {
    await Promise.all(senders.map((sender) => sender.wake()));
  }

  async function drained(): Promise<void> {
    do await wakeAll();
    while (senders.some((sender) => sender.busy()));
  }

  return {
    async start() {
      listening = senders.flatMap(({ wokenBy, wake }) =>
        wokenBy.map((channel) => database.wake.listen(channel, () => void wake())),
      );
      await Promise.all(senders.map((sender) => sender.start()));
    },
    async stop() {
      for (const stopListening of listening) stopListening();
      await Promise.all(senders.map((sender) => sender.stop()));
    },
    drained,
    async atRest() {
      // On a server, another process may have stored something this one hasn't heard of yet.
      if (database.kind === 'server') await drained();
      else await Promise.all(senders.map((sender) => sender.atRest()));
    },
    idle: () => senders.every((sender) => !sender.busy()),
  };
}
