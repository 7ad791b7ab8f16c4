import type { UploadedFile } from '../../local-platform.ts';
import { checkMessageBlocks } from '../check/payload.ts';
import type { SlackCore } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { change, erase, post } from '../posting.ts';
import { escaped } from '../read/mrkdwn.ts';
import { mrkdwnOf } from '../read/rich-mrkdwn.ts';
import type { NewSlackMessage, SlackChannel, SlackMessage, SlackUser } from '../state.ts';
import { linkedNames, linkedUrls } from '../typed-text.ts';
import { uploadFile } from './fill.ts';
import { archivedRefusal, lockedRefusal, memberRefusal, refusalFor } from './refusals.ts';

/** The account in whose name Slack writes its own lines. */
const SLACKBOT = 'USLACKBOT';

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
  broadcast = false,
): SlackMessage {
  if (text.trim() === '' && files.length === 0)
    throw refusalFor(user, "Il n'y a rien à envoyer.", 'There is nothing to send.');
  const typed = { text: typedText(core, text), blocks: [], threadTs, broadcast };
  return send(core, user, channel, typed, files);
}

/** Writes with the buttons of Slack's composer: lists, underlining and all else that rich text holds. */
export function sayRich(
  core: SlackCore,
  user: SlackUser,
  channel: SlackChannel,
  threadTs: string | null,
  elements: readonly JsonObject[],
): SlackMessage {
  const blocks = [{ type: 'rich_text', elements: [...elements] }];
  checkMessageBlocks(blocks);
  return send(core, user, channel, { text: mrkdwnOf(elements), blocks, threadTs, broadcast: false }, []);
}

/** Begins a call in a channel, of which Slack writes a line in its own name. */
export function startHuddle(core: SlackCore, user: SlackUser, channel: SlackChannel): SlackMessage {
  return post(core, {
    ...{ channel: channel.id, user: SLACKBOT, subtype: 'huddle_thread', callBy: user.id, text: 'A huddle started' },
    ...{ byBot: false, username: null, icons: null, blocks: [], attachments: [] },
    ...{ threadTs: null, broadcast: false, ephemeralTo: null, metadata: null, files: [] },
  });
}

/** Replies in a message's thread and, with `broadcast`, also sends the reply to the channel. */
export function reply(
  core: SlackCore,
  user: SlackUser,
  message: SlackMessage,
  text: string,
  files: readonly UploadedFile[],
  broadcast: boolean,
): SlackMessage {
  const channel = core.workspace.channels.get(message.channel);
  if (!channel) throw new Error(`message ${message.ts} stands in no channel`);
  return say(core, user, channel, message.threadTs ?? message.ts, text, files, broadcast);
}

function send(
  core: SlackCore,
  user: SlackUser,
  channel: SlackChannel,
  draft: Pick<NewSlackMessage, 'text' | 'blocks' | 'threadTs' | 'broadcast'>,
  files: readonly UploadedFile[],
): SlackMessage {
  const { threadTs } = draft;
  if (channel.archived) throw archivedRefusal(user);
  if (!channel.members.has(user.id)) throw memberRefusal(user, channel.name);
  if (channel.kind === 'im' && (!core.installation.messagesTab || core.installation.messagesReadOnly)) {
    throw refusalFor(
      user,
      "L'envoi de messages à cette application a été désactivé.",
      'Sending messages to this app has been turned off.',
    );
  }
  if (threadTs !== null) {
    const parent = core.workspace.message(channel.id, threadTs);
    if (!parent || parent.threadTs !== null) throw new Error(`no thread ${threadTs} in #${channel.name}`);
    if (parent.locked) throw lockedRefusal(user);
  }
  return post(core, {
    channel: channel.id,
    user: user.id,
    byBot: false,
    username: null,
    icons: null,
    ...draft,
    attachments: [],
    ephemeralTo: null,
    metadata: null,
    files: files.map((file) => uploadFile(core, user, file).id),
  });
}

export function editOwn(core: SlackCore, user: SlackUser, message: SlackMessage, text: string): void {
  if (message.user !== user.id)
    throw refusalFor(user, 'Vous ne pouvez modifier que vos propres messages.', 'You can only edit your own messages.');
  change(core, message, { text: typedText(core, text), blocks: [], by: user.id });
}

export function removeOwn(core: SlackCore, user: SlackUser, message: SlackMessage): void {
  if (message.user !== user.id && message.ephemeralTo !== user.id && !user.administrator) {
    throw refusalFor(
      user,
      'Vous ne pouvez supprimer que vos propres messages.',
      'You can only delete your own messages.',
    );
  }
  erase(core, message);
}
