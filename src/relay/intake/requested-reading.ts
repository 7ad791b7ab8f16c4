import type { Platform } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { channelsToRead, RELAY_READ } from '../read-store.ts';
import type { Tied } from '../ties/tied.ts';
import type { TiedChannel } from '../ties/tied-store.ts';

export interface RequestedReadingOptions {
  readonly database: Database;
  readonly tied: Tied;
  readonly log: Log;
  readonly platforms: readonly Platform[];
  readonly readBack: (channel: TiedChannel) => void;
}

/** Has channels read back when somebody asks for it. On a platform that isn't connected, that happens once it is. */
export interface RequestedReading {
  busy(): boolean;
  stop(): void;
}

export function createRequestedReading(options: RequestedReadingOptions): RequestedReading {
  const { database, tied, log, platforms, readBack } = options;
  let asking = 0;

  async function readAsked(): Promise<void> {
    const here = platforms.flatMap(({ name }) => tied.on(name));
    const ids = here.map(({ id }) => id);
    const asked = new Set(ids.length === 0 ? [] : await channelsToRead(database, ids));
    for (const channel of here) if (asked.has(channel.id)) readBack(channel);
  }

  const stop = database.wake.listen(RELAY_READ, () => {
    asking += 1;
    readAsked()
      .catch((error: unknown) => log.error('relay.not-asked', error))
      .finally(() => {
        asking -= 1;
      });
  });
  return { busy: () => asking > 0, stop };
}
