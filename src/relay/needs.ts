import type { Needs } from '../chat/needs.ts';
import type { TextKey } from '../texts/index.ts';

/** The relay's needs on each platform. Without one of them a part of what is said doesn't pass, and the rest does. */
export const relayNeeds: Needs<TextKey> = {
  slack: [
    {
      kind: 'scope',
      name: 'chat:write.customize',
      required: false,
      without: 'platforms.slack.start.relay.chat-write-customize',
    },
    {
      kind: 'scope',
      name: 'channels:history',
      required: false,
      without: 'platforms.slack.start.relay.channels-history',
      events: ['message.channels'],
    },
    {
      kind: 'scope',
      name: 'groups:history',
      required: false,
      without: 'platforms.slack.start.relay.groups-history',
      events: ['message.groups'],
    },
    {
      kind: 'scope',
      name: 'reactions:read',
      required: false,
      without: 'platforms.slack.start.relay.reactions-read',
      events: ['reaction_added', 'reaction_removed'],
    },
    {
      kind: 'scope',
      name: 'pins:read',
      required: false,
      without: 'platforms.slack.start.relay.pins-read',
      events: ['pin_added', 'pin_removed'],
    },
    { kind: 'scope', name: 'pins:write', required: false, without: 'platforms.slack.start.relay.pins-write' },
    { kind: 'scope', name: 'files:read', required: false, without: 'platforms.slack.start.relay.files-read' },
    { kind: 'scope', name: 'files:write', required: false, without: 'platforms.slack.start.relay.files-write' },
    {
      kind: 'scope',
      name: 'channels:read',
      required: false,
      without: 'platforms.slack.start.relay.channels-read',
      events: [
        ...['channel_archive', 'channel_deleted', 'channel_left', 'channel_rename', 'channel_unarchive'],
        'member_joined_channel',
      ],
    },
    {
      kind: 'scope',
      name: 'groups:read',
      required: false,
      without: 'platforms.slack.start.relay.groups-read',
      events: ['group_archive', 'group_deleted', 'group_left', 'group_rename', 'group_unarchive'],
    },
  ],
  discord: [
    {
      kind: 'intent',
      name: 'MessageContent',
      required: false,
      without: 'platforms.discord.start.relay.MessageContent',
    },
    {
      kind: 'intent',
      name: 'GuildMessageReactions',
      required: false,
      without: 'platforms.discord.start.relay.GuildMessageReactions',
    },
    { kind: 'intent', name: 'GuildWebhooks', required: false, without: 'platforms.discord.start.relay.GuildWebhooks' },
    {
      kind: 'permission',
      name: 'ManageWebhooks',
      required: false,
      without: 'platforms.discord.start.relay.ManageWebhooks',
      purposes: ['relay'],
    },
    {
      kind: 'permission',
      name: 'ReadMessageHistory',
      required: false,
      without: 'platforms.discord.start.relay.ReadMessageHistory',
      purposes: ['relay'],
    },
    {
      kind: 'permission',
      name: 'CreatePublicThreads',
      required: false,
      without: 'platforms.discord.start.relay.CreatePublicThreads',
      purposes: ['relay'],
    },
    {
      kind: 'permission',
      name: 'SendMessagesInThreads',
      required: false,
      without: 'platforms.discord.start.relay.SendMessagesInThreads',
      purposes: ['relay'],
    },
    {
      kind: 'permission',
      name: 'PinMessages',
      required: false,
      without: 'platforms.discord.start.relay.PinMessages',
      purposes: ['relay'],
    },
    {
      kind: 'permission',
      name: 'ManageMessages',
      required: false,
      without: 'platforms.discord.start.relay.ManageMessages',
      purposes: ['relay'],
    },
  ],
};
