import type { DeliveryFailure, Platform } from '../../chat/platform.ts';
import type { Relaying } from '../../chat/relaying.ts';
import { createSteps } from '../../concurrency/steps.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { translator } from '../../texts/translator.ts';
import { alarm } from '../../timers/alarm.ts';
import type { Pace } from '../../timers/pace.ts';
import { type ActOptions, act } from '../copies/act.ts';
import { composeBatch } from '../copies/compose.ts';
import { claimCopies, type DueCopy, noteBegun, noteUnanswered, releaseCopies } from '../copies/copy-store.ts';
import type { FileMemory } from '../copies/file-memory.ts';
import type { Tied } from '../ties/tied.ts';
import type { TiedChannel } from '../ties/tied-store.ts';
import { type ClaimedResult, workThrough } from './claimed.ts';
import { beginDigest, isDigest, postDigest } from './digest.ts';
import { createEarly, type Early } from './early.ts';
import { createHeld } from './held.ts';
import { createHindrances } from './hindrances.ts';
import { createInHand } from './in-hand.ts';
import type { StoreOutcomes } from './outcomes.ts';
import { createRecovery } from './recovery.ts';

/** The most copies that are claimed, and whose outcome is stored, at once. */
const BATCH = 50;
/** How soon to look again after the process itself failed, or wasn't connected, in milliseconds. */
const AGAIN_MS = 1_000;

export interface LaneOptions {
  readonly database: Database;
  readonly tied: Tied;
  readonly channel: TiedChannel;
  readonly platform: Platform;
  readonly relaying: Relaying;
  readonly from: (platform: string) => Platform | null;
  readonly memory: FileMemory;
  readonly log: Log;
  readonly pace: Pace;
  readonly storeOutcomes: StoreOutcomes;
  /** Domain clock. */
  readonly now: () => Date;
  /** How long the platform may take to store what it was sent, in milliseconds. */
  readonly settleMs: number;
  /** Called once something is due in these channels, by their rows. */
  readonly due: (channelIds: readonly string[]) => void;
  /** Returns whether what was said in a channel while nobody listened is just being read. */
  readonly isBeingRead: (channel: TiedChannel) => boolean;
  /** Whether this process may still post to the platform. */
  readonly isMine: () => boolean;
}

/** Makes what stands in one channel equal to what is to stand there: in order, with one request at a time. */
export interface Lane {
  /** Resolves when nothing is due, or nothing can be done now. */
  wake(): Promise<void>;
  /** Does so at once, whatever kept it from posting before. */
  tryAnew(): Promise<void>;
  /**
   * Returns whether it waits for so many copies that are being stored: nothing that is due stands before them. `hand` has to be
   * called then, and meanwhile it looks for nothing.
   */
  expects(count: number): boolean;
  /** Takes copies that were expected, and are stored and claimed; null when it isn't known whether they are. */
  hand(count: number, copies: readonly DueCopy[] | null): void;
  busy(): boolean;
  stop(): Promise<void>;
}

