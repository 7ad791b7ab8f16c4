import type { WireObject } from '../json.ts';

/**
 * This file holds the state of the local Discord. Discord's own numbers are kept as they are: `type` is the type on
 * the wire.
 */
export interface User {
  readonly id: string;
  name: string;
  readonly username: string;
  readonly locale: 'fr' | 'en-GB';
  readonly bot: boolean;
  acceptsDirectMessages: boolean;
  /** True when they pay for Nitro, which allows longer messages. */
  nitro: boolean;
}

export interface DiscordRole {
  readonly id: string;
  name: string;
  permissions: bigint;
  position: number;
  color: number;
  mentionable: boolean;
  readonly botId: string | null;
}

export interface Member {
  readonly userId: string;
  readonly roles: Set<string>;
  nick: string | null;
  readonly joinedAt: number;
  /** The end of a timeout; null when there is none. */
  mutedUntil: number | null;
}

/** An emoji that a guild has made itself. */
export interface GuildEmoji {
  readonly id: string;
  readonly name: string;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  ownerId: string;
  readonly roles: Map<string, DiscordRole>;
  readonly members: Map<string, Member>;
  readonly events: Map<string, ScheduledEvent>;
  readonly emojis: Map<string, GuildEmoji>;
}

export const channelType = {
  text: 0,
  dm: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
  forum: 15,
} as const;

export interface Overwrite {
  readonly id: string;
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface ThreadInfo {
  readonly ownerId: string;
  /** Time of the last message, reopening or change of `autoArchive`. */
  activeAt: number;
  archived: boolean;
  locked: boolean;
  invitable: boolean;
  autoArchive: number;
  archiveChangedAt: number;
  readonly createdAt: number;
  readonly members: Map<string, number>;
  totalSent: number;
}

export interface Channel {
  readonly id: string;
  type: number;
  readonly guildId: string | null;
  parentId: string | null;
  name: string;
  topic: string | null;
  position: number;
  slowmode: number;
  readonly overwrites: Map<string, Overwrite>;
  readonly recipients: readonly string[];
  readonly thread: ThreadInfo | null;
  /** Ids, oldest first, including those of ephemeral messages. */
  readonly messages: string[];
  lastMessageId: string | null;
}

export interface Attachment {
  readonly id: string;
  readonly channelId: string;
  readonly filename: string;
  readonly title: string | null;
  readonly contentType: string;
  description: string | null;
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly ephemeral: boolean;
}

export interface AllowedMentions {
  readonly parse: readonly string[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly repliedUser: boolean;
}

export interface Mentions {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

export interface DiscordMessage {
  readonly id: string;
  readonly channelId: string;
  readonly type: number;
  readonly authorId: string;
  readonly webhook: { readonly id: string; readonly name: string; readonly avatar: string | null } | null;
  readonly applicationId: string | null;
  content: string;
  embeds: readonly WireObject[];
  components: readonly WireObject[];
  attachments: readonly Attachment[];
  flags: number;
  readonly at: number;
  editedAt: number | null;
  readonly nonce: string | number | null;
  /** The message it refers to, or the channel as a whole. */
  readonly replyTo: { readonly channelId: string; readonly messageId: string | null } | null;
  mentions: Mentions;
  /** The people notified when it appeared; later edits notify nobody. */
  pinged: Mentions;
  readonly reactions: Map<string, Set<string>>;
  pinnedAt: number | null;
  /** The only person who sees it, for ephemeral answers. */
  readonly onlyFor: string | null;
  readonly interaction: WireObject | null;
  /** The poll as the API shows it; only people's messages have one. */
  readonly poll: WireObject | null;
  readonly stickers: readonly WireObject[];
  threadId: string | null;
}

export interface Webhook {
  readonly id: string;
  readonly token: string;
  channelId: string;
  readonly guildId: string;
  name: string;
  avatar: string | null;
  readonly creatorId: string;
}

export interface ScheduledEvent {
  readonly id: string;
  readonly guildId: string;
  readonly creatorId: string;
  name: string;
  description: string | null;
  image: string | null;
  start: string;
  end: string | null;
  entityType: number;
  channelId: string | null;
  location: string | null;
  status: number;
}

export interface DiscordCommand {
  readonly id: string;
  readonly version: string;
  readonly guildId: string | null;
  /** The command as it was registered, with defaults filled in. */
  readonly data: WireObject;
}

/** A modal as the bot sent it, open in front of a person. */
export interface OpenForm {
  readonly id: string;
  readonly interaction: DiscordInteraction;
  readonly customId: string;
  readonly title: string;
  readonly components: readonly WireObject[];
}

export interface DiscordInteraction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  readonly createdAt: number;
  readonly commandName: string | null;
  /** Type of the option that is being typed, for an autocomplete; otherwise 0. */
  readonly focusedType: number;
  /** The message whose component was used, or from which the modal was opened. */
  readonly sourceMessageId: string | null;
  state: 'waiting' | 'acknowledged' | 'expired';
  /** Id of the message that @original refers to once answered. */
  originalId: string | null;
  choices: readonly WireObject[];
  readonly settle: (outcome: 'acknowledged' | 'expired') => void;
  readonly settled: Promise<unknown>;
}

export const messageFlag = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;
