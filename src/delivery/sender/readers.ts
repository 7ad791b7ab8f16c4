import type { Presence } from '../../access/actor/presence.ts';
import { memberOf, NOT_THEIRS } from '../../access/actor/rights.ts';
import type { OrganisationTarget } from '../outbox/message-schema.ts';
import type { ClaimedDelivery, Readership } from './delivery.ts';
import { type DeliveryDestination, parentKeyOf } from './destination.ts';
import type { DeliveryStore } from './store.ts';

type Somewhere = Exclude<DeliveryDestination, 'wait' | 'gone'>;
type Why = 'user-gone' | typeof NOT_THEIRS;
type Sent = Pick<ClaimedDelivery, 'regionId' | 'platform' | 'target' | 'readAs' | 'editOf' | 'parent'>;

interface Known {
  readonly presence: Presence;
  readonly store: Pick<DeliveryStore, 'audienceOf' | 'mayStillRead' | 'standsInThread'>;
}

/** Returns whom a delivery is for: the target where its conversation began, and the rights by which it is read itself. */
async function audienceOf(one: Sent, { store }: Known): Promise<Readership | null> {
  const { target, readAs, editOf, parent } = one;
  const known = parentKeyOf(one);
  const audience = (key: string) => (key === known && parent !== undefined ? parent : store.audienceOf(key));
  let found: Readership | null = editOf === null ? { target, readAs } : await audience(editOf);
  const rights = found?.readAs ?? [];
  while (found?.target.kind === 'thread') found = await audience(found.target.of);
  return found && { target: found.target, readAs: rights };
}

/**
 * Returns where a delivery goes without those who have left the workspace or server meanwhile, or aren't any more
 * what made it theirs to read; why not, when nobody is left to read it. Throws DeliveryError when the platform can't
 * tell.
 */
export async function withoutDeparted(one: Sent, where: Somewhere, known: Known): Promise<Somewhere | Why> {
  const audience = await audienceOf(one, known);
  if (audience?.target.kind === 'organisation') return forMembers(one, audience.target, where, known);
  if (audience?.target.kind !== 'private') return where;
  const here = await known.presence.reachable(one.regionId, one.platform, audience.target.users);
  if (here.length === 0) return 'user-gone';
  const users: string[] = [];
  for (const user of here) if (await known.store.mayStillRead(one, user, audience.readAs)) users.push(user);
  if (users.length === 0) return NOT_THEIRS;
  return where.kind === 'post' && where.target.kind === 'private'
    ? { ...where, target: { ...where.target, users } }
    : where;
}

/**
 * Returns where something goes that is meant for the members of an organisation. A new message goes to those who are
 * members then. One that stands in a member's direct messages, because it couldn't stand in their thread, is changed
 * only while they are a member.
 */
async function forMembers(
  one: Sent,
  { to, organisation }: OrganisationTarget,
  where: Somewhere,
  { presence, store }: Known,
): Promise<Somewhere | Why> {
  if (to === null) return where;
  const [first] = where.kind === 'edit' ? where.refs : [];
  if (first && (await store.standsInThread(organisation, first.place))) return where;
  const here = await presence.reachable(one.regionId, one.platform, [to]);
  if (where.kind !== 'edit') return where;
  if (here.length === 0) return 'user-gone';
  return (await store.mayStillRead(one, to, [memberOf(organisation)])) ? where : NOT_THEIRS;
}
