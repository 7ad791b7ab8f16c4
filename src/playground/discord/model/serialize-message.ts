import { textOf, type WireObject } from '../json.ts';
import { emojiJson } from './emoji.ts';
import { attachmentUrl, withMedia } from './media.ts';
import { channelJson, isoTime, userJson } from './serialize.ts';
import type { Attachment, DiscordMessage } from './types.ts';
import { messageFlag } from './types.ts';
import type { World } from './world.ts';

export interface MessageView {
  /** http://127.0.0.1:port, where attachments are served. */
  readonly origin: string;
  /** True when the recipient may read what others wrote. */
  readonly content: boolean;
}

export function attachmentJson(world: World, attachment: Attachment, origin: string): WireObject {
  const url = attachmentUrl(world, attachment, origin);
  return {
    id: attachment.id,
    filename: attachment.filename,
    ...(attachment.title === null ? {} : { title: attachment.title }),
    size: attachment.size,
    url,
    proxy_url: url,
    content_type: attachment.contentType,
    ...(attachment.description === null ? {} : { description: attachment.description }),
    ...(attachment.ephemeral ? { ephemeral: true } : {}),
  };
}

export function messageJson(world: World, message: DiscordMessage, view: MessageView): WireObject {
  const { webhook } = message;
  const author = webhook
    ? {
        id: webhook.id,
        username: webhook.name,
        global_name: null,
        avatar: webhook.avatar,
        discriminator: '0000',
        primary_guild: null,
        public_flags: 0,
        flags: 0,
        bot: true,
      }
    : userJson(world.user(message.authorId));
  const thread = message.threadId === null ? undefined : world.channels.get(message.threadId);
  const replied = world.messages.get(message.replyTo?.messageId ?? '');
  const isReply = message.replyTo !== null && (message.type === 19 || message.type === 21);
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author,
    content: view.content ? message.content : '',
    embeds: view.content ? message.embeds.map((embed) => withMedia(world, message, view.origin, embed)) : [],
    components: view.content ? message.components.map((item) => withMedia(world, message, view.origin, item)) : [],
    attachments: view.content
      ? message.attachments.map((attachment) => attachmentJson(world, attachment, view.origin))
      : [],
    timestamp: isoTime(message.at),
    edited_timestamp: message.editedAt === null ? null : isoTime(message.editedAt),
    flags: message.flags,
    tts: false,
    pinned: message.pinnedAt !== null,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.users.map((id) => userJson(world.user(id))),
    mention_roles: message.mentions.roles,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(webhook ? { webhook_id: webhook.id } : {}),
    ...(message.applicationId === null ? {} : { application_id: message.applicationId }),
    ...(message.interaction ? interactionJson(world, message.interaction) : {}),
    ...(thread ? { thread: channelJson(world, thread) } : {}),
    ...(message.replyTo ? { message_reference: referenceJson(world, message.replyTo) } : {}),
    ...(isReply
      ? { referenced_message: replied ? messageJson(world, { ...replied, replyTo: null }, view) : null }
      : {}),
    ...(message.poll && view.content ? { poll: message.poll } : {}),
    ...(message.stickers.length > 0 ? { sticker_items: message.stickers } : {}),
    ...(message.reactions.size > 0 ? { reactions: reactionsJson(world, message) } : {}),
  };
}

function referenceJson(world: World, reply: { channelId: string; messageId: string | null }): WireObject {
  const guildId = world.channels.get(reply.channelId)?.guildId ?? null;
  return {
    type: 0,
    channel_id: reply.channelId,
    ...(reply.messageId === null ? {} : { message_id: reply.messageId }),
    ...(guildId === null ? {} : { guild_id: guildId }),
  };
}

function interactionJson(world: World, metadata: WireObject): WireObject {
  const user = userJson(world.user(textOf(metadata.user_id)));
  const { user_id: _, ...rest } = metadata;
  return { interaction_metadata: { ...rest, user, authorizing_integration_owners: {} } };
}

function reactionsJson(world: World, message: DiscordMessage): WireObject[] {
  return [...message.reactions].map(([emoji, users]) => ({
    emoji: emojiJson(emoji),
    count: users.size,
    count_details: { burst: 0, normal: users.size },
    burst_colors: [],
    me: users.has(world.bot.id),
    me_burst: false,
    burst_me: false,
  }));
}

/**
 * Returns whether the bot may read the content: without the Message Content intent it reads its own messages, direct
 * ones and those that mention it; not those of its webhooks, which it doesn't write itself.
 */
export function contentIsReadable(world: World, message: DiscordMessage, granted: boolean): boolean {
  return (
    granted ||
    message.authorId === world.bot.id ||
    (message.applicationId === world.bot.id && message.webhook === null) ||
    message.mentions.users.includes(world.bot.id) ||
    world.channels.get(message.channelId)?.guildId === null ||
    (message.flags & messageFlag.ephemeral) !== 0
  );
}
