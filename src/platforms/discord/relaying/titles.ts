import { setTimeout as wait } from 'node:timers/promises';
import { type Client, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { RecentMap } from '../../../chat/recent-map.ts';
import { apiCodeOf } from '../errors.ts';
import { revived } from '../send.ts';
import { threadName } from '../threads.ts';
import { isPublicThread, readWire } from './wire.ts';

/** How long a rename is waited for, in milliseconds: Discord allows two of a thread within ten minutes. */
const PATIENCE = 2_000;
/** How many renamed threads are remembered, of which Discord may not have told the new name yet. */
const REMEMBERED = 1_000;

/** The names that threads were given last, and those which threads wait for. */
class ThreadNames {
  readonly given = new RecentMap<string, string>(REMEMBERED);
  readonly #wanted = new Map<string, string>();
  readonly #underway = new Map<string, Promise<void>>();

  /** Gives a thread this name, and resolves once it has the one that it is to have by then. */
  give(rest: REST, thread: string, name: string): Promise<void> {
    this.given.set(thread, name);
    this.#wanted.set(thread, name);
    const underway = this.#underway.get(thread) ?? this.#rename(rest, thread, name);
    this.#underway.set(thread, underway);
    return underway;
  }

  async #rename(rest: REST, thread: string, first: string): Promise<void> {
    try {
      for (let name: string | null = first; name !== null; ) {
        const body = { name };
        const failed: unknown = await revived(rest, thread, () => rest.patch(Routes.channel(thread), { body })).then(
          () => null,
          (error: unknown) => error,
        );
        const wanted: string = this.#wanted.get(thread) ?? name;
        if (wanted === name && failed !== null) throw failed;
        name = wanted === name ? null : wanted;
      }
    } finally {
      this.#wanted.delete(thread);
      this.#underway.delete(thread);
    }
  }
}

const names = new WeakMap<REST, ThreadNames>();

function namesBy(rest: REST): ThreadNames {
  const known = names.get(rest) ?? new ThreadNames();
  names.set(rest, known);
  return known;
}

/** Gives a thread this title. Where Discord makes that wait, it resolves before, with false. */
export async function entitle(rest: REST, thread: string, title: string): Promise<boolean> {
  const renamed = namesBy(rest)
    .give(rest, thread, threadName(title))
    .then(() => true);
  // What fails after the time is over has nobody to tell.
  renamed.catch(() => {});
  return Promise.race([renamed, wait(PATIENCE, false, { ref: false })]);
}

/** Returns whether the bot began a thread and gave it this title, and nobody another one. */
export async function isEntitled(client: Client<true>, thread: string, title: string): Promise<boolean> {
  const known = await threadKnown(client, thread);
  if (known?.owner !== client.user.id) return false;
  return [known.name, namesBy(client.rest).given.get(thread)].includes(threadName(title));
}

/** Returns a thread's name and who began it; null where there is none. One that sleeps isn't known without being asked for. */
async function threadKnown(
  client: Client<true>,
  thread: string,
): Promise<{ readonly name: string; readonly owner: string | null } | null> {
  const known = client.channels.cache.get(thread);
  if (known) return known.isThread() ? { name: known.name, owner: known.ownerId } : null;
  try {
    const told = readWire.thread(await client.rest.get(Routes.channel(thread)));
    return told && isPublicThread(told.type) ? { name: told.name, owner: told.owner_id ?? null } : null;
  } catch (error) {
    if (apiCodeOf(error) === RESTJSONErrorCodes.UnknownChannel) return null;
    throw error;
  }
}
