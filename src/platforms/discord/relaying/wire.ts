import { ChannelType } from 'discord.js';
import { z } from 'zod';
import { SNOWFLAKE } from '../snowflake.ts';

/** The fields that the relay reads of Discord's messages, threads and events: all that is used, and nothing else. */

const id = z.string().regex(SNOWFLAKE);
/** Longer than anything that Discord lets people type. */
const words = z.string().max(20_000);
const name = z.string().max(1_000);
const hash = z.string().regex(/^\w{1,64}$/);
const time = z.iso.datetime({ offset: true });

const user = z.object({
  id,
  username: name,
  global_name: name.nullish(),
  avatar: hash.nullish(),
  bot: z.boolean().optional(),
});
const member = z.object({ nick: name.nullish(), avatar: hash.nullish() });

const attachment = z.object({
  id,
  filename: name,
  title: name.nullish(),
  description: words.nullish(),
  content_type: name.nullish(),
  size: z.number().int().nonnegative(),
  url: z.string().max(4_000),
});

/** A file that is described in no way that can be read: nothing else of its message is lost for it. */
export interface UnreadableAttachment {
  readonly id: null;
  /** '?' where not even that can be read. */
  readonly filename: string;
}

const unreadable = z.unknown().transform((told): UnreadableAttachment => {
  const named = z.object({ filename: name }).safeParse(told).data;
  return { id: null, filename: named?.filename ?? '?' };
});

const attachments = z.array(attachment.or(unreadable)).max(100).default([]);

const pollMedia = z.object({
  text: words.nullish(),
  emoji: z.object({ id: id.nullish(), name: name.nullish() }).nullish(),
});

const message = z.object({
  id,
  channel_id: id,
  type: z.number().int(),
  author: user,
  member: member.optional(),
  webhook_id: id.optional(),
  content: words.default(''),
  attachments,
  mentions: z
    .array(user.extend({ member: member.optional() }))
    .max(1_000)
    .default([]),
  timestamp: time,
  edited_timestamp: time.nullish(),
  pinned: z.boolean().optional(),
  reactions: z
    .array(z.object({ count: z.number().int(), emoji: z.object({ id: id.nullish(), name: name.nullish() }) }))
    .max(1_000)
    .optional(),
  sticker_items: z.array(z.object({ name })).max(100).default([]),
  poll: z.object({ question: pollMedia, answers: z.array(z.object({ poll_media: pollMedia })).max(100) }).optional(),
  message_reference: z
    .object({ type: z.number().int().optional(), channel_id: id.optional(), message_id: id.optional() })
    .optional(),
  message_snapshots: z
    .array(
      z.object({
        message: z.object({ content: words.default(''), attachments }),
      }),
    )
    .max(10)
    .default([]),
});

const thread = z.object({
  id,
  guild_id: id.optional(),
  parent_id: id.nullish(),
  owner_id: id.optional(),
  type: z.number().int(),
  name: name.default(''),
  last_message_id: id.nullish(),
  thread_metadata: z.object({ archive_timestamp: time }).optional(),
});

export type WireUser = z.infer<typeof user>;
export type WireMember = z.infer<typeof member>;
export type WireAttachment = z.infer<typeof attachment>;
export type WireMessage = z.infer<typeof message>;
export type WireThread = z.infer<typeof thread>;

/** Each returns null for what isn't one. */
export const readWire = {
  message: (told: unknown): WireMessage | null => message.safeParse(told).data ?? null,
  thread: (told: unknown): WireThread | null => thread.safeParse(told).data ?? null,
  /** Something about one message or several. */
  touched: (told: unknown) => z.object({ channel_id: id, message_id: id }).safeParse(told).data ?? null,
  deleted: (told: unknown) =>
    z.object({ channel_id: id, id: id.optional(), ids: z.array(id).max(1_000).optional() }).safeParse(told).data ??
    null,
  /** A channel, told by its own id. */
  channel: (told: unknown) => z.object({ id }).safeParse(told).data ?? null,
  /** Something about a channel. */
  inChannel: (told: unknown) => z.object({ channel_id: id }).safeParse(told).data ?? null,
  threads: (told: unknown) =>
    z.object({ threads: z.array(thread).max(2_000), has_more: z.boolean().optional() }).safeParse(told).data ?? null,
  pins: (told: unknown) => z.object({ items: z.array(z.object({ message })).max(50) }).safeParse(told).data ?? null,
};

/** Returns whether everybody who sees a channel sees threads of this type in it. */
export const isPublicThread = (type: number): boolean =>
  type === ChannelType.PublicThread || type === ChannelType.AnnouncementThread;
