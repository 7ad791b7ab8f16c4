import { type Client, DiscordAPIError, Events, Status } from 'discord.js';
import { type ConnectionStatus, DeliveryError, type PrivateThreads } from '../../chat/platform.ts';
import { guildOf } from './directory.ts';
import { end } from './ended.ts';
import { isOurMistake, toDeliveryError } from './errors.ts';
import { HalfEdits } from './half-edits.ts';
import { localeOf } from './incoming.ts';
import type { DiscordOptions } from './options.ts';
import type { PayloadSource } from './payload.ts';
import type { SendContext } from './send.ts';
import type { TakenBack } from './taken-back.ts';
import { privateThreads } from './threads.ts';

/** A connected client, and what the rest of the adapter sends and opens with it. */
export interface LiveConnection {
  readonly client: Client<true>;
  readonly sending: SendContext;
  readonly threads: PrivateThreads;
  close(): Promise<void>;
}

export function liveConnection(
  client: Client<true>,
  { log, locale, needs }: DiscordOptions,
  payloads: PayloadSource,
  takenBack: TakenBack,
): LiveConnection {
  const sending: SendContext = {
    rest: client.rest,
    payloads,
    log,
    halfEdits: new HalfEdits(),
    takenBack,
    localeOf: (channel) => {
      const guild = client.guilds.cache.get(guildOf(client, channel) ?? '');
      // Only a community chooses its language; Discord gives English for all the others.
      return (guild?.features.includes('COMMUNITY') && localeOf(guild.preferredLocale)) || locale;
    },
  };
  async function close(): Promise<void> {
    // The client takes closing for a lost connection, and would log that it reconnects.
    client.removeAllListeners(Events.ShardReconnecting);
    await end(client);
  }
  return { client, sending, threads: privateThreads(client, needs, log), close };
}

/** Runs an action with a connection; `token` is the bot's. Throws DeliveryError. */
export async function useConnection<T>(
  connection: LiveConnection | null,
  token: string,
  action: (connection: LiveConnection) => Promise<T>,
): Promise<T> {
  if (!connection) throw new DeliveryError({ kind: 'unavailable' });
  try {
    return await action(connection);
  } catch (error) {
    // The REST client forgets its token at the first 401, even at one that passes.
    if (error instanceof DiscordAPIError && error.status === 401) connection.client.rest.setToken(token);
    if (isOurMistake(error)) throw error;
    throw toDeliveryError(error);
  }
}

/** Returns 'connected' only when every shard is: a server belongs to one of them. */
export function statusOf(connection: LiveConnection | null): ConnectionStatus {
  const shards = connection?.client.ws.shards;
  if (!shards || shards.some((shard) => shard.status === Status.Disconnected)) return 'disconnected';
  return shards.every((shard) => shard.status === Status.Ready) ? 'connected' : 'connecting';
}
