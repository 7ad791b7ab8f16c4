import type { Presence } from '../../access/actor/presence.ts';
import { nothingSent } from '../../chat/nothing-sent.ts';
import type { PlatformName, Target } from '../../chat/place.ts';
import { DeliveryError, type Platform } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import type { OrganisationTarget } from '../outbox/message-schema.ts';
import { type OrganisationThread, organisationThreadStore } from './organisation-thread-store.ts';
import { admitMembers, beingLetIn, enterThread } from './thread-entry.ts';
import { isThreadClosed, isThreadLost } from './thread-errors.ts';

/**
 * The private thread that each organisation has on a platform. Only one process at a time sends there, so nothing else
 * changes a thread meanwhile.
 */
export interface OrganisationThreads {
  /** Posts to an organisation's people: in their thread, once its members are let in, or else to one of them. */
  post<T>(target: OrganisationTarget, post: (there: Target) => Promise<T>): Promise<T>;
  /** Returns the places where something that was posted may be found. */
  candidates(target: OrganisationTarget): Promise<readonly Target[]>;
  /** Lets new members into the thread, and removes from it who has left the organisation. */
  sync(organisation: string): Promise<void>;
}

export function createOrganisationThreads(
  database: Database,
  platform: Platform,
  presence: Presence,
  now: () => Date,
): OrganisationThreads {
  const store = organisationThreadStore(database, platform.name, now);

  async function postOnce<T>(target: OrganisationTarget, post: (there: Target) => Promise<T>): Promise<T> {
    const known = await store.read(target.organisation);
    if (!known) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
    const { threads } = platform;
    const thread = threads && (await nothingSent(enterThread({ threads, store }, target, known)));
    if (!thread) return post(toOneMember(platform.name, target, known));
    try {
      return await post(inThread(platform.name, thread.channel, thread.calls));
    } catch (error) {
      if (isThreadClosed(error)) return post(toOneMember(platform.name, target, known));
      if (isThreadLost(error)) await store.forget(target.organisation, thread.channel);
      throw error;
    }
  }

  return {
    async post(target, post) {
      try {
        return await postOnce(target, post);
      } catch (error) {
        if (!isThreadLost(error)) throw error;
        return postOnce(target, post);
      }
    },

    async candidates(target) {
      const known = await store.read(target.organisation);
      const channel = known?.channel ?? null;
      const readers = new Set([...(target.to === null ? [] : [target.to]), ...(known?.members.slice(0, 1) ?? [])]);
      return [
        ...(channel === null ? [] : [inThread(platform.name, channel, [])]),
        ...[...readers].map((user) => toUser(platform.name, user)),
      ];
    },

    async sync(organisation) {
      const { threads } = platform;
      const before = await store.read(organisation);
      if (!threads || !before || before.channel === null) return;
      await presence.reachable(before.regionId, platform.name, before.everybody);
      const known = await store.read(organisation);
      if (!known || known.channel === null) return;
      const { channel } = known;
      try {
        const there = await threads.members(channel);
        await admitMembers({ threads, store }, organisation, channel, { ...known, ...peopleNow(there, known) });
      } catch (error) {
        if (!isThreadLost(error)) throw error;
        await store.forget(organisation, channel);
      }
    },
  };
}

function toUser(platform: PlatformName, user: string): Target {
  return { kind: 'private', platform, users: [user] };
}

function inThread(platform: PlatformName, channel: string, calls: readonly string[]): Target {
  return { kind: 'place', place: { platform, channel, thread: null }, calls };
}

/**
 * Returns the direct conversation with the person the target is for or, when they aren't a member, with the first member.
 * Throws DeliveryError when there is no member.
 */
function toOneMember(platform: PlatformName, { to }: OrganisationTarget, { members }: OrganisationThread): Target {
  const reader = to !== null && members.includes(to) ? to : members[0];
  if (reader === undefined) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
  return toUser(platform, reader);
}

/**
 * Returns who counts as inside: the people the platform finds there, who may have entered by themselves, and those who were
 * let in once. Somebody who was let in and left by themselves isn't let in again. Members who couldn't be let in before,
 * or of whom that isn't known, are tried again. `there` is null where the platform doesn't tell.
 */
function peopleNow(
  there: readonly string[] | null,
  known: OrganisationThread,
): Pick<OrganisationThread, 'inside' | 'keptOut'> {
  const unknown = [...beingLetIn(known)].filter((one) => !there?.includes(one));
  return { inside: [...new Set([...known.inside, ...(there ?? [])])], keptOut: unknown };
}
