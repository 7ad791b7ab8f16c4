import type { DueCopy } from '../copies/copy-store.ts';
import { wasSaidLongAgo } from '../copies/rendered.ts';
import type { Lane } from '../lanes/lane.ts';
import { firstState } from '../state.ts';
import type { Tied } from '../ties/tied.ts';
import type { TiedChannel } from '../ties/tied-store.ts';
import type { ClaimedCopy, MessageRow } from './intake-store.ts';

/** Rows that are being stored, as far as lanes wait for them. One of the two methods has to be called, once. */
export interface Handing {
  /** The channels whose lanes take copies as soon as they are stored. */
  readonly channelIds: readonly string[];
  done(claimed: readonly ClaimedCopy[]): void;
  /** Tells that it isn't known whether anything was stored. */
  failed(): void;
}

export interface HandingOptions {
  readonly tied: Tied;
  /** Returns the lane of a channel, if this process posts there. */
  readonly laneOf: (channel: TiedChannel) => Lane | null;
  /** Milliseconds since 1970, by the clock of the platforms. */
  readonly now: () => number;
}

/**
 * Hands copies to lanes that wait for nothing else, claimed as they are stored: then a lane neither has to look for
 * them nor to read them again.
 */
export function createHandOver(options: HandingOptions): (rows: readonly MessageRow[]) => Handing {
  const { tied, laneOf } = options;

  /** Returns the most copies there may be, by channel. Messages said long ago are first looked at together. */
  function expected(rows: readonly MessageRow[]): ReadonlyMap<TiedChannel, number> {
    const counts = new Map<TiedChannel, number>();
    const old = new Set<TiedChannel>();
    for (const row of rows) {
      if (row.withheld !== null) continue;
      for (const other of tied.others(row.channelId)) {
        counts.set(other, (counts.get(other) ?? 0) + 1);
        if (wasSaidLongAgo(row, options)) old.add(other);
      }
    }
    for (const channel of old) counts.delete(channel);
    return counts;
  }

  function dueCopy({ id, message }: ClaimedCopy): DueCopy | null {
    const { channelId, state, regionId, kind, sourceId, thread, replyTo, authorName, picture, saidAt } = message;
    const channel = tied.byId(channelId);
    if (!channel || state === null) return null;
    return {
      ...{ id, regionId, status: 'WAITING', shown: 0, reason: null, late: false, pinned: false },
      ...{ digestId: null, turn: 0, begunParts: null, parts: [] },
      message: {
        ...{
          id: message.id,
          kind,
          sourceId,
          thread,
          replyTo,
          authorName,
          picture,
          version: 1,
          saidVersion: 1,
          reworded: false,
          isShown: true,
          saidAt,
        },
        ...{ state: firstState(state), channelId, platform: channel.platform, channel: channel.channel },
      },
    };
  }

  return (rows) => {
    const lanes = [...expected(rows)].flatMap(([channel, count]) => {
      const lane = laneOf(channel);
      return lane?.expects(count) ? [{ id: channel.id, count, lane }] : [];
    });
    return {
      channelIds: lanes.map(({ id }) => id),
      done(claimed) {
        for (const { id, count, lane } of lanes) {
          lane.hand(
            count,
            claimed.flatMap((copy) => (copy.channelId === id ? (dueCopy(copy) ?? []) : [])),
          );
        }
      },
      failed() {
        for (const { count, lane } of lanes) lane.hand(count, null);
      },
    };
  };
}
