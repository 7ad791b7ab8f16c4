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

/** The most copies that are looked for at once: no lane claims more. */
const MOST = 50;

export interface RecoveryOptions extends ComposeOptions {
  readonly acting: ActOptions;
  readonly pace: Pace;
  readonly storeOutcomes: StoreOutcomes;
  /** How long the platform may take to store what it was sent, in milliseconds. */
  readonly settleMs: number;
  /** Called once something is due in these channels, by their rows. */
  readonly due: (channelIds: readonly string[]) => void;
}

/**
 * 'settled': no copy was perhaps posted. 'missing': some don't stand yet and may still come, for so many milliseconds.
 * 'unreachable': the platform can't tell now.
 */
export type RecoveryResult =
  | { readonly is: 'settled' }
  | { readonly is: 'missing'; readonly milliseconds: number }
  | { readonly is: 'unreachable'; readonly failure: DeliveryFailure };

/** Finds out which copies of a channel stand that were perhaps posted: their process died, or an answer was lost. */
export interface Recovery {
  /** Whether copies were perhaps posted; at the beginning a former process may have left some. */
  isNeeded(): boolean;
  /** Notes that copies were perhaps posted by now. */
  need(): void;
  /** Finds out. What doesn't stand by the end of the settle time won't, and is posted again. */
  look(): Promise<RecoveryResult>;
}

export function createRecovery(options: RecoveryOptions): Recovery {
  const { database, channel, relaying, acting, pace, storeOutcomes, settleMs } = options;
  let isNeeded = true;
  /** Since when this process knows of what was perhaps posted. */
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

  /** Stores which of these copies stand. Returns those of which something is missing, with their next turn. */
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

  /** Has those be quoted that people have answered before it was known here that they stand. */
  async function quoteFound(outcomes: readonly CopyOutcome[]): Promise<void> {
    const found = outcomes.flatMap(({ added }) => added.map(({ id }) => ({ channelId: channel.id, sourceId: id })));
    if (found.length > 0) options.due(await refreshQuotations(database, found));
  }

  /** Returns the last part known to stand in each place, from which on what was perhaps posted is looked for. */
  async function lastIn(perhaps: readonly PerhapsPosted[]): Promise<readonly PartRef[]> {
    // What couldn't be posted in its thread stands in the channel.
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
        // Nothing was asked for but to read, which can be tried again.
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
    // An older version counts as shown, so that later changes and the pin are made up for.
    shown: isWhole ? copy.message.version - 1 : null,
  };
}
