import {
  type APIChannel,
  type APIThreadChannel,
  type APIThreadMember,
  ChannelType,
  type Client,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { cut } from '../../chat/cut.ts';
import { legible } from '../../chat/legible.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';
import type { PrivateThreads } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { guildOf } from './directory.ts';
import { apiCodeOf, toDeliveryError } from './errors.ts';
import { THREAD_ARCHIVE, THREAD_NAME } from './limits.ts';
import { oneLine } from './one-line.ts';
import { CHANNEL_TYPES, requiredFor } from './permissions.ts';
import { revived } from './send.ts';

/**
 * Returns whether Discord refuses the person to be let in, not the thread. A refusal that nobody foresaw is taken for one: of the
 * thread, it would hold up all that is said there.
 */
function isOfPerson(error: unknown): boolean {
  const { failure } = toDeliveryError(error);
  return failure.kind === 'refused' && failure.reason !== 'channel-gone' && failure.reason !== 'channel-archived';
}

/** Returns a title as Discord takes it for a thread. */
export const threadName = (title: string): string => cut(oneLine(legible(title)) || '…', THREAD_NAME);

/** Returns Discord's private threads, for the client of one connection. */
export function privateThreads(client: Client<true>, needs: readonly DeclaredNeed[], log: Log): PrivateThreads {
  const { rest } = client;
  const toOpen = requiredFor(needs, 'private-threads');

  /** Returns whether a channel can hold a private thread, as far as the client knows. */
  function canHold(channel: string): boolean {
    const known = client.channels.cache.get(channel);
    if (!known) return true;
    if (!CHANNEL_TYPES['private-threads'].has(known.type) || !('permissionsFor' in known)) return false;
    return known.permissionsFor(client.user)?.has([...toOpen]) ?? true;
  }

  /** Returns a thread that was created but never used: what was to follow was interrupted. */
  async function unused(parent: string, name: string, others: ReadonlySet<string>): Promise<string | null> {
    const guild = guildOf(client, parent);
    if (guild === null) return null;
    const { threads } = (await rest.get(Routes.guildActiveThreads(guild))) as {
      readonly threads: readonly APIThreadChannel[];
    };
    const found = threads.find(
      (thread) =>
        thread.parent_id === parent &&
        thread.owner_id === client.user.id &&
        thread.type === ChannelType.PrivateThread &&
        thread.name === name &&
        (thread.message_count ?? 0) === 0 &&
        !others.has(thread.id),
    );
    return found?.id ?? null;
  }

  async function make(parent: string, name: string): Promise<string | null> {
    const body = {
      name,
      type: ChannelType.PrivateThread,
      invitable: false,
      auto_archive_duration: THREAD_ARCHIVE,
    };
    try {
      return ((await rest.post(Routes.threads(parent), { body })) as APIChannel).id;
    } catch (error) {
      if (toDeliveryError(error).failure.kind !== 'refused') throw error;
      log.info('discord.thread-refused', { channel: parent, code: apiCodeOf(error) });
      return null;
    }
  }

  return {
    async open(parents, title, others) {
      const name = threadName(title);
      for (const parent of parents) {
        if (!canHold(parent)) continue;
        const thread = (await unused(parent, name, others)) ?? (await make(parent, name));
        if (thread !== null) return thread;
      }
      return null;
    },

    async letIn(thread, user) {
      try {
        await revived(rest, thread, () => rest.put(Routes.threadMembers(thread, user)));
        return true;
      } catch (error) {
        if (!isOfPerson(error)) throw error;
        log.info('discord.thread-member-refused', { channel: thread, code: apiCodeOf(error) });
        return false;
      }
    },

    async remove(thread, user) {
      try {
        await revived(rest, thread, () => rest.delete(Routes.threadMembers(thread, user)));
      } catch (error) {
        const code = apiCodeOf(error);
        // The member has left already.
        if (code !== RESTJSONErrorCodes.UnknownMember && code !== RESTJSONErrorCodes.UnknownUser) throw error;
      }
    },

    async members(thread) {
      try {
        const members = (await rest.get(Routes.threadMembers(thread))) as readonly APIThreadMember[];
        return members.flatMap(({ user_id: id }) => (id === undefined || id === client.user.id ? [] : [id]));
      } catch (error) {
        // Discord lists members only to bots that may know who is in the server.
        if (apiCodeOf(error) === RESTJSONErrorCodes.MissingAccess) return null;
        throw error;
      }
    },
  };
}
