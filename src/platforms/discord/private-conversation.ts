import { type APIChannel, type APIThreadChannel, ChannelType, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { cut } from '../../chat/cut.ts';
import { legible } from '../../chat/legible.ts';
import type { Target } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { apiCodeOf, toDeliveryError } from './errors.ts';
import { THREAD_ARCHIVE, THREAD_NAME } from './limits.ts';
import { oneLine } from './one-line.ts';

type PrivateTarget = Extract<Target, { kind: 'private' }>;

interface KnownThread {
  readonly id: string;
  /** Its people have been let in. */
  readonly joined: boolean;
}

const isRefused = (error: unknown): boolean => toDeliveryError(error).failure.kind === 'refused';

/** On the way to a message an answer that got lost leaves no doubt: the message wasn't sent. */
async function nothingSent<T>(step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    const { failure } = toDeliveryError(error);
    if (failure.kind !== 'ambiguous') throw error;
    throw new DeliveryError({ kind: 'unavailable' }, { cause: error });
  }
}

/** Conversations with a few people: private threads where they are allowed, direct messages elsewhere. */
export class PrivateConversations {
  readonly #rest: REST;
  readonly #log: Log;
  /** Threads by the sending they were made for: trying it again must not make a second one. */
  readonly #threads = new Map<string, KnownThread>();

  constructor(rest: REST, log: Log) {
    this.#rest = rest;
    this.#log = log;
  }

  /** The channel to write in. */
  async open(target: PrivateTarget, key: string): Promise<string> {
    const thread = this.#threads.get(key) ?? (await this.#createThread(target, key));
    if (thread === null) return this.openDirect(target);
    if (thread.joined) return thread.id;
    const added = await nothingSent(this.#addMembers(thread.id, target.users));
    if (added > 0) {
      this.#remember(key, { id: thread.id, joined: true });
      return thread.id;
    }
    // Nobody could be let in: the thread would be a monologue.
    this.#threads.delete(key);
    await this.#rest.delete(Routes.channel(thread.id)).catch(() => undefined);
    return this.openDirect(target);
  }

  /** Where a sending with this key may stand; `guild` is the parent's server. */
  async candidates(target: PrivateTarget, key: string, guild: string | null, bot: string): Promise<readonly string[]> {
    const known = this.#threads.get(key);
    if (known) return [known.id];
    const { parent } = target;
    const threads = parent !== null && guild !== null ? await this.#threadsLike(target, parent, guild, bot) : [];
    // Made for a sending whose message then didn't come: the next try uses it.
    const empty = threads.find((thread) => (thread.message_count ?? 0) === 0);
    if (empty) this.#remember(key, { id: empty.id, joined: false });
    // Opening a direct conversation again gives the one there is.
    const direct = await this.openDirect(target).catch(() => null);
    return [...threads.map((thread) => thread.id), ...(direct === null ? [] : [direct])];
  }

  async openDirect(target: PrivateTarget): Promise<string> {
    const [recipient_id] = target.users;
    if (recipient_id === undefined) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
    const channel = await nothingSent(this.#rest.post(Routes.userChannels(), { body: { recipient_id } }));
    return (channel as APIChannel).id;
  }

  /** Null where Discord lets the bot make none. */
  async #createThread(target: PrivateTarget, key: string): Promise<KnownThread | null> {
    if (target.parent === null) return null;
    const body = {
      name: threadName(target.title),
      type: ChannelType.PrivateThread,
      invitable: false,
      auto_archive_duration: THREAD_ARCHIVE,
    };
    try {
      const { id } = (await this.#rest.post(Routes.threads(target.parent), { body })) as APIChannel;
      this.#remember(key, { id, joined: false });
      return { id, joined: false };
    } catch (error) {
      if (!isRefused(error)) throw error;
      this.#log.info('discord.thread-refused', { channel: target.parent, code: apiCodeOf(error) });
      return null;
    }
  }

  async #addMembers(thread: string, users: readonly string[]): Promise<number> {
    let added = 0;
    for (const user of users) {
      try {
        await this.#rest.put(Routes.threadMembers(thread, user));
        added++;
      } catch (error) {
        if (!isRefused(error)) throw error;
        this.#log.info('discord.thread-member-refused', { channel: thread, code: apiCodeOf(error) });
      }
    }
    return added;
  }

  async #threadsLike(
    target: PrivateTarget,
    parent: string,
    guild: string,
    bot: string,
  ): Promise<readonly APIThreadChannel[]> {
    const active = await this.#rest.get(Routes.guildActiveThreads(guild)).catch((error: unknown) => {
      if (apiCodeOf(error) === RESTJSONErrorCodes.MissingAccess) return { threads: [] };
      throw error;
    });
    const { threads } = active as { readonly threads: readonly APIThreadChannel[] };
    const name = threadName(target.title);
    return threads.filter((thread) => thread.parent_id === parent && thread.owner_id === bot && thread.name === name);
  }

  #remember(key: string, thread: KnownThread): void {
    this.#threads.set(key, thread);
    // Only what may be tried again soon matters.
    const [oldest] = this.#threads.keys();
    if (this.#threads.size > 500 && oldest !== undefined) this.#threads.delete(oldest);
  }
}

const threadName = (title: string): string => cut(oneLine(legible(title)) || '…', THREAD_NAME);
