import type { DiscordCore } from '../core.ts';
import { intent } from '../gateway/intents.ts';
import type { WireObject } from '../json.ts';
import { may } from '../model/access.ts';
import { storedName, titleOf } from '../model/file-name.ts';
import { findMentions, mentionableTexts, nobody } from '../model/mentions.ts';
import type { AllowedMentions, Attachment, Channel, DiscordMessage, Mentions, Webhook } from '../model/types.ts';
import { messageFlag } from '../model/types.ts';
import type { NewAttachment } from '../validate/attachments.ts';
import type { Draft } from '../validate/message.ts';
import { emitMessage, emitMessageEvent } from './emit.ts';
import { joinThread, reviveThread } from './thread-members.ts';

export interface NewDiscordMessage {
  readonly channel: Channel;
  readonly authorId: string;
  readonly draft: Draft;
  readonly webhook?: Webhook & { readonly shownName?: string; readonly shownAvatar?: string | null };
  readonly type?: number;
  readonly nonce?: string | number | null;
  readonly replyTo?: DiscordMessage | null;
  /** The id of a channel that it refers to as a whole. */
  readonly aboutChannel?: string;
  readonly onlyFor?: string | null;
  readonly interaction?: WireObject | null;
  readonly extraFlags?: number;
  readonly poll?: WireObject;
  readonly stickers?: readonly WireObject[];
}

export function postMessage(core: DiscordCore, given: NewDiscordMessage): DiscordMessage {
  const { world } = core;
  const { channel, draft, webhook } = given;
  const id = world.ids.next();
  const onlyFor = given.onlyFor ?? null;
  const byApplication = webhook !== undefined || (given.interaction ?? null) !== null;
  const allowed = draft.allowed ?? (byApplication ? onlyUsers : null);
  const mentions = mentionsOf(core, channel, given.authorId, { ...draft, allowed }, given.replyTo ?? null);
  const message: DiscordMessage = {
    id,
    channelId: channel.id,
    type: given.type ?? (given.replyTo ? 19 : 0),
    authorId: webhook ? webhook.id : given.authorId,
    webhook: webhook
      ? { id: webhook.id, name: webhook.shownName ?? webhook.name, avatar: webhook.shownAvatar ?? webhook.avatar }
      : null,
    applicationId: webhook?.creatorId === world.bot.id || given.interaction ? world.bot.id : null,
    content: draft.content,
    embeds: draft.embeds,
    components: draft.components,
    attachments: draft.newFiles.map((file) => attachFile(core, channel.id, file, onlyFor !== null)),
    flags: draft.flags | (given.extraFlags ?? 0),
    at: core.clock.now(),
    editedAt: null,
    nonce: given.nonce ?? null,
    replyTo: referenceOf(given),
    mentions,
    pinged: draft.flags & messageFlag.suppressNotifications ? nobody : mentions,
    reactions: new Map(),
    pinnedAt: null,
    onlyFor,
    interaction: given.interaction ?? null,
    poll: given.poll ?? null,
    stickers: given.stickers ?? [],
    threadId: null,
  };
  world.messages.set(id, message);
  channel.messages.push(id);
  if (onlyFor === null) {
    if (channel.thread) {
      reviveThread(core, channel);
      channel.thread.totalSent++;
    }
    channel.lastMessageId = id;
    if (channel.thread && !channel.thread.members.has(given.authorId) && !webhook)
      joinThread(core, channel, [given.authorId]);
  }
  emitMessage(core, 'MESSAGE_CREATE', message);
  if (onlyFor === null && channel.thread) joinThread(core, channel, mentions.users);
  return message;
}

/** Updates a message. A deferred answer that is filled for the first time notifies people like a new message. */
export function changeMessage(core: DiscordCore, message: DiscordMessage, draft: Draft): DiscordMessage {
  const channel = core.world.channel(message.channelId);
  const wasLoading = (message.flags & messageFlag.loading) !== 0;
  message.content = draft.content;
  message.embeds = draft.embeds;
  message.components = draft.components;
  message.attachments = [
    ...message.attachments.flatMap((attachment) => {
      const kept = draft.keptAttachments.find((file) => file.id === attachment.id);
      if (!kept) return [];
      attachment.description = kept.description;
      return [attachment];
    }),
    ...draft.newFiles.map((file) => attachFile(core, channel.id, file, message.onlyFor !== null)),
  ];
  message.flags = draft.flags & ~messageFlag.loading;
  const byApplication = message.webhook !== null || message.interaction !== null;
  const allowed = draft.allowed ?? (byApplication ? onlyUsers : null);
  message.mentions = mentionsOf(core, channel, message.authorId, { ...draft, allowed }, null);
  if (wasLoading) message.pinged = message.mentions;
  // No two changes of a message have the same time.
  else message.editedAt = Math.max(core.clock.now(), (message.editedAt ?? 0) + 1);
  emitMessage(core, 'MESSAGE_UPDATE', message);
  return message;
}

