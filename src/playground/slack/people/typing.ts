import { PlatformRefusal, type UploadedFile } from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import { change, erase, post } from '../posting.ts';
import { escaped } from '../read/mrkdwn.ts';
import type { SlackChannel, SlackMessage, SlackUser } from '../state.ts';
import { linkedNames, linkedUrls } from '../typed-text.ts';
import { storeFile } from './fill.ts';

/** Converts typed text as Slack's composer does: entities are escaped, picked names and addresses become tokens. */
function typedText(core: SlackCore, text: string): string {
  return linkedNames(core.workspace, linkedUrls(escaped(text)));
}

export function say(
  core: SlackCore,
  user: SlackUser,
  channel: SlackChannel,
  threadTs: string | null,
  text: string,
  files: readonly UploadedFile[],
): SlackMessage {
  if (channel.archived) throw new PlatformRefusal('This channel has been archived.');
  if (!channel.members.has(user.id)) throw new PlatformRefusal(`You are not a member of #${channel.name}.`);
  if (channel.kind === 'im' && (!core.installation.messagesTab || core.installation.messagesReadOnly)) {
    throw new PlatformRefusal('Sending messages to this app has been turned off.');
  }
  if (text.trim() === '' && files.length === 0) throw new PlatformRefusal('There is nothing to send.');
  if (threadTs !== null) {
    const parent = core.workspace.message(channel.id, threadTs);
    if (!parent || parent.threadTs !== null) throw new Error(`no thread ${threadTs} in #${channel.name}`);
    if (parent.locked) throw new PlatformRefusal('This thread has been locked.');
  }
  return post(core, {
    channel: channel.id,
    user: user.id,
    byBot: false,
    username: null,
    icons: null,
    text: typedText(core, text),
    blocks: [],
    attachments: [],
    threadTs,
    broadcast: false,
    ephemeralTo: null,
    metadata: null,
    files: files.map((file) => storeFile(core, user, file).id),
  });
}

export function editOwn(core: SlackCore, user: SlackUser, message: SlackMessage, text: string): void {
  if (message.user !== user.id) throw new PlatformRefusal('You can only edit your own messages.');
  change(core, message, { text: typedText(core, text), by: user.id });
}

export function removeOwn(core: SlackCore, user: SlackUser, message: SlackMessage): void {
  if (message.user !== user.id && message.ephemeralTo !== user.id) {
    throw new PlatformRefusal('You can only delete your own messages.');
  }
  erase(core, message);
}
