import { type Batch, furtherPages } from './batch.ts';
import type { NextPages } from './pages.ts';

/**
 * The state of one platform's sender. At rest it waits for a request; otherwise it works and says how that ended.
 *
 * | at rest                                                      | a request leads to                                  |
 * |--------------------------------------------------------------|-----------------------------------------------------|
 * | `idle`: nothing may be sent now                              | 'reconcile': `reconciling`; any other: `reading`    |
 * | `throttled`: the platform's limits hold back what is left    | 'reconcile': `reconciling`; 'read': `reading`; 'resume': `sending` |
 *
 * | at work                                                      | its end leads to                                    |
 * |--------------------------------------------------------------|-----------------------------------------------------|
 * | `reconciling`: settles what was claimed and never finished   | `reading`                                           |
 * | `reading`: reads the queue, or its next pages                | `sending`                                           |
 * | `sending`: sends what was read                               | what was requested meanwhile; else `reading` while the queue may hold more, `throttled` while something is left, `idle` |
 *
 * A request at work waits until `sending` ends, which it makes end early. So each round sends something, however often the
 * sender is woken. Whatever fails leads to `idle`; what was read is forgotten.
 */
export type SenderState = AtRest | AtWork;

interface Idle {
  readonly is: 'idle';
}
interface Throttled {
  readonly is: 'throttled';
  readonly batch: Batch;
}
interface Reconciling {
  readonly is: 'reconciling';
}
interface Reading {
  readonly is: 'reading';
  /** The pages read so far, to which the next are added; null when the queue is read from its beginning. */
  readonly onto: { readonly batch: Batch; readonly from: NextPages } | null;
}
interface Sending {
  readonly is: 'sending';
  readonly batch: Batch;
}
type AtRest = Idle | Throttled;
/** A working state, with the strongest request made meanwhile. */
export type AtWork = (Reconciling | Reading | Sending) & { readonly requested: Request };

/** The requests to the sender, weakest first; each includes those before it. */
const REQUESTS = ['nothing', 'resume', 'read', 'reconcile'] as const;
export type Request = (typeof REQUESTS)[number];

/** The ways in which work ends. */
export type WorkDone =
  | { readonly is: 'reconciled' }
  | { readonly is: 'read'; readonly batch: Batch }
  | { readonly is: 'sent'; readonly batch: Batch };

export const IDLE = { is: 'idle' } as const satisfies SenderState;

export function isAtWork(state: SenderState): state is AtWork {
  return state.is !== 'idle' && state.is !== 'throttled';
}

/** Returns the state after a request. */
export function onRequest(state: SenderState, request: Request): SenderState {
  if (!isAtWork(state)) return begin(state, request);
  return REQUESTS.indexOf(request) > REQUESTS.indexOf(state.requested) ? { ...state, requested: request } : state;
}

/** Returns the state after work ended like this. */
export function onDone({ requested }: AtWork, done: WorkDone): SenderState {
  switch (done.is) {
    case 'reconciled':
      return reading(requested);
    case 'read':
      return { is: 'sending', batch: done.batch, requested: requested === 'resume' ? 'nothing' : requested };
    case 'sent':
      return isUrgent(requested) ? begin(IDLE, requested) : afterSending(done.batch, requested);
  }
}

/**
 * Returns whether something was requested that can't wait until the whole batch is sent, and may leave before the rest.
 */
export function mustYield(state: SenderState): boolean {
  return isAtWork(state) && isUrgent(state.requested);
}

function isUrgent(request: Request): boolean {
  return request === 'read' || request === 'reconcile';
}

function begin(state: AtRest, request: Request): SenderState {
  if (request === 'nothing') return state;
  if (request === 'reconcile') return { is: 'reconciling', requested: 'nothing' };
  return request === 'resume' && state.is === 'throttled'
    ? { is: 'sending', batch: state.batch, requested: 'nothing' }
    : reading('nothing');
}

/** Returns the state that reads the queue from its beginning, for requests weaker than 'reconcile'. */
function reading(requested: Request): SenderState {
  return { is: 'reading', onto: null, requested: requested === 'reconcile' ? 'reconcile' : 'nothing' };
}

function afterSending(batch: Batch, requested: Request): SenderState {
  const from = furtherPages(batch);
  if (from.size > 0) return { is: 'reading', onto: { batch, from }, requested };
  if (batch.lanes.length > 0) return begin({ is: 'throttled', batch }, requested);
  // There is nothing more to read once everything in the queue is done.
  return batch.progressed && batch.done !== batch.size ? reading('nothing') : IDLE;
}
