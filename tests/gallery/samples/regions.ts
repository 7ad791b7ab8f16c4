import type { ChannelAccess } from '../../../src/chat/channel-access.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { PlatformName } from '../../../src/chat/place.ts';
import { needsOn } from '../../../src/composition.ts';
import { platformAwayNotice, platformBackNotice } from '../../../src/features/regions/messages/absence.ts';
import { accessMessage, withheldMessage } from '../../../src/features/regions/messages/access.ts';
import { backupFailedNotice } from '../../../src/features/regions/messages/backup.ts';
import {
  codeAskedNotice,
  installCodeMessage,
  joinDecidedMessage,
  joinDecidedNotice,
  joinOutcomeNotice,
  joinQuestion,
  joinWaitsMessage,
  regionInvitedMessage,
  regionInvitedNotice,
} from '../../../src/features/regions/messages/codes.ts';
import { diskLowNotice, diskWellNotice } from '../../../src/features/regions/messages/disk.ts';
import {
  channelClosedNotice,
  channelReady,
  confirmSettingsChange,
  regionChangedNotice,
  setUpMessage,
} from '../../../src/features/regions/messages/set-up.ts';
import { channelUses } from '../../../src/features/regions/rules.ts';
import type { AccessFound, SettingsChange, SetUp } from '../../../src/features/regions/set-up.ts';
import type { Given, Samples } from '../sample.ts';
import { contextOf, id, openChannel, person, region } from './facts.ts';
import { leaving } from './leaving.ts';

const coordinator = { coordinator: true };
const fewer = { from: ['02', '60', '80'], to: ['02', '60'] };
const renamed: SettingsChange = {
  name: { from: 'Picardie', to: 'Val de Somme' },
  departments: { from: ['02', '60', '80'], to: ['02', '60', '80'] },
  timeZone: { from: 'Europe/Paris', to: 'Europe/Paris' },
  channels: {},
};
const setUp = (given: Given, changes: Partial<SetUp> = {}): SetUp => ({
  region: region(given),
  channels: { yearRound: null, announcements: 'C1', coordination: 'C2', tallies: null },
  missing: ['discord'],
  ...changes,
});

const checked = (given: Given, obstacle: ChannelAccess['obstacle'], status: 'SENT' | 'PENDING' | 'REFUSED') => ({
  use: 'announcements' as const,
  channel: 'C0ANNOUNCE',
  status,
  reason: status === 'REFUSED' ? (obstacle ?? 'other') : null,
  access: { ...openChannel, obstacle, channel: given.say('#annonces', 81) },
});

const checkedAs = (given: Given, access: Partial<ChannelAccess>) => {
  const one = checked(given, null, 'SENT');
  return { ...one, access: { ...one.access, ...access } };
};
const threadRights = ['ViewChannel', 'CreatePrivateThreads', 'SendMessagesInThreads', 'ManageThreads'];

const found = (channels: AccessFound['channels'], more: Partial<AccessFound> = {}): AccessFound => ({
  channels,
  withheld: { needs: [], link: null },
  keptOut: [],
  ...more,
});

const needs = (platform: PlatformName, ...names: readonly string[]) =>
  names.flatMap((name) => needsOn(platform).filter((need) => need.name === name));
const withheld = (platform: PlatformName, ...names: readonly string[]) => ({
  needs: needs(platform, ...names),
  link: platform === 'discord' ? 'https://discord.com/oauth2/authorize?client_id=1' : null,
});

const privileged = needs('discord', 'MessageContent', 'GuildMembers');

const until = new Date('2026-09-15T09:10:00+02:00');
const code = { code: 'FIL-7KQ2-M9XD', expiresAt: until };
const joining = (given: Given) => ({ name: given.say('Driss', 80), platform: 'discord' as const });
const asking = (given: Given) => ({
  ...joining(given),
  ...{ region: region(given).name, until, request: '0198a6c0-0000-7000-8000-000000000001', others: [] },
});
const either = [true, false] as const;
const byOutcome = (of: (given: Given, confirmed: boolean) => Message) =>
  Object.fromEntries(
    either.map((confirmed) => [confirmed ? 'confirmed' : 'refused', (given: Given) => of(given, confirmed)]),
  );

