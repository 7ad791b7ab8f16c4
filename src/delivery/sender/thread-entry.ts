import type { PrivateThreads } from '../../chat/platform.ts';
import type { OrganisationTarget } from '../outbox/message-schema.ts';
import type { OrganisationThread, OrganisationThreadStore } from './organisation-thread-store.ts';
import { isThreadClosed, isThreadLost } from './thread-errors.ts';

/** A platform's threads, and the store of their members. */
export interface ThreadAccess {
  readonly threads: PrivateThreads;
  readonly store: OrganisationThreadStore;
}

/** An organisation's thread that can be posted in. */
export interface EnteredThread {
  /** The platform's id of the thread. */
  readonly channel: string;
  /** The ids of the people to mention: those among the target's who are in the thread. */
  readonly calls: readonly string[];
}

/**
 * Opens the organisation's thread where there is none, and lets its members in. Returns null when there can be no thread,
 * or when the person it is for is a member who isn't in it. A target for nobody in particular, or for somebody who isn't a
 * member, is for everybody in the thread.
 */
export async function enterThread(
  access: ThreadAccess,
  target: OrganisationTarget,
  known: OrganisationThread,
): Promise<EnteredThread | null> {
  const thread = await openedThread(access, target, known);
  const { channel } = thread;
  if (channel === null) return null;
  try {
    const inside = await admitMembers(access, target.organisation, channel, thread);
    const isFor = target.to !== null && known.members.includes(target.to) ? inside.has(target.to) : inside.size > 0;
    return isFor ? { channel, calls: target.calls.filter((one) => inside.has(one)) } : null;
  } catch (error) {
    if (isThreadClosed(error)) return null;
    if (isThreadLost(error)) await access.store.forget(target.organisation, channel);
    throw error;
  }
}

/** Returns the organisation's thread, opened if there is none yet and there can be one. */
async function openedThread(
  { threads, store }: ThreadAccess,
  { organisation, title }: OrganisationTarget,
  known: OrganisationThread,
): Promise<OrganisationThread> {
  if (known.channel !== null) return known;
  const channel = await threads.open(known.parents, title, await store.all(organisation));
  if (channel === null) return known;
  await store.opened(organisation, channel);
  return { ...known, channel, inside: [], keptOut: [] };
}

/**
 * Removes people who are no longer members from the thread and lets the other members in, except those who couldn't be
 * let in before. Returns the ids of the people who are then in it. What breaks it off leaves those who hadn't been let in
 * yet known as being let in, so that the next time goes on with them.
 */
export async function admitMembers(
  { threads, store }: ThreadAccess,
  organisation: string,
  channel: string,
  known: Pick<OrganisationThread, 'inside' | 'keptOut' | 'members'>,
): Promise<ReadonlySet<string>> {
  const begun = beingLetIn(known);
  const keptOut = new Set(known.keptOut.filter((one) => known.members.includes(one) && !begun.has(one)));
  const inside = new Set(known.inside.filter((one) => !begun.has(one)));
  const left = known.inside.filter((one) => !known.members.includes(one));
  const joined = new Set(known.members.filter((one) => !inside.has(one) && !keptOut.has(one)));
  if (left.length === 0 && joined.size === 0) return inside;
  const keep = () => store.keep(organisation, { inside: [...inside, ...joined], keptOut: [...keptOut, ...joined] });
  for (const user of left) {
    await threads.remove(channel, user);
    inside.delete(user);
  }
  // If the process is killed after somebody was let in, they are still known as perhaps inside.
  await keep();
  try {
    for (const user of [...joined]) {
      ((await threads.letIn(channel, user)) ? inside : keptOut).add(user);
      joined.delete(user);
    }
  } finally {
    await keep();
  }
  return inside;
}

/**
 * Returns the people of whom nobody knows yet whether they are inside, because letting them in was broken off: they stand
 * in both lists.
 */
export function beingLetIn({ inside, keptOut }: Pick<OrganisationThread, 'inside' | 'keptOut'>): ReadonlySet<string> {
  return new Set(inside.filter((one) => keptOut.includes(one)));
}
