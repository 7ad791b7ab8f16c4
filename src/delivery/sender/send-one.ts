import type { Spending } from '../../chat/traits.ts';
import type { AnyTarget } from '../outbox/message-schema.ts';
import { type AttemptParts, attempt } from './attempt.ts';
import type { Budgets } from './budgets.ts';
import { consequencesOf } from './consequences.ts';
import type { ClaimedDelivery, ParentDelivery, PendingDelivery } from './delivery.ts';
import { type DeliveryDestination, destinationBy, destinationOf, parentKeyOf } from './destination.ts';

/** The milliseconds after which a conversation that another process is sending to is looked at again. */
const RIVAL_MS = 200;
/** The milliseconds after which a platform that isn't connected is looked at again. */
export const RECONNECTION_MS = 1_000;

export interface SendOneParts extends AttemptParts {
  readonly budgets: Budgets;
  /** The ids of the deliveries that this process is sending. */
  readonly inHand: Set<string>;
}

/** The parts of a sender that sending one delivery needs. */
export interface SendOneFor {
  mayGoOn(): boolean;
  /** Looks at the queue again after this number of milliseconds. */
  wakeIn(milliseconds: number): void;
  /** Notes that the answer to this delivery was lost, so that nobody knows whether it was sent. */
  lost(one: ClaimedDelivery): void;
  /** Goes on after this number of milliseconds, when the platform's limits allow it. */
  affordIn(milliseconds: number): void;
}

/**
 * The result of a try. 'later': it will be retried. 'blocked': it wasn't tried. 'unaffordable': it wasn't tried,
 * because of the platform's limits.
 */
export type SendResult = 'done' | 'later' | 'blocked' | 'unaffordable';

interface Tried {
  readonly claimed: ClaimedDelivery;
  readonly outcome: Awaited<ReturnType<typeof attempt>>;
}

interface Placed {
  readonly where: DeliveryDestination;
  readonly parent: ParentDelivery | null;
}

/** Sends one delivery: checks the limits, finds where it goes, claims it, makes an attempt and finishes it. */
export function createSendOne(
  parts: SendOneParts,
  { mayGoOn, lost, wakeIn, affordIn }: SendOneFor,
): (one: PendingDelivery) => Promise<SendResult> {
  const { platform, store, budgets, inHand, pace } = parts;

  async function sendOne(one: PendingDelivery): Promise<SendResult> {
    if (platform.status() !== 'connected') {
      wakeIn(RECONNECTION_MS);
      return 'blocked';
    }
    const what = spendingOn(one);
    if (!isAffordable(what)) return 'unaffordable';
    const hanging = await placed(one);
    if (hanging?.where === 'wait') return 'blocked';
    const answered = spend(what, hanging?.where ?? null);
    if (typeof answered === 'string') return answered;
    inHand.add(one.id);
    try {
      const tried = await tryOnce(one, hanging).finally(answered);
      return tried ? await finish(tried) : 'blocked';
    } finally {
      inHand.delete(one.id);
    }
  }

  /** Returns where a new message goes; null for an edit, whose place is read as it is claimed. */
  async function placed(one: PendingDelivery): Promise<Placed | null> {
    if (one.editOf !== null) return null;
    const key = parentKeyOf(one);
    const parent = key === null ? null : await store.refsOf(key);
    return { parent, where: destinationBy(one, parent) };
  }

  function spendingOn({ editOf, target }: PendingDelivery): Spending {
    if (editOf !== null) return 'edit';
    return target.kind === 'private' && budgets.opens(channelOf(target)) ? 'open' : 'post';
  }

  function isAffordable(what: Spending): boolean {
    const wait = budgets.token(what);
    if (wait > 0) affordIn(wait);
    return wait === 0;
  }

  /** Returns the function to call once the platform has answered; or the reason why nothing can be sent now. */
  function spend(
    what: Spending,
    where: Exclude<DeliveryDestination, 'wait'> | null,
  ): (() => void) | 'blocked' | 'unaffordable' {
    if (where === 'gone') return () => {};
    // Another delivery may have spent it meanwhile.
    if (!isAffordable(what)) return 'unaffordable';
    const channel = where?.kind === 'post' ? channelOf(where.target) : null;
    const wait = channel === null ? 0 : budgets.channel(channel);
    if (wait === 0) return budgets.spend(what, channel);
    wakeIn(wait);
    return 'blocked';
  }

  /**
   * Claims it and makes one attempt. Returns null when another process has it, or when the message it edits isn't sent
   * yet.
   */
  async function tryOnce(one: PendingDelivery, placed: Placed | null): Promise<Tried | null> {
    // The lease may have been lost meanwhile.
    if (!mayGoOn()) return null;
    const claimed = await store.claim(one, new Date(pace.now()));
    if (!claimed) {
      const waits = placed === null && (await destinationOf(one, store)) === 'wait';
      // Another process has the conversation, and sending its later messages would overtake it.
      if (!waits) wakeIn(RIVAL_MS);
      return null;
    }
    const whole = placed === null ? claimed : { ...claimed, parent: placed.parent };
    const where = placed?.where ?? destinationBy(claimed, claimed.parent ?? null);
    // A delivery that has to wait is not attempted.
    const outcome = where === 'wait' ? ({ status: 'PENDING' } as const) : await attempt(whole, where, parts);
    return { claimed, outcome };
  }

  async function finish({ claimed, outcome }: Tried): Promise<SendResult> {
    if (outcome === null) {
      // It stays claimed until the platform has had the time to store it, and is then looked for.
      lost(claimed);
      return 'later';
    }
    await store.finish(claimed, outcome, consequencesOf(claimed, outcome));
    if (outcome.notBefore) wakeIn(outcome.notBefore.getTime() - pace.now() + 1);
    return outcome.status === 'PENDING' ? 'later' : 'done';
  }

  return sendOne;
}

/** Returns the name by which a conversation's budget is kept. */
function channelOf(target: Exclude<AnyTarget, { kind: 'thread' | 'members' | 'pin' }>): string {
  switch (target.kind) {
    case 'channel':
      return target.channel;
    case 'place':
      return target.place.channel;
    case 'private':
      return target.users.join();
    case 'organisation':
      return `organisation ${target.organisation}`;
  }
}
