import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { SlackClient } from './client.ts';
import type { Directory } from './directory.ts';
import { slackCode } from './errors.ts';
import { at, textAt, type Wire } from './wire.ts';

/**
 * Looks up what the bot may do in a channel. It joins a public channel when something is to be posted, so only private
 * ones can be closed to it.
 */
export async function accessTo(
  client: SlackClient,
  directory: Directory,
  channel: string,
  bot: string,
): Promise<ChannelAccess> {
  // Permissions that hold in all channels belong to the token: see `scopes.ts`.
  const base = { bot, lacks: { posts: [], 'private-threads': [], relay: [] }, hears: true, mutedUntil: null } as const;
  const answer = await client.conversations.info({ channel }).catch((error: unknown) => slackCode(error) ?? '');
  if (typeof answer === 'string') {
    // Slack gives the same answer for a private channel and for a deleted one.
    const isClosed = answer === 'channel_not_found';
    const named = directory.typedChannel(channel);
    return { ...base, obstacle: isClosed ? 'not-in-channel' : null, channel: named, told: isClosed };
  }
  const found = at(answer, 'channel');
  const name = textAt(found, 'name');
  const hears = found.is_member !== false;
  return { ...base, obstacle: obstacleIn(found), channel: name === null ? null : `#${name}`, hears, told: true };
}

function obstacleIn(found: Wire): ChannelAccess['obstacle'] {
  if (found.is_archived === true) return 'channel-archived';
  if (found.is_private === true && found.is_member === false && found.is_im !== true) return 'not-in-channel';
  return found.is_read_only === true || found.is_thread_only === true ? 'no-permission' : null;
}
