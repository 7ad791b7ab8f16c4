import type { LocalPlatform, LocalPlatformName } from '../local-platform.ts';

/** A place where something new can be read, and one of those who can read it. */
export interface News {
  readonly platform: LocalPlatformName;
  readonly user: string;
  readonly person: string;
  readonly channel: string;
  readonly place: string;
  /** The server that the place is in, where that isn't the platform's first one. */
  readonly elsewhere: string | null;
  /** Whether it is somebody's own: a direct conversation, or a thread of few. */
  readonly isOwn: boolean;
}

/** The content of a place: the ids of what all its readers see, and how many replies there are in its threads. */
interface Contents {
  readonly ids: ReadonlySet<string>;
  readonly replies: number;
}

/** The content of each place that somebody sees, by the place. */
export type Read = ReadonlyMap<string, { readonly news: News; readonly contents: Contents }>;

/** Reads what stands in each place; a direct conversation is a place of its own for each person. */
export function lastEverywhere(platforms: readonly LocalPlatform[]): Read {
  const read = new Map<string, { news: News; contents: Contents }>();
  for (const platform of platforms) {
    for (const { id: user, name: person } of platform.users()) {
      const others = platform.teamsOf(user).filter(({ id }) => id !== platform.team.id);
      for (const { id: channel, name: place, kind, team } of platform.channelsOf(user)) {
        const key = `${platform.name}/${channel}`;
        if (read.has(key)) continue;
        // A private answer is its reader's alone, who has seen it.
        const messages = platform.messages(user, { channel, thread: null }).filter(({ onlyForYou }) => !onlyForYou);
        read.set(key, {
          news: {
            platform: platform.name,
            user,
            person,
            channel,
            place,
            elsewhere: others.find(({ id }) => id === team)?.name ?? null,
            isOwn: kind === 'direct' || kind === 'thread',
          },
          contents: {
            ids: new Set(messages.map(({ id }) => id)),
            replies: messages.reduce((sum, { replies }) => sum + replies, 0),
          },
        });
      }
    }
  }
  return read;
}

/** Returns the places of `now` in which something stands that didn't in `before`; what was taken away is no news. */
export function newSince(before: Read, now: Read): readonly News[] {
  return [...now].flatMap(([key, { news, contents }]) => {
    const known = before.get(key)?.contents ?? { ids: new Set(), replies: 0 };
    const isNew = contents.replies > known.replies || [...contents.ids].some((id) => !known.ids.has(id));
    return isNew ? [news] : [];
  });
}
