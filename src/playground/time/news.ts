import type { LocalPlatform, LocalPlatformName } from '../local-platform.ts';

/** A place where something new can be read, and one of those who can read it. */
export interface News {
  readonly platform: LocalPlatformName;
  readonly user: string;
  readonly person: string;
  readonly channel: string;
  readonly place: string;
  /** Whether it is somebody's own: a direct conversation, or a thread of few. */
  readonly isOwn: boolean;
}

/** What stands last in each place that somebody sees, by the place. */
export type Read = ReadonlyMap<string, News & { readonly last: string }>;

/** Reads what stands last in each place; a direct conversation is a place of its own for each person. */
export function lastEverywhere(platforms: readonly LocalPlatform[]): Read {
  const read = new Map<string, News & { readonly last: string }>();
  for (const platform of platforms) {
    for (const { id: user, name: person } of platform.users()) {
      for (const { id: channel, name: place, kind } of platform.channelsOf(user)) {
        const key = `${platform.name}/${channel}`;
        if (read.has(key)) continue;
        const messages = platform.messages(user, { channel, thread: null });
        const last = `${messages.at(-1)?.id} ${messages.reduce((sum, { replies }) => sum + replies, 0)}`;
        read.set(key, {
          platform: platform.name,
          user,
          person,
          channel,
          place,
          isOwn: kind === 'direct' || kind === 'thread',
          last,
        });
      }
    }
  }
  return read;
}

/** Returns the places of `now` in which something stands that didn't in `before`. */
export function newSince(before: Read, now: Read): readonly News[] {
  return [...now].flatMap(([key, { last, ...news }]) => (before.get(key)?.last === last ? [] : [news]));
}
