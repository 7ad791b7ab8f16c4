import { type KnownTeam, knownTeams } from '../access/presence-store.ts';
import type { InboxOptions } from './options.ts';
import { patiently } from './patiently.ts';

/** Looks who has left or come back while nobody listened. */
export interface GoneMeanwhile {
  /** Begins to look, once more after what is being looked at. */
  begin(): void;
  /** Resolves when nothing is being looked at. */
  done(): Promise<void>;
  busy(): boolean;
}

type Options = Pick<InboxOptions, 'database' | 'platform' | 'presence' | 'log'>;

/**
 * A platform tells who leaves only those who listen. After an absence it is asked about all who hold a role or belong to an
 * organisation; the others may do nothing that anybody may not.
 */
export function createGoneMeanwhile(options: Options, stopping: AbortSignal): GoneMeanwhile {
  const { database, platform, log } = options;
  let looking: Promise<void> = Promise.resolve();
  let rounds = 0;

  async function look(): Promise<void> {
    try {
      for (const team of await knownTeams(database, platform.name)) {
        if (stopping.aborted) return;
        await compare(team, options, stopping);
      }
    } catch (error) {
      log.error('gone-meanwhile.not-told', error, { platform: platform.name });
    }
  }

  return {
    begin() {
      rounds += 1;
      looking = looking.then(look).finally(() => {
        rounds -= 1;
      });
    },
    done: () => looking,
    busy: () => rounds > 0,
  };
}

async function compare({ team, gone }: KnownTeam, { platform, presence }: Options, stopping: AbortSignal) {
  const told = await patiently(() => platform.memberships([...gone.keys()], team), stopping);
  for (const [user, is] of told ?? []) {
    const before = gone.get(user);
    if (before !== undefined && before !== (is === 'gone')) await presence.told(platform.name, { team, user, is });
  }
}
