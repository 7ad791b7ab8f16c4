import type { Needs } from '../chat/needs.ts';

/** The needs for writing to people and channels, with files, in threads, for pinning them, and for finding what may have been sent. */
export const deliveryNeeds = {
  slack: [
    { kind: 'scope', name: 'chat:write', required: true, without: 'platforms.slack.start.without.chat-write' },
    { kind: 'scope', name: 'channels:join', required: false, without: 'platforms.slack.start.without.channels-join' },
    {
      kind: 'scope',
      name: 'channels:history',
      required: false,
      without: 'platforms.slack.start.without.channels-history',
    },
    { kind: 'scope', name: 'groups:history', required: false, without: 'platforms.slack.start.without.groups-history' },
    { kind: 'scope', name: 'im:write', required: false, without: 'platforms.slack.start.without.im-write' },
    { kind: 'scope', name: 'files:write', required: false, without: 'platforms.slack.start.without.files-write' },
    { kind: 'scope', name: 'pins:write', required: false, without: 'platforms.slack.start.without.pins-write' },
  ],
  // People read them in this order.
  discord: [
    {
      kind: 'permission',
      name: 'ViewChannel',
      required: true,
      without: 'platforms.discord.start.without.ViewChannel',
      purposes: ['posts', 'private-threads'],
    },
    {
      kind: 'permission',
      name: 'SendMessages',
      required: true,
      without: 'platforms.discord.start.without.SendMessages',
      purposes: ['posts'],
    },
    {
      kind: 'permission',
      name: 'CreatePrivateThreads',
      required: true,
      without: 'platforms.discord.start.without.CreatePrivateThreads',
      purposes: ['private-threads'],
    },
    {
      kind: 'permission',
      name: 'SendMessagesInThreads',
      required: true,
      without: 'platforms.discord.start.without.SendMessagesInThreads',
      purposes: ['private-threads'],
    },
    {
      kind: 'permission',
      name: 'ManageThreads',
      required: false,
      without: 'platforms.discord.start.without.ManageThreads',
      purposes: ['private-threads'],
    },
    {
      kind: 'permission',
      name: 'AttachFiles',
      required: false,
      without: 'platforms.discord.start.without.AttachFiles',
      purposes: ['posts', 'private-threads'],
    },
    {
      kind: 'permission',
      name: 'ReadMessageHistory',
      required: false,
      without: 'platforms.discord.start.without.ReadMessageHistory',
      purposes: ['posts', 'private-threads'],
    },
    {
      kind: 'permission',
      name: 'PinMessages',
      required: false,
      without: 'platforms.discord.start.without.PinMessages',
      purposes: ['posts', 'private-threads'],
    },
  ],
} as const satisfies Needs;
