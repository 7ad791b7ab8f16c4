import type { Presence } from '../access/presence.ts';
import type { Destination } from './destination.ts';
import type { AnyTarget } from './message-schema.ts';
import type { Claimable, DeliveryStore } from './store.ts';

type Somewhere = Exclude<Destination, 'wait' | 'gone'>;

/** Whom what is sent or changed there is for, where that is somebody; null where it is a channel's. */
function peopleOf(target: AnyTarget | null): readonly string[] | null {
  if (target?.kind === 'private') return target.users;
  return target?.kind === 'organisation' && target.to !== null ? [target.to] : null;
}

/** Where the conversation began that a delivery goes on with, or changes something in. */
async function beginningOf(
  { target, editOf }: Pick<Claimable, 'target' | 'editOf'>,
  store: Pick<DeliveryStore, 'targetOf'>,
): Promise<AnyTarget | null> {
  let found: AnyTarget | null = editOf === null ? target : await store.targetOf(editOf);
  while (found?.kind === 'thread') found = await store.targetOf(found.of);
  return found;
}

/**
 * Where a delivery goes without those who have left the workspace or server meanwhile; null when nobody is left to read it.
 * Throws DeliveryError when the platform can't tell.
 */
export async function forThoseWhoStay(
  one: Pick<Claimable, 'regionId' | 'platform' | 'target' | 'editOf'>,
  where: Somewhere,
  { presence, store }: { readonly presence: Presence; readonly store: Pick<DeliveryStore, 'targetOf'> },
): Promise<Somewhere | null> {
  const people = peopleOf(await beginningOf(one, store));
  if (people === null) return where;
  const users = await presence.reachable(one.regionId, one.platform, people);
  if (users.length === 0) return null;
  return where.kind === 'post' && where.target.kind === 'private'
    ? { ...where, target: { ...where.target, users } }
    : where;
}
