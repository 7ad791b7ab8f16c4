import { type APIChannel, type APIThreadChannel, ChannelType, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Target } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { clip, oneLine } from './clip.ts';
import { apiCodeOf, toDeliveryError } from './errors.ts';
import { sendable } from './escape.ts';
import { THREAD_ARCHIVE, THREAD_NAME } from './limits.ts';

export type PrivateTarget = Extract<Target, { kind: 'private' }>;

/** Refusals after which a direct message is tried: no right to threads there, or no place for them. */
function threadsRefused(error: unknown): boolean {
  const { failure } = toDeliveryError(error);
  return failure.kind === 'refused';
}

/** Conversations with a few people: private threads where they are allowed, direct messages elsewhere. */
export class PrivateConversations {
  readonly #rest: REST;
  readonly #log: Log;
  /** Threads by the sending they were made for: trying it again must not make a second one. */
  readonly #threads = new Map<string, string>();

  constructor(rest: REST, log: Log) {
    this.#rest = rest;
    this.#log = log;
  }

  /** The channel to write in. */
  async open(target: PrivateTarget, key: string): Promise<string> {
    const known = this.#threads.get(key);
    if (known !== undefined) return known;
    const thread = target.parent === null ? null : await this.#openThread(target, target.parent);
    if (thread === null) return this.openDirect(target);
    this.#remember(key, thread);
    return thread;
  }

  /** Where a sending with this key may stand; `guild` is the parent's server. */
  async candidates(target: PrivateTarget, key: string, guild: string | null, bot: string): Promise<readonly string[]> {
    const known = this.#threads.get(key);
    if (known !== undefined) return [known];
    const threads =
      target.parent !== null && guild !== null ? await this.#threadsLike(target, target.parent, guild, bot) : [];
    const empty = threads.find((thread) => (thread.message_count ?? 0) === 0);
    if (empty) this.#remember(key, empty.id);
    // Opening a direct conversation again gives the one there is.
    const direct = await this.openDirect(target).catch(() => null);
    return [...threads.map((thread) => thread.id), ...(direct === null ? [] : [direct])];
  }

  async openDirect(target: PrivateTarget): Promise<string> {
    const [recipient_id] = target.users;
    if (recipient_id === undefined) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
    const channel = await this.#rest.post(Routes.userChannels(), { body: { recipient_id } });
    return (channel as APIChannel).id;
  }

  async #openThread(target: PrivateTarget, parent: string): Promise<string | null> {
    const body = {
      name: threadName(target.title),
      type: ChannelType.PrivateThread,
      invitable: false,
      auto_archive_duration: THREAD_ARCHIVE,
    };
    let thread: string;
    try {
      thread = ((await this.#rest.post(Routes.threads(parent), { body })) as APIChannel).id;
    } catch (error) {
      if (!threadsRefused(error)) throw error;
      this.#log.info('discord.thread-refused', { channel: parent, code: apiCodeOf(error) });
      return null;
    }
    if ((await this.#addMembers(thread, target.users)) > 0) return thread;
    // Nobody could be let in: the thread would be a monologue.
    await this.#rest.delete(Routes.channel(thread)).catch(() => undefined);
    return null;
  }

  async #addMembers(thread: string, users: readonly string[]): Promise<number> {
    let added = 0;
    for (const user of users) {
      try {
        await this.#rest.put(Routes.threadMembers(thread, user));
        added++;
      } catch (error) {
        if (!threadsRefused(error)) throw error;
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

  #remember(key: string, thread: string): void {
    this.#threads.set(key, thread);
    // Only what may be tried again soon matters.
    const [oldest] = this.#threads.keys();
    if (this.#threads.size > 500 && oldest !== undefined) this.#threads.delete(oldest);
  }
}

const threadName = (title: string): string => clip(oneLine(sendable(title)) || '…', THREAD_NAME);
