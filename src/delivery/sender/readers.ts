import type { Presence } from '../../access/actor/presence.ts';
import type { LastKnown } from '../../access/actor/presence-store.ts';
import { memberOf, NOT_THEIRS } from '../../access/actor/rights.ts';
import type { OrganisationTarget } from '../outbox/message-schema.ts';
import type { ClaimedDelivery, Readership } from './delivery.ts';
import { type DeliveryDestination, parentKeyOf } from './destination.ts';
import { type KnownReaders, mayRead } from './reader-store.ts';
import type { DeliveryStore } from './store.ts';

type Somewhere = Exclude<DeliveryDestination, 'wait' | 'gone'>;
type Why = 'user-gone' | typeof NOT_THEIRS;
type Sent = Pick<
  ClaimedDelivery,
  'regionId' | 'platform' | 'target' | 'readAs' | 'editOf' | 'parent' | 'known' | 'standsInThread'
>;

interface Known {
  readonly presence: Presence;
  readonly store: Pick<DeliveryStore, 'audienceOf' | 'readersAmong' | 'standsInThread'>;
}

/**
 * The readers of a delivery, and the facts about them that its claim has read; null when these still have to be read.
 */
interface Audience extends Readership {
  readonly known: KnownReaders | null;
}

/**
 * Returns the readers of a delivery: the target with which its conversation began, and the rights of the delivery
 * itself.
 */
async function audienceOf(one: Sent, { store }: Known): Promise<Audience | null> {
  const { target, readAs, editOf, parent } = one;
  const known = parentKeyOf(one);
  const audience = (key: string) => (key === known && parent !== undefined ? parent : store.audienceOf(key));
  let found: Readership | null = editOf === null ? { target, readAs } : await audience(editOf);
  const rights = found?.readAs ?? [];
  const inThread = found?.target.kind === 'thread';
  while (found?.target.kind === 'thread') found = await audience(found.target.of);
  return found && { target: found.target, readAs: rights, known: inThread ? null : (one.known ?? null) };
}

/**
 * Returns where a delivery goes, without the people who have left the workspace or server meanwhile, or have lost the
 * right to read it; the reason, when nobody is left to read it. Throws DeliveryError when the platform can't tell.
 */
export async function withoutDeparted(one: Sent, where: Somewhere, known: Known): Promise<Somewhere | Why> {
  const audience = await audienceOf(one, known);
  if (audience?.target.kind === 'organisation') return forMembers(one, audience.target, where, known);
  if (audience?.target.kind !== 'private') return where;
  const readers = audience.known ?? (await known.store.readersAmong(one, audience.target.users));
  const here = await known.presence.reachable(one.regionId, one.platform, audience.target.users, lastKnownOf(readers));
  if (here.length === 0) return 'user-gone';
  const users = here.filter((user) => mayRead(readers, user, audience.readAs));
  if (users.length === 0) return NOT_THEIRS;
  return where.kind === 'post' && where.target.kind === 'private'
    ? { ...where, target: { ...where.target, users } }
    : where;
}

function lastKnownOf({ team, readers }: KnownReaders): LastKnown {
  return { team, gone: new Map(readers.map(({ account, isGone }) => [account, isGone])) };
}

/**
 * Returns where a message for the members of an organisation goes. A new one goes to its present members. One that
 * stands in a member's direct messages, because it couldn't stand in their thread, is changed only while they are a
 * member.
 */
async function forMembers(
  one: Sent,
  { to, organisation }: OrganisationTarget,
  where: Somewhere,
  { presence, store }: Known,
): Promise<Somewhere | Why> {
  if (to === null) return where;
  const [first] = where.kind === 'edit' ? where.refs : [];
  if (first && (one.standsInThread ?? (await store.standsInThread(organisation, first.place)))) return where;
  const readers = one.known ?? (await store.readersAmong(one, [to]));
  const here = await presence.reachable(one.regionId, one.platform, [to], lastKnownOf(readers));
  if (where.kind !== 'edit') return where;
  if (here.length === 0) return 'user-gone';
  return mayRead(readers, to, [memberOf(organisation)]) ? where : NOT_THEIRS;
}
