import type { Needs } from '../chat/needs.ts';

/** The needs for hearing what people do, for knowing who they are, and for answering them. */
export const dispatchNeeds = {
  slack: [
    { kind: 'scope', name: 'commands', required: true, without: 'platforms.slack.start.without.commands' },
    {
      kind: 'scope',
      name: 'users:read',
      required: true,
      without: 'platforms.slack.start.without.users-read',
      events: ['user_change'],
    },
    {
      kind: 'scope',
      name: 'app_mentions:read',
      required: false,
      without: 'platforms.slack.start.without.app_mentions-read',
      events: ['app_mention'],
    },
    {
      kind: 'scope',
      name: 'im:history',
      required: false,
      without: 'platforms.slack.start.without.im-history',
      events: ['message.im'],
    },
    {
      kind: 'scope',
      name: 'channels:history',
      required: false,
      without: 'platforms.slack.start.without.channels-typed',
      events: ['message.channels'],
    },
    {
      kind: 'scope',
      name: 'groups:history',
      required: false,
      without: 'platforms.slack.start.without.groups-typed',
      events: ['message.groups'],
    },
    { kind: 'scope', name: 'channels:read', required: false, without: 'platforms.slack.start.without.channels-read' },
    { kind: 'scope', name: 'groups:read', required: false, without: 'platforms.slack.start.without.groups-read' },
    { kind: 'scope', name: 'im:read', required: false, without: 'platforms.slack.start.without.im-read' },
    { kind: 'scope', name: 'files:read', required: false, without: 'platforms.slack.start.without.files-read' },
  ],
  discord: [
    { kind: 'intent', name: 'Guilds', required: true, without: 'platforms.discord.start.without.Guilds' },
    { kind: 'intent', name: 'GuildMessages', required: true, without: 'platforms.discord.start.without.GuildMessages' },
    {
      kind: 'intent',
      name: 'DirectMessages',
      required: true,
      without: 'platforms.discord.start.without.DirectMessages',
    },
    { kind: 'intent', name: 'MessageContent', required: false, without: 'platforms.discord.start.noMessageContent' },
    { kind: 'intent', name: 'GuildMembers', required: false, without: 'platforms.discord.start.noMembers' },
  ],
} as const satisfies Needs;
