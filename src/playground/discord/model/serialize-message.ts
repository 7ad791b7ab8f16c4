import { isObject, type JsonObject, textOf } from '../json.ts';
import { channelJson, isoTime, userJson } from './serialize.ts';
import type { Attachment, Message } from './types.ts';
import { messageFlag } from './types.ts';
import type { World } from './world.ts';

const LINK_LIFE = 24 * 3_600_000;

export interface MessageView {
  /** http://127.0.0.1:port, where attachments are served. */
  readonly origin: string;
  /** Whether whoever receives it may read what others wrote. */
  readonly content: boolean;
}

export function attachmentUrl(world: World, attachment: Attachment, origin: string): string {
  const kind = attachment.ephemeral ? 'ephemeral-attachments' : 'attachments';
  const expires = Math.floor((world.clock.now() + LINK_LIFE) / 1000).toString(16);
  const issued = Math.floor(world.clock.now() / 1000).toString(16);
  const name = encodeURIComponent(attachment.filename);
  return `${origin}/${kind}/${attachment.channelId}/${attachment.id}/${name}?ex=${expires}&is=${issued}&hm=${attachment.id}`;
}

export function attachmentJson(world: World, attachment: Attachment, origin: string): JsonObject {
  const url = attachmentUrl(world, attachment, origin);
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.bytes.length,
    url,
    proxy_url: url,
    content_type: attachment.contentType,
    ...(attachment.description === null ? {} : { description: attachment.description }),
    ...(attachment.ephemeral ? { ephemeral: true } : {}),
  };
}

export function messageJson(world: World, message: Message, view: MessageView): JsonObject {
  const { webhook } = message;
  const author = webhook
    ? {
        id: webhook.id,
        username: webhook.name,
        global_name: null,
        avatar: webhook.avatar,
        discriminator: '0000',
        public_flags: 0,
        flags: 0,
        bot: true,
      }
    : userJson(world.user(message.authorId));
  const thread = message.threadId === null ? undefined : world.channels.get(message.threadId);
  const replied = message.replyTo ? world.messages.get(message.replyTo.messageId) : undefined;
  const isReply = message.replyTo !== null && (message.type === 19 || message.type === 21);
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author,
    content: view.content ? message.content : '',
    embeds: view.content ? message.embeds : [],
    components: view.content ? componentsJson(world, message, view.origin) : [],
    attachments: view.content
      ? message.attachments.map((attachment) => attachmentJson(world, attachment, view.origin))
      : [],
    timestamp: isoTime(message.at),
    edited_timestamp: message.editedAt === null ? null : isoTime(message.editedAt),
    flags: message.flags,
    tts: false,
    pinned: message.pinned,
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
    ...(message.reactions.size > 0 ? { reactions: reactionsJson(world, message) } : {}),
  };
}

function referenceJson(world: World, reply: { channelId: string; messageId: string }): JsonObject {
  const guildId = world.channels.get(reply.channelId)?.guildId ?? null;
  return {
    type: 0,
    channel_id: reply.channelId,
    message_id: reply.messageId,
    ...(guildId === null ? {} : { guild_id: guildId }),
  };
}

function interactionJson(world: World, metadata: JsonObject): JsonObject {
  const user = userJson(world.user(textOf(metadata.user_id)));
  const { user_id: _, ...rest } = metadata;
  return { interaction_metadata: { ...rest, user, authorizing_integration_owners: {} } };
}

function reactionsJson(world: World, message: Message): JsonObject[] {
  return [...message.reactions].map(([emoji, users]) => ({
    emoji: { id: null, name: emoji },
    count: users.size,
    count_details: { burst: 0, normal: users.size },
    burst_colors: [],
    me: users.has(world.bot.id),
    me_burst: false,
    burst_me: false,
  }));
}

/** `attachment://name` becomes the link of the stored file, as Discord does in its answers. */
function componentsJson(world: World, message: Message, origin: string): unknown {
  return resolveMedia(message.components, (name) => {
    const attachment = message.attachments.find((candidate) => candidate.filename === name);
    if (!attachment) return null;
    const url = attachmentUrl(world, attachment, origin);
    return {
      url,
      proxy_url: url,
      content_type: attachment.contentType,
      attachment_id: attachment.id,
      width: null,
      height: null,
      loading_state: 2,
    };
  });
}

function resolveMedia(value: unknown, find: (name: string) => JsonObject | null): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveMedia(item, find));
  if (!isObject(value)) return value;
  const url = textOf(value.url);
  if (url.startsWith('attachment://')) return find(url.slice('attachment://'.length)) ?? value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolveMedia(inner, find)]));
}

/** Without the Message Content intent a bot reads its own messages, direct ones and those that mention it. */
export function contentIsReadable(world: World, message: Message, granted: boolean): boolean {
  return (
    granted ||
    message.authorId === world.bot.id ||
    message.applicationId === world.bot.id ||
    message.mentions.users.includes(world.bot.id) ||
    world.channels.get(message.channelId)?.guildId === null ||
    (message.flags & messageFlag.ephemeral) !== 0
  );
}
