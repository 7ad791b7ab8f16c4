import type { MessageRef, Target } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { OrganisationTarget, ThreadTarget } from '../outbox/message-schema.ts';
import type { PendingDelivery } from './delivery.ts';
import type { DeliveryStore } from './store.ts';

export type DeliveryDestination =
  | { readonly kind: 'post'; readonly target: Target | OrganisationTarget }
  /** An organisation's thread, to let its members in. */
  | { readonly kind: 'members'; readonly organisation: string }
  /** A message that stands in a channel, to pin or unpin it. */
  | { readonly kind: 'pin'; readonly ref: MessageRef; readonly isPinned: boolean }
  | { readonly kind: 'edit'; readonly refs: readonly MessageRef[] }
  /** The delivery it hangs on isn't sent yet. */
  | 'wait'
  /** The delivery it hangs on was never sent. */
  | 'gone';

/** The delivery that another hangs on; null when there is none. */
type Parent = Awaited<ReturnType<DeliveryStore['refsOf']>>;

/** Returns where a delivery goes, which may depend on what became of the one it hangs on. */
export async function destinationOf(
  one: Pick<PendingDelivery, 'target' | 'editOf'>,
  store: Pick<DeliveryStore, 'refsOf'>,
): Promise<DeliveryDestination> {
  const { target, editOf } = one;
  if (editOf !== null) return editOfSent(await store.refsOf(editOf));
  if (target.kind === 'pin') return pinOf(await store.refsOf(target.of), target.isPinned);
  if (target.kind === 'thread') return inThreadOf(await store.refsOf(target.of), target);
  return target.kind === 'members' ? { kind: 'members', organisation: target.organisation } : { kind: 'post', target };
}

function pinOf(parent: Parent, isPinned: boolean): DeliveryDestination {
  const refs = sentAs(parent);
  return typeof refs === 'string' ? refs : { kind: 'pin', ref: refs[0], isPinned };
}

/** Returns the destination of an edit: all the messages that the delivery became. */
export function editOfSent(parent: Parent): DeliveryDestination {
  const refs = sentAs(parent);
  return typeof refs === 'string' ? refs : { kind: 'edit', refs };
}

/**
 * Returns the destination of a message in a thread. Slack: below the first message that the delivery became; Discord:
 * in the channel it opened.
 */
export function inThreadOf(
  parent: Parent,
  { alsoInChannel = false }: Pick<ThreadTarget, 'alsoInChannel'> = {},
): DeliveryDestination {
  const refs = sentAs(parent);
  if (typeof refs === 'string') return refs;
  const [{ place, id }] = refs;
  const hangsBelow = traitsOf(place.platform).threads === 'below-message';
  const thread = hangsBelow ? (place.thread ?? id) : null;
  const also = hangsBelow && alsoInChannel ? ({ alsoInChannel: true } as const) : {};
  return { kind: 'post', target: { kind: 'place', place: { ...place, thread }, ...also } };
}

function sentAs(parent: Parent): readonly [MessageRef, ...MessageRef[]] | 'wait' | 'gone' {
  if (!parent || parent.status === 'REFUSED' || parent.status === 'UNKNOWN') return 'gone';
  const [first, ...others] = parent.refs ?? [];
  return first ? [first, ...others] : 'wait';
}
