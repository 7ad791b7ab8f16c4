import type { ChannelAccess } from '../../chat/platform.ts';
import type { SlackClient } from './client.ts';
import type { Directory } from './directory.ts';
import { slackCode } from './errors.ts';
import { at, textAt } from './wire.ts';

/** A public channel is joined when something is to be posted, so only private ones can be closed to the bot. */
export async function accessTo(
  client: SlackClient,
  directory: Directory,
  channel: string,
  bot: string,
): Promise<ChannelAccess> {
  const answer = await client.conversations.info({ channel }).catch((error: unknown) => slackCode(error) ?? '');
  if (typeof answer === 'string') {
    // Slack says the same of a private channel and of one that is no more.
    const obstacle = answer === 'channel_not_found' ? 'not-in-channel' : null;
    return { obstacle, channel: directory.typedChannel(channel), bot };
  }
  const found = at(answer, 'channel');
  const name = textAt(found, 'name');
  const closed = found.is_private === true && found.is_member === false && found.is_im !== true;
  const obstacle = found.is_archived === true ? 'channel-archived' : closed ? 'not-in-channel' : null;
  return { obstacle, channel: name === null ? null : `#${name}`, bot };
}
