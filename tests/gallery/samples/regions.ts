import type { ChannelAccess } from '../../../src/chat/platform.ts';
import { accessMessage, channelClosed, channelReady, setUpMessage } from '../../../src/features/regions/messages.ts';
import type { SetUp } from '../../../src/features/regions/operations.ts';
import { channelUses } from '../../../src/features/regions/rules.ts';
import type { Given, Samples } from '../sample.ts';
import { contextOf, region } from './facts.ts';

const coordinator = { coordinator: true };
const setUp = (given: Given, changes: Partial<SetUp> = {}): SetUp => ({
  region: region(given),
  channels: { yearRound: null, announcements: 'C1', coordination: 'C2', tallies: null },
  pairing: { platform: 'discord', code: 'K7P2-9QXD' },
  ...changes,
});

const checked = (given: Given, obstacle: ChannelAccess['obstacle'], status: 'SENT' | 'PENDING' | 'REFUSED') => ({
  use: 'announcements' as const,
  channel: 'C0ANNOUNCE',
  status,
  reason: status === 'REFUSED' ? (obstacle ?? 'other') : null,
  access: { obstacle, channel: given.say('#annonces', 81), bot: 'Fil conducteur' },
});

export const regions: Samples = {
  setUpMessage: {
    'on the first platform': (given) => setUpMessage(contextOf(given, coordinator), setUp(given)),
    'on the second one, without channels': (given) =>
      setUpMessage(
        contextOf(given, coordinator, 'discord'),
        setUp(given, {
          channels: { yearRound: null, announcements: null, coordination: null, tallies: null },
          pairing: null,
        }),
      ),
    'with every channel': (given) =>
      setUpMessage(
        contextOf(given, coordinator),
        setUp(given, { channels: { yearRound: 'C1', announcements: 'C2', coordination: 'C3', tallies: 'C4' } }),
      ),
    'with a channel that was archived': (given) =>
      setUpMessage(contextOf(given, coordinator), setUp(given), [checked(given, 'channel-archived', 'PENDING')]),
  },
  channelReady: Object.fromEntries(
    channelUses.map((use) => [use, (given: Given) => channelReady(given.t, region(given), use)]),
  ),
  accessMessage: {
    fine: (given) => accessMessage(contextOf(given, coordinator), [checked(given, null, 'SENT')]),
    waiting: (given) => accessMessage(contextOf(given, coordinator), [checked(given, null, 'PENDING')]),
    'not invited': (given) =>
      accessMessage(contextOf(given, coordinator), [checked(given, 'not-in-channel', 'REFUSED')]),
    'refused for all there is': (given) =>
      accessMessage(
        contextOf(given, coordinator, 'discord'),
        (['no-permission', 'channel-gone', 'channel-archived', null] as const).map((obstacle) =>
          checked(given, obstacle, 'REFUSED'),
        ),
      ),
  },
  channelClosed: Object.fromEntries(
    (['channel-archived', 'channel-gone', 'not-in-channel', 'no-permission', 'other'] as const).map((reason) => [
      reason,
      (given: Given) =>
        channelClosed(given.t, {
          ...{ platform: 'slack', reason, command: '/installer' },
          uses: reason === 'no-permission' ? channelUses : ['announcements'],
        }),
    ]),
  ),
};