export function createLane(options: LaneOptions): Lane {
  const { database, channel, platform, log, pace } = options;
  const acting = actingIn(options);
  const recovery = createRecovery({ ...options, acting });
  const inHand = createInHand(BATCH);
  const hindrances = createHindrances(options);
  const steps = createSteps(step, failed);
  let stopped = false;
  /** Whether something may be due that isn't in hand. */
  let behind = true;
  /** Whether it is just being looked for: what is stored meanwhile would be claimed here and handed over, and posted twice. */
  let isLooking = false;
  const later = alarm(pace, () => void wake());
  const held = createHeld({ pace, wake: () => void wake(), note: (ids) => noteUnanswered(database, ids) });
  const early = createEarly({ pace, wake: () => void wake() });

  function wake(): Promise<void> {
    behind = true;
    return steps.go();
  }

  const mayWork = () => !stopped && options.isMine() && platform.status() === 'connected';
  const canPost = () => mayWork() && !recovery.isNeeded() && hindrances.wait() === 0;

  function failed(error: unknown): void {
    log.error('relay.lane-failed', error, { channel: channel.id });
    // What was posted meanwhile isn't stored.
    becomeUnsure();
    later.in(AGAIN_MS);
  }

  /** Does the next thing there is to do. Returns whether another may follow now. */
  async function step(): Promise<boolean> {
    // What was handed over waits for its turn. More may be handed over meanwhile, which was expected before.
    while (!canPost() && inHand.isWaiting) {
      behind = true;
      await releaseCopies(database, inHand.take());
    }
    if (!mayWork()) {
      if (!stopped && options.isMine()) later.in(AGAIN_MS);
      return false;
    }
    const wait = hindrances.wait();
    if (wait > 0) {
      later.in(wait + 1);
      return false;
    }
    if (inHand.isWaiting) return workOn(inHand.take());
    // What is expected may be claimed already, and would be looked for, or claimed once more.
    if (inHand.expectsMore) return false;
    if (recovery.isNeeded()) return recover();
    return behind && workOnDue();
  }

  async function workOnDue(): Promise<boolean> {
    behind = false;
    isLooking = true;
    const claimed = await claimCopies(database, channel.id, BATCH, [...held.now(), ...early.now()]).finally(() => {
      isLooking = false;
    });
    behind ||= claimed.length === BATCH;
    if (claimed.length === 0) return behind;
    const isAnother = await beginDigest(database, channel.id, claimed, pace.now());
    const mayGrow = isAnother || claimed.some((copy) => isDigest(copy) && copy.shown === 0);
    if (!mayGrow) return workOn(claimed);
    behind = true;
    // What is still read belongs to the same digest. The end of the reading wakes this lane.
    if (options.tied.others(channel.id).some(options.isBeingRead)) return false;
    return isAnother || workOn(claimed);
  }

  async function workOn(copies: readonly DueCopy[]): Promise<boolean> {
    // Those that are left out may come again once others have passed.
    if (held.now().length > 0) behind = true;
    const work = () => workOnCopies(copies, { options, acting, early, mayGoOn: mayWork });
    const { passed, failed: failing, isStopped, hasPosted } = await inHand.during(copies, work);
    await held.passed(passed);
    if (hasPosted) await hindrances.over();
    if (failing || isStopped) behind = true;
    if (failing && !held.failed(failing.copy, failing.failure)) await note(failing.failure);
    return true;
  }

  function becomeUnsure(): void {
    behind = true;
    recovery.need();
  }

  async function note(failure: DeliveryFailure): Promise<void> {
    if (failure.kind === 'ambiguous') becomeUnsure();
    else await hindrances.note(failure);
  }

  async function recover(): Promise<boolean> {
    const found = await recovery.look();
    if (found.is === 'missing') later.in(found.milliseconds + 1);
    if (found.is === 'unreachable') await note(found.failure);
    return found.is !== 'missing';
  }

  return {
    wake,
    tryAnew() {
      hindrances.forget();
      return wake();
    },
    expects: (count) => !behind && !isLooking && canPost() && inHand.expect(count),
    hand(count, copies) {
      inHand.put(count, copies ?? []);
      if (!copies) becomeUnsure();
      void steps.go();
    },
    busy: () => steps.busy() || inHand.expectsMore,
    async stop() {
      stopped = true;
      later.cancel();
      held.stop();
      early.stop();
      await inHand.settled();
      await steps.ended();
    },
  };
}

interface Working {
  readonly options: LaneOptions;
  readonly acting: ActOptions;
  readonly early: Early;
  readonly mayGoOn: () => boolean;
}

async function workOnCopies(
  copies: readonly DueCopy[],
  { options, acting, early, mayGoOn }: Working,
): Promise<ClaimedResult> {
  const { database, storeOutcomes, pace } = options;
  const composition = await composeBatch(options, copies);
  const waiting = early.among(copies, composition);
  await releaseCopies(database, waiting);
  const rest = copies.filter((copy) => !waiting.includes(copy));
  return workThrough(rest, {
    ...{ database, storeOutcomes, mayGoOn, now: () => pace.now() },
    act: (copy) => (isDigest(copy) ? postDigest(database, copy, acting) : act(copy, composition, acting)),
  });
}

function actingIn({ database, channel, platform, relaying, from, memory, pace }: LaneOptions): ActOptions {
  return {
    ...{ relaying, platform: platform.name, channel: channel.channel, from, memory },
    t: translator(channel.locale, channel.timeZone),
    now: () => pace.now(),
    noteBegun: (...given) => noteBegun(database, ...given),
  };
}
