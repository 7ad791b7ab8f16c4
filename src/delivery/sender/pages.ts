import type { PendingDelivery, QueuedDelivery } from './delivery.ts';
import { lanesAsTheyCome, lanesOf } from './lanes.ts';
import {
  type QueuePosition,
  REQUEST_KINDS,
  type ReadyRow,
  type RequestKind,
  type WaitingRow,
  type waitingStore,
} from './waiting-store.ts';

/** The position where the next page begins, for each kind of which there is more. */
export type NextPages = ReadonlyMap<RequestKind, QueuePosition>;

/** A part of the queue, read at once. */
export interface Page {
  /** The deliveries that may be sent, by conversation, in the order of `lanesOf` for the whole queue. */
  readonly lanes: PendingDelivery[][];
  /** The length of the queue; null when it is longer than what was read. */
  readonly size: number | null;
  readonly next: NextPages;
  /** When the first postponed delivery may be sent. */
  readonly putOffUntil: Date | null;
}

export interface PageSize {
  /** The number of deliveries of one kind that are read together. A queue no longer than that is read whole. */
  readonly deliveries: number;
  /** The number of deliveries of one conversation that are read together. */
  readonly each: number;
}

const SIZE: PageSize = { deliveries: 200, each: 50 };
const BEGINNING: NextPages = new Map(REQUEST_KINDS.map((kind) => [kind, { rank: -1, sequence: 0n }]));

/** Returns the kind of request by which a delivery is limited. */
export function kindOf({ editOf, target }: PendingDelivery): RequestKind {
  if (editOf !== null) return 'edit';
  return target.kind === 'private' ? 'private' : 'channel';
}

/**
 * Reads a short queue whole. Of a long one it reads some of each kind, from the conversations that come next, so that
 * finding an answer behind a broadcast costs the same however long that is. `parse` leaves out rows that can't be read
 * any more.
 */
export async function readPage(
  waiting: ReturnType<typeof waitingStore>,
  at: Date,
  after: NextPages | null,
  parse: (rows: readonly WaitingRow[]) => Promise<readonly QueuedDelivery[]>,
  size: PageSize = SIZE,
): Promise<Page> {
  if (after === null) {
    const oldest = await waiting.oldest(size.deliveries + 1);
    if (oldest.length <= size.deliveries) {
      const queue = await parse(oldest);
      return { lanes: lanesOf(queue, at), size: queue.length, next: new Map(), putOffUntil: firstAfter(at, queue) };
    }
  }
  const ready: ReadyRow[] = [];
  const next = new Map<RequestKind, QueuePosition>();
  for (const [kind, place] of after ?? BEGINNING) {
    const rows = await waiting.ready(kind, place, size.deliveries, at);
    const last = rows.at(-1);
    if (last && rows.length === size.deliveries) next.set(kind, last);
    ready.push(...rows);
  }
  ready.sort((a, b) => a.rank - b.rank || Number(a.sequence - b.sequence));
  const names = [...new Set(ready.map(({ lane }) => lane))];
  const queue = await parse(await waiting.inLanes(names, size.each));
  return { lanes: lanesAsTheyCome(queue, at), size: null, next, putOffUntil: await waiting.putOffUntil(at) };
}

function firstAfter(at: Date, queue: readonly QueuedDelivery[]): Date | null {
  const later = queue.flatMap(({ notBefore }) => (notBefore !== null && notBefore > at ? notBefore.getTime() : []));
  return later.length > 0 ? new Date(Math.min(...later)) : null;
}