export const regions: Samples = {
  installCodeMessage: {
    'for the other platform': (given) =>
      installCodeMessage(contextOf(given, coordinator), { ...code, on: ['discord'], leaves: leaving(2) }),
    'for another region': (given) =>
      installCodeMessage(contextOf(given, coordinator), { ...code, on: null, leaves: leaving(0) }),
  },
  codeAskedNotice: {
    'for the other platform': ({ t, say }) => codeAskedNotice(t, { name: say('Claire', 80), on: ['discord'], until }),
    'for another region': ({ t, say }) => codeAskedNotice(t, { name: say('Claire', 80), on: null, until }),
  },
  regionInvitedNotice: { one: (given) => regionInvitedNotice(given.t, joining(given)) },
  joinQuestion: {
    'by who may confirm': (given) => joinQuestion(given.t, asking(given)),
    'by who asked for the code, beside others': (given) =>
      joinQuestion(given.t, { ...asking(given), others: [given.say('Sacha', 80), 'Nina'] }),
  },
  joinWaitsMessage: {
    one: (given) => joinWaitsMessage(contextOf(given, coordinator, 'discord'), region(given), leaving(2)),
  },
  regionInvitedMessage: { one: (given) => regionInvitedMessage(contextOf(given, coordinator, 'discord')) },
  joinDecidedMessage: byOutcome((given, confirmed) =>
    joinDecidedMessage(contextOf(given, coordinator), { ...joining(given), confirmed, leaves: leaving(1) }),
  ),
  joinDecidedNotice: byOutcome((given, confirmed) =>
    joinDecidedNotice(given.t, { ...joining(given), confirmed, by: given.say('Claire', 80) }),
  ),
  joinOutcomeNotice: byOutcome((given, confirmed) =>
    joinOutcomeNotice(given.t, { confirmed, region: region(given).name, platform: 'discord' }),
  ),
  setUpMessage: {
    'on the first platform': (given) => setUpMessage(contextOf(given, coordinator), setUp(given)),
    'on the second one, without channels': (given) =>
      setUpMessage(
        contextOf(given, coordinator, 'discord'),
        setUp(given, {
          channels: { yearRound: null, announcements: null, coordination: null, tallies: null },
          missing: [],
        }),
      ),
    'with every channel': (given) =>
      setUpMessage(
        contextOf(given, coordinator),
        setUp(given, { channels: { yearRound: 'C1', announcements: 'C2', coordination: 'C3', tallies: 'C4' } }),
      ),
    'with channels of the whole year that can be tied': (given) =>
      setUpMessage(
        contextOf(given, coordinator),
        setUp(given, { missing: [] }),
        [],
        [
          {
            ...{ action: 'relay-offered:', label: 'relays.offer.button', primary: true },
            words: { key: 'relays.offer.both', values: { platform: 'Discord', teamWord: 'server' } },
          },
        ],
      ),
    'of a region overseas': (given) =>
      setUpMessage(
        contextOf(given, coordinator),
        setUp(given, {
          region: { ...region(given), name: 'Guadeloupe', departments: ['971'], timeZone: 'America/Guadeloupe' },
        }),
      ),
    'with a channel that was archived': (given) =>
      setUpMessage(contextOf(given, coordinator), setUp(given), [checked(given, 'channel-archived', 'PENDING')]),
  },
  confirmSettingsChange: {
    'the name alone': (given) => confirmSettingsChange(given.t, { change: renamed, channels: [], form: id(4) }),
    'departments, and a channel': (given) =>
      confirmSettingsChange(given.t, {
        change: { ...renamed, name: { from: 'Picardie', to: 'Picardie' }, departments: fewer },
        channels: [checked(given, null, 'PENDING')],
        form: id(4),
      }),
    'departments by another clock': (given) =>
      confirmSettingsChange(given.t, {
        change: {
          ...{ name: { from: 'Picardie', to: 'La Réunion' }, channels: {} },
          departments: { from: ['02', '60', '80'], to: ['974'] },
          timeZone: { from: 'Europe/Paris', to: 'Indian/Reunion' },
        },
        channels: [],
        form: id(4),
      }),
  },
  regionChangedNotice: {
    'the name and departments': ({ t }) =>
      regionChangedNotice(t, { by: 'Claire', change: { ...renamed, departments: fewer } }),
    'departments alone': ({ t }) =>
      regionChangedNotice(t, {
        by: 'Claire',
        change: { ...renamed, name: { from: 'Picardie', to: 'Picardie' }, departments: fewer },
      }),
  },
  channelReady: Object.fromEntries(
    channelUses.map((use) => [use, (given: Given) => channelReady(given.t, region(given), use)]),
  ),
  accessMessage: {
    fine: (given) => accessMessage(contextOf(given, coordinator), found([checked(given, null, 'SENT')])),
    waiting: (given) => accessMessage(contextOf(given, coordinator), found([checked(given, null, 'PENDING')])),
    'not invited': (given) =>
      accessMessage(contextOf(given, coordinator), found([checked(given, 'not-in-channel', 'REFUSED')])),
    'only some may post': (given) =>
      accessMessage(contextOf(given, coordinator), found([checked(given, 'no-permission', 'REFUSED')])),
    'refused for all there is': (given) =>
      accessMessage(
        contextOf(given, coordinator, 'discord'),
        found(
          (['no-permission', 'channel-gone', 'channel-archived', null] as const).map((obstacle) =>
            checked(given, obstacle, 'REFUSED'),
          ),
        ),
      ),
    'with each permission missing': (given) =>
      accessMessage(
        contextOf(given, coordinator, 'discord'),
        found([
          checkedAs(given, {
            lacks: { posts: ['AttachFiles', 'ReadMessageHistory'], 'private-threads': threadRights, relay: [] },
          }),
        ]),
      ),
    'of kinds that hold too little': (given) =>
      accessMessage(
        contextOf(given, coordinator, 'discord'),
        found([
          checkedAs(given, { lacks: { posts: [], 'private-threads': null, relay: null } }),
          checkedAs(given, { lacks: { posts: null, 'private-threads': null, relay: null } }),
        ]),
      ),
    'where nothing can be written for a while': (given) =>
      accessMessage(
        contextOf(given, coordinator, 'discord'),
        found([checkedAs(given, { mutedUntil: new Date('2026-09-15T12:00:00+02:00') })]),
      ),
    'where nothing is told': (given) =>
      accessMessage(contextOf(given, coordinator), found([checkedAs(given, { told: false })], { withheld: null })),
    'what Discord keeps back': (given) =>
      accessMessage(
        contextOf(given, coordinator, 'discord'),
        found([checked(given, null, 'SENT')], { withheld: withheld('discord', 'MessageContent', 'GuildMembers') }),
      ),
    'what a Discord server grants nowhere': (given) =>
      accessMessage(
        contextOf(given, coordinator, 'discord'),
        found([checked(given, null, 'SENT')], {
          withheld: withheld('discord', 'ManageThreads', 'CreatePrivateThreads'),
        }),
      ),
    'what Slack keeps back, of which more depends': (given) =>
      accessMessage(
        contextOf(given, coordinator),
        found([checked(given, null, 'SENT')], { withheld: withheld('slack', 'channels:history') }),
      ),
    'what Slack keeps back': (given) =>
      accessMessage(
        contextOf(given, coordinator),
        found([checked(given, null, 'SENT')], { withheld: withheld('slack', 'files:read', 'chat:write') }),
      ),
    'who is kept out': (given) =>
      accessMessage(
        contextOf(given, coordinator, 'discord'),
        found([checked(given, null, 'SENT')], {
          keptOut: Array.from({ length: 12 }, (_, index) => ({
            organisation: { id: id(index), name: given.say('La Ruche', 80) },
            people: [person(given), person(given, 'Bruno Lefèvre')],
          })),
        }),
      ),
  },
  withheldMessage: {
    'what Discord allows no more': ({ t }) =>
      withheldMessage(t, { platform: 'discord', lost: privileged, back: [], link: null }),
    'what Discord allows again': ({ t }) =>
      withheldMessage(t, { platform: 'discord', lost: [], back: privileged, link: null }),
    'what a Discord server grants again': ({ t }) =>
      withheldMessage(t, { platform: 'discord', lost: [], back: needs('discord', 'ManageThreads'), link: null }),
    'in Slack': ({ t }) =>
      withheldMessage(t, {
        platform: 'slack',
        lost: needs('slack', 'files:read'),
        back: needs('slack', 'im:read'),
        link: null,
      }),
  },
  platformAwayNotice: {
    one: ({ t }) => platformAwayNotice(t, { platform: 'slack', since: new Date('2026-11-12T09:30:00+01:00') }),
  },
  platformBackNotice: Object.fromEntries(
    ['10:30', '22:10'].map((at) => [
      at === '10:30' ? 'anHour' : 'hours',
      ({ t }: Given) =>
        platformBackNotice(t, {
          ...{ platform: 'slack', since: new Date('2026-11-12T09:30:00+01:00') },
          until: new Date(`2026-11-12T${at}:00+01:00`),
        }),
    ]),
  ),
  diskLowNotice: { one: ({ t }) => diskLowNotice(t) },
  diskWellNotice: { one: ({ t }) => diskWellNotice(t) },
  backupFailedNotice: { one: ({ t }) => backupFailedNotice(t) },
  channelClosedNotice: Object.fromEntries(
    (['channel-archived', 'channel-gone', 'not-in-channel', 'no-permission', 'other'] as const).map((reason) => [
      reason,
      (given: Given) =>
        channelClosedNotice(given.t, {
          ...{ platform: 'slack', reason, command: '/installer' },
          uses: reason === 'no-permission' ? channelUses : ['announcements'],
        }),
    ]),
  ),
};
