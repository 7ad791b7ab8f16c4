import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { ChannelPurpose } from '../../chat/channel-access.ts';

/** Discord's name of a permission. */
export type Right = keyof typeof PermissionFlagsBits;

/** What the bot is to be allowed in a channel, by what the channel is used for. The invitation of the guide grants all of it. */
export const RIGHTS = {
  posts: ['ViewChannel', 'SendMessages', 'AttachFiles', 'ReadMessageHistory'],
  'private-threads': [
    'ViewChannel',
    'CreatePrivateThreads',
    'SendMessagesInThreads',
    'ManageThreads',
    'AttachFiles',
    'ReadMessageHistory',
  ],
} as const satisfies Record<ChannelPurpose, readonly Right[]>;

/** Without these there is no thread at all; without the others something in it doesn't work. */
export const TO_OPEN_THREADS = [
  PermissionFlagsBits.CreatePrivateThreads,
  PermissionFlagsBits.SendMessagesInThreads,
] as const;

/** In a thread another permission than in its channel lets one write. */
export const IN_THREADS: readonly Right[] = [
  'ViewChannel',
  'SendMessagesInThreads',
  'AttachFiles',
  'ReadMessageHistory',
];

/** The kinds of channels that Discord lets hold it. Neither forums nor channels for media take a message of their own. */
export const KINDS: Readonly<Record<ChannelPurpose, ReadonlySet<ChannelType>>> = {
  posts: new Set([
    ChannelType.GuildText,
    ChannelType.GuildAnnouncement,
    ChannelType.GuildVoice,
    ChannelType.GuildStageVoice,
    ChannelType.PublicThread,
    ChannelType.PrivateThread,
    ChannelType.AnnouncementThread,
  ]),
  'private-threads': new Set([ChannelType.GuildText]),
};
