import type { Presence } from '../../access/actor/presence.ts';
import type { Target } from '../../chat/place.ts';
import { DeliveryError, type DeliveryFailure, type Platform, type PrivateThreads } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import type { OrganisationTarget } from '../outbox/message-schema.ts';
import { type OrganisationThread, organisationThreadStore } from './organisation-thread-store.ts';

/** The one private thread that each organisation has on a platform. One process at a time sends, and so uses them. */
export interface OrganisationThreads {
  /** Posts to the organisation's people: in their thread as its members are now, or to one of them. */
  post<T>(target: OrganisationTarget, post: (there: Target) => Promise<T>): Promise<T>;
  /** Where something that was posted may stand. */
  candidates(target: OrganisationTarget): Promise<readonly Target[]>;
  /** Lets in who has joined the organisation, and makes who has left it leave the thread. */
  sync(organisation: string): Promise<void>;
}

/** The thread can't be used any more: another is opened. */
function isLost(error: unknown): boolean {
  const reason = reasonOf(error);
  return reason === 'channel-gone' || reason === 'channel-archived';
}

/** The bot was taken a right away there; it may be given back. */
function isClosed(error: unknown): boolean {
  const reason = reasonOf(error);
  return reason === 'no-permission' || reason === 'not-in-channel';
}

function reasonOf(error: unknown): string | null {
  const failure: DeliveryFailure | null = error instanceof DeliveryError ? error.failure : null;
  return failure?.kind === 'refused' ? failure.reason : null;
}

/** On the way to a message an answer that got lost leaves no doubt: the message wasn't sent. */
async function nothingSent<T>(step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.failure.kind !== 'ambiguous') throw error;
    throw new DeliveryError({ kind: 'unavailable' }, { cause: error });
  }
}

export function createOrganisationThreads(
  database: Database,
  platform: Platform,
  presence: Presence,
  now: () => Date,
): OrganisationThreads {
  const store = organisationThreadStore(database, platform.name, now);

  const directly = (user: string): Target => ({
    kind: 'private',
    platform: platform.name,
    users: [user],
  });

  const inThread = (channel: string, calls: readonly string[]): Target => ({
    kind: 'place',
    place: { platform: platform.name, channel, thread: null },
    calls,
  });

  /** The organisation's thread, opened where there is none yet and there can be one. */
  async function threadOf(
    threads: PrivateThreads,
    { organisation, title }: OrganisationTarget,
    known: OrganisationThread,
  ): Promise<OrganisationThread> {
    if (known.channel !== null) return known;
    const channel = await threads.open(known.parents, title, await store.all(organisation));
    if (channel === null) return known;
    await store.opened(organisation, channel);
    return { ...known, channel, inside: [], keptOut: [] };
  }

  /** Who is in the thread once its members are those of the organisation. `anew`: also who could not be let in before. */
  async function admit(
    threads: PrivateThreads,
    organisation: string,
    channel: string,
    known: OrganisationThread,
    anew: boolean,
  ): Promise<ReadonlySet<string>> {
    const keptOut = new Set(anew ? [] : known.keptOut.filter((one) => known.members.includes(one)));
    const inside = new Set(known.inside);
    const left = [...inside].filter((one) => !known.members.includes(one));
    const joined = known.members.filter((one) => !inside.has(one) && !keptOut.has(one));
    if (left.length === 0 && joined.length === 0) return inside;
    for (const user of left) {
      await threads.remove(channel, user);
      inside.delete(user);
    }
    // Were we killed after one was let in, they would still be known to be in.
    await store.keep(organisation, { inside: [...inside, ...joined], keptOut: [...keptOut] });
    for (const user of joined) {
      if (await threads.letIn(channel, user)) inside.add(user);
      else keptOut.add(user);
    }
    await store.keep(organisation, { inside: [...inside], keptOut: [...keptOut] });
    return inside;
  }

  /** The thread, where the one it is for is in it, or isn't a member: then it is for the others. */
  async function enter(
    threads: PrivateThreads,
    target: OrganisationTarget,
    known: OrganisationThread,
  ): Promise<Target | null> {
    const thread = await threadOf(threads, target, known);
    if (thread.channel === null) return null;
    const { channel } = thread;
    try {
      const inside = await admit(threads, target.organisation, channel, thread, false);
      const isFor = target.to !== null && known.members.includes(target.to) ? inside.has(target.to) : inside.size > 0;
      const calls = target.calls.filter((one) => inside.has(one));
      return isFor ? inThread(channel, calls) : null;
    } catch (error) {
      if (isClosed(error)) return null;
      if (isLost(error)) await store.forget(target.organisation, channel);
      throw error;
    }
  }

  /** Where its one reader is written to alone. Throws DeliveryError when there is no such member. */
  function alone({ to }: OrganisationTarget, { members }: OrganisationThread): Target {
    const reader = to !== null && members.includes(to) ? to : members[0];
    if (reader === undefined) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
    return directly(reader);
  }

  return {
    async post(target, post) {
      const { threads } = platform;
      const once = async () => {
        const known = await store.read(target.organisation);
        if (!known) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
        const there = threads && (await nothingSent(enter(threads, target, known)));
        if (there?.kind !== 'place') return post(alone(target, known));
        try {
          return await post(there);
        } catch (error) {
          if (isClosed(error)) return post(alone(target, known));
          if (isLost(error)) await store.forget(target.organisation, there.place.channel);
          throw error;
        }
      };
      try {
        return await once();
      } catch (error) {
        if (!isLost(error)) throw error;
        return once();
      }
    },

    async candidates(target) {
      const known = await store.read(target.organisation);
      const there = known?.channel ?? null;
      const readers = new Set([...(target.to === null ? [] : [target.to]), ...(known?.members.slice(0, 1) ?? [])]);
      return [...(there === null ? [] : [inThread(there, [])]), ...[...readers].map((user) => directly(user))];
    },

    async sync(organisation) {
      const { threads } = platform;
      const before = await store.read(organisation);
      if (!threads || !before || before.channel === null) return;
      await presence.reachable(before.regionId, platform.name, before.everybody);
      const known = await store.read(organisation);
      if (!threads || !known || known.channel === null) return;
      const { channel } = known;
      try {
        const there = await threads.members(channel);
        await admit(threads, organisation, channel, there ? { ...known, inside: whoIsIn(there, known) } : known, true);
      } catch (error) {
        if (!isLost(error)) throw error;
        await store.forget(organisation, channel);
      }
    },
  };
}

/** Who came in otherwise is in it too; who was let in and left by themselves isn't let in again. */
function whoIsIn(there: readonly string[], { inside }: OrganisationThread): readonly string[] {
  return [...new Set([...inside, ...there])];
}
