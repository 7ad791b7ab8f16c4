import type { SlackCore } from '../core.ts';
import { type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { change, erase, post } from '../posting.ts';
import { explained, ProtocolError } from '../protocol-error.ts';
import type { NewSlackMessage, SlackChannel, SlackMessage } from '../state.ts';
import { contentOf, longestText, longestUpdate, metadataOf } from './content.ts';
import { channelById, flag, isMember, type Methods, needScope, postingChannelId, required } from './method.ts';

export const chatMethods: Methods = {
  'chat.postMessage': {
    scope: 'chat:write',
    tier: 'posting',
    run(core, args) {
      required(args, 'channel');
      const channel = postingChannel(core, args.channel);
      mayPost(core, channel);
      const message = post(core, { ...draftOf(core, channel, args), ...underName(core, args) });
      const cut = textOf(args.text).length > longestText;
      return {
        ok: true,
        channel: channel.id,
        ts: message.ts,
        message: messageJson(core.workspace, core.base, message, { metadata: true }),
        ...(cut ? { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } } : {}),
      };
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    tier: 4,
    run(core, args) {
      required(args, 'channel', 'user');
      const channel = postingChannel(core, args.channel);
      mayPost(core, channel);
      // Unlike a message for all, this isn't even possible with chat:write.public.
      if (!isMember(core, channel)) throw new ProtocolError('not_in_channel');
      const user = textOf(args.user);
      if (!channel.members.has(user)) throw new ProtocolError('user_not_in_channel');
      if (textOf(args.text).length > longestText) throw new ProtocolError('msg_too_long');
      if (objectsOf(args.attachments).some((one) => one.blocks !== undefined)) {
        throw new ProtocolError('invalid_attachments');
      }
      // Its metadata isn't stored where it could be found again.
      const { metadata: _, ...kept } = args;
      const draft = draftOf(core, channel, kept);
      const message = post(core, { ...draft, ...underName(core, args), ephemeralTo: user, broadcast: false });
      return { ok: true, message_ts: message.ts };
    },
  },
  'chat.update': {
    scope: 'chat:write',
    tier: 3,
    run(core, args) {
      required(args, 'channel', 'ts');
      const { channel, message } = ownMessage(core, args, 'cant_update_message');
      if (channel.archived) throw new ProtocolError('is_inactive');
      mayEdit(core, message);
      const content = contentOf(core, args, longestUpdate);
      if (content.text === undefined && !content.blocks && !content.attachments) throw new ProtocolError('no_text');
      const metadata = metadataOf(args.metadata);
      const becomes = content.blocks ?? (content.text === undefined ? message.blocks : []);
      if (message.blocks.some(isRich) && !becomes.some(isRich)) throw new ProtocolError('block_mismatch');
      change(core, message, {
        by: core.workspace.bot.id,
        ...(content.text === undefined ? {} : { text: content.text }),
        // A text alone replaces the blocks too.
        ...(content.blocks || content.text !== undefined ? { blocks: content.blocks ?? [] } : {}),
        ...(content.attachments ? { attachments: content.attachments } : {}),
        // An empty object removes the metadata; leaving it out keeps it.
        ...(args.metadata === undefined ? {} : { metadata }),
      });
      return {
        ok: true,
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: messageJson(core.workspace, core.base, message, { metadata: true }),
      };
    },
  },
  'chat.delete': {
    scope: 'chat:write',
    tier: 3,
    run(core, args) {
      required(args, 'channel', 'ts');
      const { channel, message } = ownMessage(core, args, 'cant_delete_message');
      if (channel.archived) throw new ProtocolError('is_archived');
      erase(core, message);
      return { ok: true, channel: channel.id, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    reads: true,
    tier: 'unlimited',
    run(core, args) {
      required(args, 'channel', 'message_ts');
      const channel = channelById(core, args.channel);
      const message = core.workspace.message(channel.id, textOf(args.message_ts));
      if (!message || message.ephemeralTo !== null) throw new ProtocolError('message_not_found');
      const thread = message.threadTs === null ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
      const path = `/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
      return {
        ok: true,
        channel: channel.id,
        permalink: `https://${core.workspace.team.domain}.slack.com${path}`,
      };
    },
  },
};

/** Returns whether it is rich text, which can only be replaced by rich text. */
function isRich(block: Json): boolean {
  return objectOf(block).type === 'rich_text';
}

/**
 * Returns the channel to post in: a person's id means the direct conversation with them, `#name` a public channel.
 */
function postingChannel(core: SlackCore, given: Json | undefined): SlackChannel {
  const id = textOf(given);
  const user = core.workspace.users.get(id);
  if (user) {
    if (user.refusesDirect) throw new ProtocolError(user.refusesDirect);
    if (user.bot || user.deactivated) throw new ProtocolError('channel_not_found');
    return core.workspace.openDirect(user.id);
  }
  return channelById(core, postingChannelId(core, id));
}

export function mayPost(core: SlackCore, channel: SlackChannel): void {
  if (channel.archived) throw new ProtocolError('is_archived');
  if (channel.kind === 'im') {
    if (!core.installation.messagesTab) throw new ProtocolError('messages_tab_disabled');
    for (const member of channel.members) {
      const person = core.workspace.users.get(member);
      if (person?.refusesDirect) throw new ProtocolError(person.refusesDirect);
      if (person?.deactivated) throw new ProtocolError('channel_not_found');
    }
  }
  if (channel.restricted) throw new ProtocolError('restricted_action_read_only_channel');
  if (!isMember(core, channel) && !core.installation.scopes.includes('chat:write.public')) {
    throw new ProtocolError('not_in_channel');
  }
}

function draftOf(core: SlackCore, channel: SlackChannel, args: JsonObject): NewSlackMessage {
  const content = contentOf(core, args, longestText);
  if (!content.text && !content.blocks?.length && !content.attachments?.length) throw new ProtocolError('no_text');
  return {
    channel: channel.id,
    user: core.workspace.bot.id,
    byBot: true,
    username: null,
    icons: null,
    text: content.text ?? '',
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
    threadTs: threadOf(core, channel, args.thread_ts),
    broadcast: flag(args.reply_broadcast),
    ephemeralTo: null,
    metadata: metadataOf(args.metadata),
    files: [],
  };
}

function threadOf(core: SlackCore, channel: SlackChannel, given: Json | undefined): string | null {
  const ts = textOf(given);
  if (ts === '') return null;
  const parent = core.workspace.message(channel.id, ts);
  if (!parent || parent.tombstone) throw new ProtocolError('thread_not_found');
  if (parent.ephemeralTo !== null || parent.threadTs !== null) throw new ProtocolError('cannot_reply_to_message');
  if (parent.locked) throw new ProtocolError('restricted_action_thread_locked');
  return ts;
}

export function underName(core: SlackCore, args: JsonObject): Pick<NewSlackMessage, 'username' | 'icons'> {
  const username = textOf(args.username);
  const url = textOf(args.icon_url);
  const emoji = textOf(args.icon_emoji);
  if (username === '' && url === '' && emoji === '') return { username: null, icons: null };
  needScope(core, 'chat:write.customize');
  if (username.length > 80) throw explained('invalid_arguments', ['[ERROR] must be less than 81 characters']);
  const icons = url ? { image_48: url } : emoji ? { emoji } : null;
  return { username: username || core.workspace.botName, icons };
}

function ownMessage(
  core: SlackCore,
  args: JsonObject,
  refusal: string,
): { channel: SlackChannel; message: SlackMessage } {
  const channel = channelById(core, args.channel);
  const message = core.workspace.message(channel.id, textOf(args.ts));
  if (!message || message.ephemeralTo !== null || message.tombstone) throw new ProtocolError('message_not_found');
  if (!message.byBot) throw new ProtocolError(refusal);
  return { channel, message };
}

function mayEdit({ workspace }: SlackCore, message: SlackMessage): void {
  const { editWindow } = workspace;
  if (editWindow !== null && workspace.clock.now() - Math.floor(Number(message.ts) * 1000) >= editWindow) {
    throw new ProtocolError('edit_window_closed');
  }
}
