import type { LocalPlatform, LocalPlatformName, SeenMessage } from '../../src/playground/local-platform.ts';

/** A message of the bot's as the platform holds it. A line of stored.jsonl. */
export interface Stored {
  readonly platform: LocalPlatformName;
  readonly channel: string;
  /** Slack: the ts of the message it hangs below; null in the channel itself, and always in Discord. */
  readonly thread: string | null;
  readonly id: string;
  readonly text: string;
  /** The names of the files in it. */
  readonly files: readonly string[];
  /** When the platform stored it: ISO 8601. */
  readonly at: string;
}

/** The text that Slack leaves of a deleted message in whose thread others stand. */
const TOMBSTONE = 'This message was deleted.';

/** Returns every message that a bot posted and that still stands, in channels, direct conversations and threads. */
export function storedOn(platform: LocalPlatform): readonly Stored[] {
  const stored: Stored[] = [];
  const read = new Set<string>();
  for (const { id: user } of platform.users()) {
    for (const { id: channel } of platform.channelsOf(user)) {
      if (read.has(channel)) continue;
      read.add(channel);
      const here = platform.messages(user, { channel, thread: null });
      const take = (messages: readonly SeenMessage[], thread: string | null) => {
        for (const { id, text, files, at, author } of messages) {
          if (!author.bot || id === thread || text === TOMBSTONE) continue;
          const names = files.map(({ name }) => name);
          const place = { platform: platform.name, channel, thread };
          stored.push({ ...place, id, text, files: names, at: new Date(at).toISOString() });
        }
      };
      take(here, null);
      if (platform.name !== 'slack') continue;
      for (const { id: thread, replies } of here) {
        if (replies > 0) take(platform.messages(user, { channel, thread }), thread);
      }
    }
  }
  return stored;
}
