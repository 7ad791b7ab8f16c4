import { ChannelType, type Client } from 'discord.js';
import type { RelayedPlace } from '../../../chat/relaying.ts';
import { toDeliveryError } from '../errors.ts';
import { isPublicThread } from './wire.ts';

/**
 * Returns where something stands, as the relay names it: a channel, or a public thread of one. Returns null where
 * nothing is relayed from: in direct conversations, private threads, and forums, which have threads alone. Returns
 * undefined for a channel that the client doesn't know, such as a thread that was archived long ago.
 */
export function relayedPlace(client: Client, id: string): RelayedPlace | null | undefined {
  const known = client.channels.cache.get(id);
  if (!known) return undefined;
  if (known.isDMBased()) return null;
  if (!known.isThread()) return { channel: id, thread: null };
  const inForum = known.parent?.type === ChannelType.GuildForum || known.parent?.type === ChannelType.GuildMedia;
  if (known.parentId === null || inForum || !isPublicThread(known.type)) return null;
  return { channel: known.parentId, thread: id };
}

/** Returns the same of a channel that the client may have to ask for; null for one that is gone or hidden. */
export async function lookUpRelayedPlace(client: Client, id: string): Promise<RelayedPlace | null> {
  const known = relayedPlace(client, id);
  if (known !== undefined) return known;
  try {
    await client.channels.fetch(id);
  } catch (error) {
    if (toDeliveryError(error).failure.kind === 'refused') return null;
    throw error;
  }
  return relayedPlace(client, id) ?? null;
}

/** Returns the id of the channel in which Discord keeps what stands there: a thread is one of its own. */
export const channelIdOf = ({ channel, thread }: RelayedPlace): string => thread ?? channel;
