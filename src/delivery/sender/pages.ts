import type { Queued, Waiting } from './delivery.ts';
import { lanesAsTheyCome, lanesOf } from './lanes.ts';
import { KINDS, type Kind, type Place, type ReadyRow, type WaitingRow, type waitingStore } from './waiting-store.ts';

/** Where what follows begins, of the kinds of which there is more. */
export type Next = ReadonlyMap<Kind, Place>;

/** What was read of the queue at once. */
export interface Page {
  /** What of it may be sent, by conversation, in the order in which `lanesOf` puts the whole queue. */
  readonly lanes: Waiting[][];
  /** How much there is in all; null where that is more than was read. */
  readonly size: number | null;
  readonly next: Next;
  /** When the first of what was put off may be sent. */
  readonly putOffUntil: Date | null;
}

export interface PageSize {
  /** As many of a kind are looked at together: of a queue that isn't longer, all. */
  readonly deliveries: number;
  /** As many of one conversation. */
  readonly each: number;
}

const SIZE: PageSize = { deliveries: 200, each: 50 };
const BEGINNING: Next = new Map(KINDS.map((kind) => [kind, { rank: -1, sequence: 0n }]));

/** What a delivery is limited as. */
export function kindOf({ editOf, target }: Waiting): Kind {
  if (editOf !== null) return 'edit';
  return target.kind === 'private' ? 'private' : 'channel';
}

/**
 * A short queue is read whole. Of a long one the conversations that come next are read, some of each kind, so that it costs no
 * more to find an answer behind a broadcast, however long that is. `parse` leaves out what can't be read any more.
 */
export async function readPage(
  waiting: ReturnType<typeof waitingStore>,
  at: Date,
  after: Next | null,
  parse: (rows: readonly WaitingRow[]) => Promise<readonly Queued[]>,
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
  const next = new Map<Kind, Place>();
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

function firstAfter(at: Date, queue: readonly Queued[]): Date | null {
  const later = queue.flatMap(({ notBefore }) => (notBefore !== null && notBefore > at ? notBefore.getTime() : []));
  return later.length > 0 ? new Date(Math.min(...later)) : null;
}
