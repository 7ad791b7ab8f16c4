import { DeliveryError } from '../../../chat/platform.ts';
import type { SlackClient } from '../client.ts';
import { attemptCall } from '../errors.ts';
import { at, textAt } from '../wire.ts';

/** The most pages of a channel's members that are looked through. */
const PAGES = 10;
const PAGE = 1_000;

/** Returns whether somebody sees a channel: a public one, or a private one that they are in. Throws DeliveryError. */
export async function isChannelSeenBy(client: SlackClient, channel: string, user: string): Promise<boolean> {
  try {
    const found = at(await attemptCall<unknown>(() => client.conversations.info({ channel })), 'channel');
    if (found.is_im === true || found.is_mpim === true) return false;
    return found.is_private === true ? await isMember(client, channel, user) : true;
  } catch (error) {
    // Nobody can tell about a channel that the bot doesn't see.
    if (error instanceof DeliveryError && error.failure.kind === 'refused') return false;
    throw error;
  }
}

async function isMember(client: SlackClient, channel: string, user: string): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const range = { channel, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const told = await attemptCall<unknown>(() => client.conversations.members(range));
    if (membersIn(told).includes(user)) return true;
    cursor = textAt(at(told, 'response_metadata'), 'next_cursor') || undefined;
    if (!cursor) return false;
  }
  return false;
}

const membersIn = (told: unknown): readonly unknown[] => {
  const members = (told as { readonly members?: unknown }).members;
  return Array.isArray(members) ? members : [];
};
