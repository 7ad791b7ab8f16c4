import type { Relaying } from '../../chat/relaying.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { translator } from '../../texts/translator.ts';
import { threadTitle } from '../copies/render.ts';
import type { Tied } from '../ties/tied.ts';
import { type Rewritten, standingOutsideThreads } from './rewritten-store.ts';

export interface TitlesOptions {
  readonly database: Database;
  readonly tied: Tied;
  readonly log: Log;
  /** Returns how a platform takes part in the relay; null when this process isn't connected to it. */
  readonly relayingOf: (platform: string) => Relaying | null;
}

/** Has the titles that the bot gave threads follow the messages that they are made of. */
export interface Titles {
  follow(rewritten: readonly Rewritten[]): void;
  busy(): boolean;
}

export function createTitles({ database, tied, log, relayingOf }: TitlesOptions): Titles {
  let working = 0;

  async function entitle(rewritten: readonly Rewritten[]): Promise<void> {
    const byId = new Map(rewritten.map((one) => [one.id, one]));
    const refs = await standingOutsideThreads(database, [...byId.keys()]);
    for (const { messageId, channelId, refId } of refs) {
      const [channel, one] = [tied.byId(channelId), byId.get(messageId)];
      const relaying = channel && relayingOf(channel.platform);
      if (!relaying || !one) continue;
      const t = translator(channel.locale, channel.timeZone);
      const author = { name: one.authorName, picture: null };
      const [before, now] = [one.before, one.content].map((content) => threadTitle(t, { author, content }));
      // One thread that can't be renamed keeps no other from it.
      await relaying.entitle(refId, now ?? '', before ?? null).catch((error: unknown) => failed(error, channelId));
    }
  }

  const failed = (error: unknown, channel?: string) => log.error('relay.title-stays', error, { channel });

  return {
    follow(rewritten) {
      if (rewritten.length === 0) return;
      working += 1;
      void entitle(rewritten)
        .catch((error: unknown) => failed(error))
        .finally(() => {
          working -= 1;
        });
    },
    busy: () => working > 0,
  };
}
