import { type Client, Routes } from 'discord.js';
import type { RelayedThread } from '../../../chat/relaying.ts';
import { guildOf } from '../directory.ts';
import { isNotFound } from '../errors.ts';
import { timeOfSnowflake } from '../snowflake.ts';
import { Authors } from './authors.ts';
import type { WireThread } from './wire.ts';

/**
 * Returns a thread with its title; null where it hangs on a message, which then stands for it, and where an app began
 * it. A thread on a message has the message's id.
 */
export async function titledThread(client: Client, thread: WireThread): Promise<RelayedThread | null> {
  const channel = thread.parent_id ?? null;
  const guild = guildOf(client, channel);
  if (channel === null || guild === null || thread.owner_id === undefined) return null;
  if (await hangsOnMessage(client, channel, thread.id)) return null;
  const author = await new Authors(client, guild).byId(thread.owner_id);
  return author && { channel, thread: thread.id, title: thread.name, author, saidAt: timeOfSnowflake(thread.id) };
}

async function hangsOnMessage({ rest }: Client, channel: string, thread: string): Promise<boolean> {
  try {
    await rest.get(Routes.channelMessage(channel, thread));
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
