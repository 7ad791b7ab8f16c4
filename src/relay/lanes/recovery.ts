import { DeliveryError, type DeliveryFailure } from '../../chat/platform.ts';
import type { PartRef, PerhapsPosted } from '../../chat/relaying.ts';
import type { Pace } from '../../timers/pace.ts';
import type { ActOptions } from '../copies/act.ts';
import { type ComposeOptions, composeBatch } from '../copies/compose.ts';
import { type CopyOutcome, type DueCopy, lastPart, releaseCopies, unfinishedCopies } from '../copies/copy-store.ts';
import { type MissingPart, missingParts } from '../copies/missing-parts.ts';
import { refreshQuotations } from '../copies/quotations-store.ts';
import { isDigest, missingDigestParts } from './digest.ts';
import type { StoreOutcomes } from './outcomes.ts';

/** The most copies to look for at once: no lane claims more. */
const MOST = 50;

export interface RecoveryOptions extends ComposeOptions {
  readonly acting: ActOptions;
  readonly pace: Pace;
  readonly storeOutcomes: StoreOutcomes;
  /** The milliseconds that the platform may take to store what it was sent. */
  readonly settleMs: number;
  /** Called once copies are due in these channels, given by their rows. */
  readonly due: (channelIds: readonly string[]) => void;
}

/**
 * 'settled': no copy may have been posted unknown to us. 'missing': some don't stand yet and may still appear, within
 * that many milliseconds. 'unreachable': the platform can't tell now.
 */
export type RecoveryResult =
  | { readonly is: 'settled' }
  | { readonly is: 'missing'; readonly milliseconds: number }
  | { readonly is: 'unreachable'; readonly failure: DeliveryFailure };

/** Finds out which copies of a channel stand after their process died or an answer was lost. */
export interface Recovery {
  /** Whether copies may have been posted; at the start a former process may have left some. */
  isNeeded(): boolean;
  /** Notes that copies may have been posted. */
  need(): void;
  /** Finds out which stand. A copy that doesn't stand by the end of the settle time never will, and is posted again. */
  look(): Promise<RecoveryResult>;
}

export function createRecovery(options: RecoveryOptions): Recovery {
  const { database, channel, relaying, acting, pace, storeOutcomes, settleMs } = options;
  let isNeeded = true;
  /** The moment since which this process knows of copies that may have been posted. */
  let since: number | null = null;

  async function look(): Promise<RecoveryResult> {
    since ??= pace.now();
    const milliseconds = settleMs - (pace.now() - since);
    for (;;) {
      const unfinished = await unfinishedCopies(database, channel.id, MOST);
      if (unfinished.length === 0) break;
      const missing = await lookFor(unfinished);
      if (missing.length > 0 && milliseconds > 0) return { is: 'missing', milliseconds };
      await releaseCopies(database, missing);
    }
    [isNeeded, since] = [false, null];
    return { is: 'settled' };
  }

  /** Stores which of these copies stand. Returns those with a missing part, with their next turn. */
  async function lookFor(unfinished: readonly DueCopy[]): Promise<readonly Pick<DueCopy, 'id' | 'turn'>[]> {
    const composition = await composeBatch(options, unfinished);
    const wanted = new Map<string, readonly MissingPart[]>();
    for (const copy of unfinished) {
      const missing = isDigest(copy)
        ? await missingDigestParts(database, copy, acting)
        : missingParts(copy, composition, acting);
      wanted.set(copy.id, missing);
    }
    const perhaps = [...wanted.values()].flat();
    const found = await relaying.posted(perhaps, await lastIn(perhaps));
    const outcomes = unfinished.map((copy) => outcomeOf(copy, wanted.get(copy.id) ?? [], found));
    await storeOutcomes(outcomes);
    await quoteFound(outcomes);
    return outcomes.flatMap(({ copyId: id, turn, status }) => (status === 'POSTING' ? [{ id, turn: turn + 1 }] : []));
  }

  /** Lets quotations show copies that people answered before they were known here to stand. */
  async function quoteFound(outcomes: readonly CopyOutcome[]): Promise<void> {
    const found = outcomes.flatMap(({ added }) => added.map(({ id }) => ({ channelId: channel.id, sourceId: id })));
    if (found.length > 0) options.due(await refreshQuotations(database, found));
  }

  /** Returns the last part known to stand in each place, after which the search begins. */
  async function lastIn(perhaps: readonly PerhapsPosted[]): Promise<readonly PartRef[]> {
    // A part that couldn't be posted in its thread stands in the channel.
    const threads = new Set([null, ...perhaps.flatMap(({ places }) => places.map(({ below }) => below?.id ?? null))]);
    const refs = await Promise.all([...threads].map((thread) => lastPart(database, channel.id, thread)));
    const found = refs.flatMap((ref) => ref ?? []);
    return found.some(({ thread }) => thread === null)
      ? found
      : [...found, { id: channel.since, thread: null, by: null }];
  }

  return {
    isNeeded: () => isNeeded,
    need() {
      [isNeeded, since] = [true, pace.now()];
    },
    async look() {
      try {
        return await look();
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        // The request only read, and can be repeated.
        const failure: DeliveryFailure = error.failure.kind === 'ambiguous' ? { kind: 'unavailable' } : error.failure;
        return { is: 'unreachable', failure };
      }
    },
  };
}

function outcomeOf(copy: DueCopy, missing: readonly MissingPart[], found: ReadonlyMap<string, PartRef>): CopyOutcome {
  const added = missing.flatMap(({ key, position }) => {
    const ref = found.get(key);
    return ref ? [{ ...ref, position, frozen: false }] : [];
  });
  const isWhole = added.length === missing.length;
  return {
    ...{
      copyId: copy.id,
      turn: copy.turn,
      regionId: copy.regionId,
      reason: isWhole ? null : copy.reason,
      late: copy.late,
      pinned: copy.pinned,
    },
    ...{ added, removed: [], frozen: [], status: isWhole ? 'POSTED' : 'POSTING' },
    // An older version counts as shown, so that later changes and the pin are caught up.
    shown: isWhole ? copy.message.version - 1 : null,
  };
}