/** Unfolds a link below a message. Discord reports this as a change, though nobody has edited anything. */
export function unfoldLink(core: DiscordCore, message: DiscordMessage): void {
  message.embeds = [{ type: 'link', url: 'https://example.org/', title: 'Example' }];
  emitMessage(core, 'MESSAGE_UPDATE', message);
}

/** Removes a message without telling anybody. */
function forgetMessage(core: DiscordCore, message: DiscordMessage): void {
  const channel = core.world.channel(message.channelId);
  core.world.messages.delete(message.id);
  const index = channel.messages.indexOf(message.id);
  if (index >= 0) channel.messages.splice(index, 1);
  for (const attachment of message.attachments) core.world.attachments.delete(attachment.id);
}

export function removeMessage(core: DiscordCore, message: DiscordMessage): void {
  forgetMessage(core, message);
  emitMessageEvent(core, 'MESSAGE_DELETE', message, { id: message.id }, intent.guildMessages, intent.directMessages);
}

/** Removes several messages of a channel at once, which is one event. */
export function removeMessages(core: DiscordCore, messages: readonly DiscordMessage[]): void {
  const [first] = messages;
  if (!first) return;
  for (const message of messages) forgetMessage(core, message);
  const event = { ids: messages.map(({ id }) => id) };
  emitMessageEvent(core, 'MESSAGE_DELETE_BULK', first, event, intent.guildMessages, intent.directMessages);
}

/** Posts one of Discord's own lines: somebody was added to a thread, a message was pinned … */

export function postSystemMessage(
  core: DiscordCore,
  channel: Channel,
  authorId: string,
  type: number,
  content: string,
  about: DiscordMessage | Channel | null = null,
  mentioned: readonly string[] = [],
): DiscordMessage {
  const draft: Draft = {
    content,
    embeds: [],
    components: [],
    flags: 0,
    keptAttachments: [],
    newFiles: [],
    allowed: { parse: [], users: mentioned, roles: [], repliedUser: false },
  };
  const reference = about === null ? {} : 'channelId' in about ? { replyTo: about } : { aboutChannel: about.id };
  return postMessage(core, { channel, authorId, draft, type, ...reference });
}

function referenceOf({ replyTo, aboutChannel }: NewDiscordMessage): DiscordMessage['replyTo'] {
  if (aboutChannel !== undefined) return { channelId: aboutChannel, messageId: null };
  return replyTo ? { channelId: replyTo.channelId, messageId: replyTo.id } : null;
}

/**
 * The mentions that interactions and webhooks may make unless they say otherwise; in other messages every mention
 * counts.
 */
const onlyUsers: AllowedMentions = { parse: ['users'], users: [], roles: [], repliedUser: false };

function mentionsOf(
  core: DiscordCore,
  channel: Channel,
  authorId: string,
  draft: Draft,
  replyTo: DiscordMessage | null,
): Mentions {
  const texts = mentionableTexts(draft.content, draft.components);
  const found = findMentions(
    core.world,
    channel.guildId,
    texts,
    draft.allowed,
    // A webhook has no permissions that could be taken away.
    core.world.webhooks.has(authorId) || may(core.world, authorId, channel, 'MentionEveryone'),
  );
  const replied =
    replyTo && !replyTo.webhook && (draft.allowed === null || draft.allowed.repliedUser) ? [replyTo.authorId] : [];
  return { ...found, users: [...new Set([...found.users, ...replied])] };
}

export function attachFile(core: DiscordCore, channelId: string, file: NewAttachment, ephemeral: boolean): Attachment {
  const attachment: Attachment = {
    id: core.world.ids.next(),
    channelId,
    filename: storedName(file.name),
    title: titleOf(file.name),
    contentType: file.type === '' ? 'application/octet-stream' : file.type,
    description: file.description,
    bytes: file.bytes,
    size: file.size ?? file.bytes.length,
    ephemeral,
  };
  core.world.attachments.set(attachment.id, attachment);
  return attachment;
}
