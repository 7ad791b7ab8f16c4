import { checkMessageBlocks } from '../check/payload.ts';
import { checkSlackFiles } from '../check/slack-files.ts';
import type { Core } from '../core.ts';
import { isObject, type Json, type JsonObject, objectsOf, textOf } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { change, erase, post } from '../posting.ts';
import { explained, ProtocolError } from '../protocol-error.ts';
import type { NewMessage, SlackChannel, SlackMessage } from '../state.ts';
import { linkedNames } from '../typed-text.ts';
import { channelById, flag, isMember, type Methods, needScope, required } from './method.ts';

const longestText = 40_000;
const longestUpdate = 4000;
const longestMarkdown = 12_000;
const largestMetadata = 16_000;

export const chatMethods: Methods = {
  'chat.postMessage': {
    scope: 'chat:write',
    tier: 'posting',
    run(core, args) {
      required(args, 'channel');
      const channel = postingChannel(core, args.channel);
      mayPost(core, channel);
      const message = post(core, { ...draftOf(core, channel, args), ...underName(core, args) });
      return {
        ok: true,
        channel: channel.id,
        ts: message.ts,
        message: messageJson(core.workspace, core.base, message, { metadata: true }),
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
      const user = textOf(args.user);
      if (!core.workspace.users.has(user)) throw new ProtocolError('user_not_found');
      if (!channel.members.has(user)) throw new ProtocolError('user_not_in_channel');
      const draft = draftOf(core, channel, args);
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
      const content = contentOf(core, args, longestUpdate);
      if (content.text === undefined && !content.blocks && !content.attachments) throw new ProtocolError('no_text');
      const metadata = metadataOf(args.metadata);
      change(core, message, {
        by: core.workspace.bot.id,
        ...(content.text === undefined ? {} : { text: content.text }),
        ...(content.blocks ? { blocks: content.blocks } : {}),
        ...(content.attachments ? { attachments: content.attachments } : {}),
        // An empty object takes the metadata away; leaving it out keeps it.
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
      erase(core, message);
      return { ok: true, channel: channel.id, ts: message.ts };
    },
  },
  'chat.getPermalink': {
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

/** A person's id stands for the direct conversation with them, `#name` for a public channel. */
function postingChannel(core: Core, given: Json | undefined): SlackChannel {
  const id = textOf(given);
  const user = core.workspace.users.get(id);
  if (user) {
    if (user.refusesDirect) throw new ProtocolError(user.refusesDirect);
    if (user.bot || user.deactivated) throw new ProtocolError('channel_not_found');
    return core.workspace.openDirect(user.id);
  }
  const name = id.replace(/^#/, '');
  const named = [...core.workspace.channels.values()].find((one) => one.kind === 'channel' && one.name === name);
  return channelById(core, named ? named.id : id);
}

export function mayPost(core: Core, channel: SlackChannel): void {
  if (channel.archived) throw new ProtocolError('is_archived');
  if (channel.kind === 'im') {
    if (!core.installation.messagesTab) throw new ProtocolError('messages_tab_disabled');
    for (const member of channel.members) {
      const refusal = core.workspace.users.get(member)?.refusesDirect;
      if (refusal) throw new ProtocolError(refusal);
    }
  }
  if (!isMember(core, channel) && !core.installation.scopes.includes('chat:write.public')) {
    throw new ProtocolError('not_in_channel');
  }
}

function draftOf(core: Core, channel: SlackChannel, args: JsonObject): NewMessage {
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

function threadOf(core: Core, channel: SlackChannel, given: Json | undefined): string | null {
  const ts = textOf(given);
  if (ts === '') return null;
  const parent = core.workspace.message(channel.id, ts);
  if (!parent || parent.tombstone) throw new ProtocolError('thread_not_found');
  if (parent.ephemeralTo !== null || parent.threadTs !== null) throw new ProtocolError('cannot_reply_to_message');
  return ts;
}

export interface Content {
  readonly text?: string;
  readonly blocks?: JsonObject[];
  readonly attachments?: JsonObject[];
}

export function contentOf(core: Core, args: JsonObject, longest = longestText): Content {
  const blocks = args.blocks;
  const attachments = args.attachments;
  const markdown = args.markdown_text;
  if (blocks !== undefined) {
    checkMessageBlocks(blocks);
    checkSlackFiles(core.workspace, blocks, 'invalid_blocks', '/blocks');
  }
  if (attachments !== undefined) checkAttachments(attachments);
  if (markdown !== undefined) {
    if (args.text !== undefined || blocks !== undefined) throw new ProtocolError('markdown_text_conflict');
    const text = textOf(markdown);
    if (text.length > longestMarkdown) throw new ProtocolError('msg_too_long');
    return { text, blocks: [{ type: 'markdown', text }] };
  }
  const given = args.text;
  const text = given === undefined || given === null ? undefined : String(given);
  if (text !== undefined && text.length > longest && longest === longestUpdate) throw new ProtocolError('msg_too_long');
  return {
    ...(text === undefined ? {} : { text: storedText(core, text.slice(0, longest), args) }),
    ...(blocks === undefined ? {} : { blocks: objectsOf(blocks) }),
    ...(attachments === undefined ? {} : { attachments: objectsOf(attachments) }),
  };
}

/** A lone ampersand is stored escaped; names become mentions only where the app asks for it. */
function storedText(core: Core, text: string, args: JsonObject): string {
  const escaped = text.replace(/&(?!amp;|lt;|gt;)/g, '&amp;');
  return flag(args.link_names) || args.parse === 'full' ? linkedNames(core.workspace, escaped) : escaped;
}

function checkAttachments(attachments: Json): void {
  if (!Array.isArray(attachments) || !attachments.every(isObject)) throw new ProtocolError('invalid_attachments');
  if (attachments.length > 100) throw new ProtocolError('too_many_attachments');
  attachments.forEach((attachment, index) => {
    const blocks = isObject(attachment) ? attachment.blocks : undefined;
    if (blocks !== undefined) checkMessageBlocks(blocks, `/attachments/${index}/blocks`);
  });
}

function metadataOf(given: Json | undefined): JsonObject | null {
  if (given === undefined || given === null) return null;
  if (!isObject(given)) throw new ProtocolError('invalid_metadata_format');
  if (Object.keys(given).length === 0) return null;
  const { event_type: type, event_payload: payload } = given;
  if (typeof type !== 'string' || type === '' || !isObject(payload)) throw new ProtocolError('invalid_metadata_format');
  if (JSON.stringify(given).length > largestMetadata) throw new ProtocolError('metadata_too_large');
  return given;
}

function underName(core: Core, args: JsonObject): Pick<NewMessage, 'username' | 'icons'> {
  const username = textOf(args.username);
  const url = textOf(args.icon_url);
  const emoji = textOf(args.icon_emoji);
  if (username === '' && url === '' && emoji === '') return { username: null, icons: null };
  needScope(core, 'chat:write.customize');
  if (username.length > 80) throw explained('invalid_arguments', ['[ERROR] must be less than 81 characters']);
  const icons = url ? { image_48: url } : emoji ? { emoji } : null;
  return { username: username || core.workspace.botName, icons };
}

function ownMessage(core: Core, args: JsonObject, refusal: string): { channel: SlackChannel; message: SlackMessage } {
  const channel = channelById(core, args.channel);
  const message = core.workspace.message(channel.id, textOf(args.ts));
  if (!message || message.ephemeralTo !== null || message.tombstone) throw new ProtocolError('message_not_found');
  if (!message.byBot) throw new ProtocolError(refusal);
  if (channel.archived) throw new ProtocolError('is_archived');
  return { channel, message };
}
