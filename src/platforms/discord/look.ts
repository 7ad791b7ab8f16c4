import { type APIChannel, ChannelFlags, ChannelType, type Client, Routes } from 'discord.js';
import { byTime } from '../../chat/order.ts';
import type { Place } from '../../chat/place.ts';
import type { IncomingMessage, Look, ReadPosition } from '../../chat/platform.ts';
import type { DiscordBudget } from './budget.ts';
import { type Asking, guildOf } from './directory.ts';
import { readHistory } from './history.ts';

/** The id of the newest message, by channel and thread; null where nobody has said anything. */
type Newest = ReadonlyMap<string, string | null>;

/**
 * Finds the places in which something may have been said since. Two requests cover all channels and threads of a
 * server; direct conversations and archived threads take one each.
 */
class DiscordLook {
  readonly #client: Client<true>;
  readonly #budget: DiscordBudget;
  readonly #newest = new Map<string, Promise<Newest>>();
  readonly #direct = new Set<string>();

  constructor(client: Client<true>, budget: DiscordBudget) {
    this.#client = client;
    this.#budget = budget;
  }

  async changed<T extends ReadPosition>(places: readonly T[]): Promise<readonly T[]> {
    const found: T[] = [];
    for (const one of places) {
      const newest = await this.#newestIn(one.place.channel);
      if (newest === undefined || (newest !== null && byTime(newest, one.since) > 0)) found.push(one);
    }
    return found;
  }

  /** Returns what was said in a place after a message: see readHistory. */
  history(place: Place, after: string, readsMessages: boolean): Promise<readonly IncomingMessage[]> {
    const isDirect = this.#direct.has(place.channel);
    return readHistory(this.#client, place, after, { readsMessages, isDirect, budget: this.#budget });
  }

  /** Returns undefined where Discord doesn't tell. */
  async #newestIn(channel: string): Promise<string | null | undefined> {
    const guild = guildOf(this.#client, channel);
    const listed = guild === null ? undefined : (await this.#in(guild)).get(channel);
    if (listed !== undefined) return listed;
    this.#budget.spend('request');
    const told = (await this.#client.rest.get(Routes.channel(channel))) as APIChannel;
    if (told.type === ChannelType.DM) this.#direct.add(channel);
    return newestOf(told);
  }

  /** Asks about a server once; a failed request is made again the next time. */
  async #in(guild: string): Promise<Newest> {
    const asked = this.#newest.get(guild) ?? this.#ask(guild);
    this.#newest.set(guild, asked);
    try {
      return await asked;
    } catch (error) {
      this.#newest.delete(guild);
      throw error;
    }
  }

  async #ask(guild: string): Promise<Newest> {
    const { rest } = this.#client;
    this.#budget.spend('request');
    this.#budget.spend('request');
    const [active, channels] = await Promise.all([
      rest.get(Routes.guildActiveThreads(guild)) as Promise<{ readonly threads: readonly APIChannel[] }>,
      rest.get(Routes.guildChannels(guild)) as Promise<readonly APIChannel[]>,
    ]);
    return new Map(
      [...channels, ...active.threads].flatMap((one): [string, string | null][] => {
        const newest = newestOf(one);
        return newest === undefined ? [] : [[one.id, newest]];
      }),
    );
  }
}

/** Returns a look with the client that is connected by then; what one client found isn't used with another. */
export function lookThrough(connected: Asking, budget: DiscordBudget, readsMessages: () => boolean): Look {
  const looks = new Map<Client, DiscordLook>();
  function by(client: Client<true>): DiscordLook {
    const look = looks.get(client) ?? new DiscordLook(client, budget);
    looks.set(client, look);
    return look;
  }
  return {
    wait: () => budget.wait('request'),
    changed: (places) => connected((client) => by(client).changed(places)),
    history: (place, after) => connected((client) => by(client).history(place, after, readsMessages())),
  };
}

/**
 * Returns the id of the newest message; undefined for a channel that the bot may not see, of which Discord doesn't tell
 * it.
 */
function newestOf(channel: APIChannel): string | null | undefined {
  const isHidden = ((channel.flags ?? 0) & ChannelFlags.ChannelObfuscated) !== 0;
  return 'last_message_id' in channel && !isHidden ? (channel.last_message_id ?? null) : undefined;
}
