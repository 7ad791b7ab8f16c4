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

/** The most copies that are claimed, and whose outcomes are stored, together. */
const BATCH = 50;
/** The milliseconds to wait after the process itself failed or wasn't connected. */
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
  /** The milliseconds that the platform may take to store what it was sent. */
  readonly settleMs: number;
  /** Called once copies are due in these channels, given by their rows. */
  readonly due: (channelIds: readonly string[]) => void;
  /** Returns whether a channel is being read back just now. */
  readonly isBeingRead: (channel: TiedChannel) => boolean;
  /** Whether this process may still post to the platform. */
  readonly isMine: () => boolean;
}

/** Brings the copies in one channel to the state they should have: in order, with one request at a time. */
export interface Lane {
  /** Does what is due. Resolves when nothing is due, or nothing can be done now. */
  wake(): Promise<void>;
  /** Does what is due at once, whatever kept the lane from posting before. */
  tryAnew(): Promise<void>;
  /**
   * Returns whether the lane expects that many copies, which are being stored: no due copy comes before them. `hand`
   * must then be called, and until then the lane looks for nothing.
   */
  expects(count: number): boolean;
  /** Takes expected copies, which are now stored and claimed; null when it isn't known whether they are. */
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
  /** Whether a copy may be due that isn't in hand. */
  let behind = true;
  /** Whether due copies are being looked up. One stored meanwhile would be claimed here, handed over too, and posted twice. */
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
    // The states of copies posted meanwhile aren't stored.
    becomeUnsure();
    later.in(AGAIN_MS);
  }

  /** Takes the next step. Returns whether another may follow now. */
  async function step(): Promise<boolean> {
    // Copies that were handed over wait for their turn. More may come meanwhile, if they were expected before.
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
    // Expected copies may already be claimed, and would then be looked for, or claimed a second time.
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
    const isBegun = await beginDigest(database, channel.id, claimed, pace.now());
    const waits = !isBegun && (await leaveToGrow(claimed, options));
    behind ||= isBegun || waits;
    return isBegun || (!waits && workOn(claimed));
  }

  async function workOn(copies: readonly DueCopy[]): Promise<boolean> {
    // Copies that are left out may come again once others have passed.
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

/**
 * Leaves digests of channels that are being read back, where nothing else is due: the messages still to be read belong
 * to them. The digests hold up nothing else, and the end of the reading wakes the lane. Returns whether it left them.
 */
async function leaveToGrow(
  claimed: readonly DueCopy[],
  { database, tied, isBeingRead }: LaneOptions,
): Promise<boolean> {
  const mayGrow = claimed.every((copy) => {
    const saidIn = tied.byId(copy.message.channelId);
    return isDigest(copy) && copy.shown === 0 && copy.parts.length === 0 && saidIn !== null && isBeingRead(saidIn);
  });
  if (mayGrow) await releaseCopies(database, claimed);
  return mayGrow;
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
