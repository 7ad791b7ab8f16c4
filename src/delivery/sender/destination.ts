import type { MessageRef, Target } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { OrganisationTarget, ThreadTarget } from '../outbox/message-schema.ts';
import type { ParentDelivery, PendingDelivery } from './delivery.ts';

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
type Parent = Pick<ParentDelivery, 'status' | 'refs'> | null;
type Hanging = Pick<PendingDelivery, 'target' | 'editOf'>;

/** Returns the key of the delivery that this one hangs on; null when it hangs on none. */
export function parentKeyOf({ target, editOf }: Hanging): string | null {
  if (editOf !== null) return editOf;
  return target.kind === 'pin' || target.kind === 'thread' ? target.of : null;
}

/** Returns where a delivery goes, which may depend on the outcome of the one it hangs on. */
export async function destinationOf(
  one: Hanging,
  store: { refsOf(key: string): Promise<Parent> },
): Promise<DeliveryDestination> {
  const key = parentKeyOf(one);
  return destinationBy(one, key === null ? null : await store.refsOf(key));
}

/** Returns where a delivery goes, given the outcome of the one it hangs on. */
export function destinationBy({ target, editOf }: Hanging, parent: Parent): DeliveryDestination {
  if (editOf !== null) return editOfSent(parent);
  if (target.kind === 'pin') return pinOf(parent, target.isPinned);
  if (target.kind === 'thread') return inThreadOf(parent, target);
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
