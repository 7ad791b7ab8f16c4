import { setTimeout as wait } from 'node:timers/promises';
import { type Client, type REST, Routes } from 'discord.js';
import { RecentMap } from '../../../chat/recent-map.ts';
import { revived } from '../send.ts';
import { threadName } from '../threads.ts';

/** How long a rename is waited for, in milliseconds: Discord allows two of a thread within ten minutes. */
const PATIENCE = 2_000;
/** How many renamed threads are remembered, of which Discord may not have told the new name yet. */
const REMEMBERED = 1_000;

/** The names that threads were given last, and those which threads wait for. */
class ThreadNames {
  readonly given = new RecentMap<string, string>(REMEMBERED);
  readonly #wanted = new Map<string, string>();

  /** Gives a thread this name; what it was to be called meanwhile, it won't be. */
  async give(rest: REST, thread: string, name: string): Promise<void> {
    this.given.set(thread, name);
    const isWaiting = this.#wanted.has(thread);
    this.#wanted.set(thread, name);
    if (!isWaiting) await this.#rename(rest, thread, name);
  }

  async #rename(rest: REST, thread: string, name: string): Promise<void> {
    const isLast = () => this.#wanted.get(thread) === name;
    try {
      await revived(rest, thread, () => rest.patch(Routes.channel(thread), { body: { name } }));
    } catch (error) {
      if (isLast()) throw error;
    } finally {
      if (isLast()) this.#wanted.delete(thread);
    }
    const next = this.#wanted.get(thread);
    if (next !== undefined) await this.#rename(rest, thread, next);
  }
}

const names = new WeakMap<REST, ThreadNames>();

function namesBy(rest: REST): ThreadNames {
  const known = names.get(rest) ?? new ThreadNames();
  names.set(rest, known);
  return known;
}

/** Gives a thread this title. Where Discord makes that wait, it resolves before. */
export async function entitle(rest: REST, thread: string, title: string): Promise<void> {
  const renamed = namesBy(rest).give(rest, thread, threadName(title));
  // What fails after the time is over has nobody to tell.
  renamed.catch(() => {});
  await Promise.race([renamed, wait(PATIENCE, undefined, { ref: false })]);
}

/** Returns whether the bot began a thread and gave it this title, and nobody another one. */
export function isEntitled(client: Client<true>, thread: string, title: string): boolean {
  const known = client.channels.cache.get(thread);
  if (!known?.isThread() || known.ownerId !== client.user.id) return false;
  return [known.name, namesBy(client.rest).given.get(thread)].includes(threadName(title));
}
