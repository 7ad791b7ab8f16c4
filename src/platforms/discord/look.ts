import { type APIChannel, ChannelFlags, type Client, Routes } from 'discord.js';
import { byTime } from '../../chat/order.ts';
import type { Since } from '../../chat/platform.ts';
import { guildOf } from './look-up.ts';

/** Id of the newest message, by channel and thread; null where nothing was ever said. */
type Newest = ReadonlyMap<string, string | null>;

/**
 * Those places in which something may have been said since. Two requests tell it of all channels and threads of a server;
 * of direct conversations and of threads that were put away Discord tells nothing but what is said there.
 */
export class DiscordLook {
  readonly #client: Client<true>;
  readonly #newest = new Map<string, Promise<Newest>>();

  constructor(client: Client<true>) {
    this.#client = client;
  }

  async changed<T extends Since>(places: readonly T[]): Promise<readonly T[]> {
    const found: T[] = [];
    for (const one of places) {
      const guild = guildOf(this.#client, one.place.channel);
      const newest = guild === null ? undefined : (await this.#in(guild)).get(one.place.channel);
      if (newest === undefined || (newest !== null && byTime(newest, one.since) > 0)) found.push(one);
    }
    return found;
  }

  /** Asked once; what can't be told is asked again. */
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
    const [active, channels] = await Promise.all([
      rest.get(Routes.guildActiveThreads(guild)) as Promise<{ readonly threads: readonly APIChannel[] }>,
      rest.get(Routes.guildChannels(guild)) as Promise<readonly APIChannel[]>,
    ]);
    return new Map(
      [...channels, ...active.threads].flatMap((one): [string, string | null][] =>
        // Of a channel that the bot may not see it isn't told what was said.
        'last_message_id' in one && !isHidden(one) ? [[one.id, one.last_message_id ?? null]] : [],
      ),
    );
  }
}

const isHidden = (channel: APIChannel): boolean => ((channel.flags ?? 0) & ChannelFlags.ChannelObfuscated) !== 0;
