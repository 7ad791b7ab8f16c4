import { NOT_THEIRS } from '../../access/actor/rights.ts';
import { mayStillRead } from '../../access/actor/rights-store.ts';
import { directory, privateTarget } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { AnyTarget } from './message-schema.ts';

/** The person for whom a message waits. */
export interface WaitsFor {
  readonly personId: string;
  readonly target: AnyTarget;
  /** The rights with which they read it. */
  readonly readAs: readonly string[];
}

/** The reason why a message that waited is no longer its reader's. */
export type NoLongerTheirs = 'user-gone' | typeof NOT_THEIRS;

export function isNoLongerTheirs(reason: string): reason is NoLongerTheirs {
  return reason === 'user-gone' || reason === NOT_THEIRS;
}

/**
 * Returns why a message is no longer its reader's; null while it is. In an organisation's thread, members are its
 * readers.
 */
export async function whyNotTheirs(
  scope: RegionScope,
  { personId, target, readAs }: WaitsFor,
): Promise<NoLongerTheirs | null> {
  const people = directory(scope);
  if (target.kind === 'organisation') {
    return (await people.members(target.organisation)).length > 0 ? null : NOT_THEIRS;
  }
  if (await people.hasLeft(personId)) return 'user-gone';
  return (await mayStillRead(scope.tx, scope.region.id, personId, readAs)) ? null : NOT_THEIRS;
}

/** Returns where it goes: to their other account, when they have left the platform where it was to go. */
export async function currentTarget(scope: RegionScope, { personId, target }: WaitsFor): Promise<AnyTarget> {
  if (target.kind !== 'private' && target.kind !== 'thread') return target;
  const people = directory(scope);
  if ((await people.idOn(target.platform, personId)) !== null) return target;
  const contact = await people.person(personId);
  return contact ? privateTarget(contact) : target;
}
