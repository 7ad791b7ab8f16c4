import { channelCutMessage, cutNote, readableNote, relayNote } from '../../../src/features/relays/messages/note.ts';
import {
  confirmTakeBack,
  silentMessage,
  speakingMessage,
  takenBackMessage,
  takingBackMessage,
} from '../../../src/features/relays/messages/people.ts';
import { relaysMessage, watchMessage } from '../../../src/features/relays/messages/status.ts';
import {
  confirmCut,
  cutMessage,
  offerOverMessage,
  reviewTie,
  tiedMessage,
} from '../../../src/features/relays/messages/tie.ts';
import type { WatchedTie } from '../../../src/features/relays/relay.ts';
import type { Tie, TiedRelay } from '../../../src/relay/ties/ties-store.ts';
import type { Given, Samples } from '../sample.ts';
import { at, id, openChannel } from './facts.ts';

const tieAt = (index: number): Tie => ({
  id: id(20 + index),
  platform: index % 2 === 0 ? 'slack' : 'discord',
  team: 'T1',
  channel: `C${index}`,
  tiedAt: at('01T10:00'),
});

const ties = (given: Given): readonly Tie[] => given.several(2, 25, tieAt);

const namesIn = (given: Given) =>
  Object.fromEntries(ties(given).map(({ channel }, index) => [channel, given.say(`entraide-${index}`, 80)]));

const relay = (given: Given): TiedRelay => ({ id: id(19), name: given.say('Picardie', 60), channels: ties(given) });

const quiet = {
  waiting: null,
  obstacle: null,
  unreadableSince: null,
  refused: [],
  left: [],
  withheld: [],
  unpinned: null,
  linked: 0,
};
const troubled: Omit<WatchedTie, keyof Tie> = {
  waiting: { count: 12, oldest: at('05T09:48') },
  obstacle: { reason: 'no-permission', since: at('05T09:40') },
  unreadableSince: at('04T10:00'),
  refused: [
    { reason: 'too-long', count: 2 },
    { reason: 'strange', count: 1 },
  ],
  left: [
    { reason: 'no-permission', count: 2 },
    { reason: 'strange', count: 1 },
  ],
  withheld: [
    { kind: 'MARKED', count: 3 },
    { kind: 'SILENCED', count: 1 },
    { kind: 'TAKEN_BACK', count: 2 },
    { kind: 'DELETED', count: 4 },
  ],
  unpinned: 'no-permission',
  linked: 3,
};

/** A channel in which the bot may not do all that the relay needs, and hears nothing. */
const narrowed = {
  ...openChannel,
  hears: false,
  lacks: { posts: ['AttachFiles'], 'private-threads': [], relay: ['ManageWebhooks', 'PinMessages'] },
};

const watched = (given: Given, status: Omit<WatchedTie, keyof Tie>) => ({
  relays: [{ ...relay(given), channels: ties(given).map((tie) => ({ ...tie, ...status })) }],
  names: namesIn(given),
  looked: [],
  lacks: [],
  now: at('05T10:00'),
  retried: null,
  silentSince: null,
});

export const relays: Samples = {
  relayNote: {
    'with others': (given) =>
      relayNote(given.t, { name: relay(given).name, others: ties(given), names: namesIn(given) }),
    alone: (given) => relayNote(given.t, { name: relay(given).name, others: [], names: {} }),
  },
  cutNote: (given) => cutNote(given.t, relay(given).name),
  channelCutMessage: (given) =>
    channelCutMessage(given.t, { name: relay(given).name, cut: tieAt(1), names: namesIn(given) }),
  readableNote: {
    'not read here': ({ t }) => readableNote(t, { platform: 'discord', reads: false, isHere: true }),
    'not read elsewhere': ({ t }) => readableNote(t, { platform: 'discord', reads: false, isHere: false }),
    'read again here': ({ t }) => readableNote(t, { platform: 'discord', reads: true, isHere: true }),
    'read again elsewhere': ({ t }) => readableNote(t, { platform: 'discord', reads: true, isHere: false }),
  },
  reviewTie: {
    'a new relay': (given) =>
      reviewTie(given.t, {
        plan: { relay: null, name: relay(given).name, channels: [tieAt(0), tieAt(1)], missing: [] },
        names: namesIn(given),
        looked: [{ ...tieAt(0), access: openChannel }],
        lacks: [],
      }),
    'one channel, in which the bot isn’t': (given) =>
      reviewTie(given.t, {
        plan: { relay: null, name: relay(given).name, channels: [tieAt(0)], missing: [] },
        names: {},
        looked: [{ ...tieAt(0), access: { ...openChannel, obstacle: 'not-in-channel' } }],
        lacks: [],
      }),
    'more channels, of which nothing is told': (given) =>
      reviewTie(given.t, {
        plan: { relay: relay(given), name: relay(given).name, channels: [tieAt(30)], missing: [] },
        names: namesIn(given),
        looked: [{ ...tieAt(30), access: null }],
        lacks: [],
      }),
  },
  tiedMessage: {
    'on both sides': (given) => tiedMessage(given.t, { relay: relay(given), missing: [] }, namesIn(given)),
    'on one side': (given) =>
      tiedMessage(given.t, { relay: { ...relay(given), channels: [tieAt(0)] }, missing: ['discord'] }, namesIn(given)),
  },
  offerOverMessage: (given) => offerOverMessage(given.t),
  confirmCut: {
    'the whole': (given) =>
      confirmCut(given.t, { relay: relay(given), channels: relay(given).channels }, namesIn(given)),
    'one channel': (given) => confirmCut(given.t, { relay: relay(given), channels: [tieAt(1)] }, namesIn(given)),
  },
  cutMessage: (given) => cutMessage(given.t, { relay: relay(given), channels: ties(given) }, namesIn(given)),
  relaysMessage: {
    'what is tied': (given) =>
      relaysMessage(given.t, { relays: [relay(given)], names: namesIn(given), silentSince: null }),
    'what is tied, to somebody who is silent': (given) =>
      relaysMessage(given.t, { relays: [relay(given)], names: namesIn(given), silentSince: at('03T10:00') }),
    nothing: (given) => relaysMessage(given.t, { relays: [], names: {}, silentSince: null }),
  },
  watchMessage: {
    'all is well': (given) => watchMessage(given.t, watched(given, quiet)),
    'much is wrong': (given) =>
      watchMessage(given.t, {
        ...watched(given, troubled),
        looked: ties(given).map((tie) => ({ ...tie, access: narrowed })),
        lacks: [
          {
            ...{ platform: 'discord', kind: 'intent', name: 'MessageContent' },
            without: 'platforms.discord.start.relay.MessageContent',
          },
          {
            ...{ platform: 'slack', kind: 'scope', name: 'pins:write' },
            without: 'platforms.slack.start.relay.pins-write',
          },
        ],
      }),
    'all is well, and whoever asks is silent': (given) =>
      watchMessage(given.t, { ...watched(given, quiet), silentSince: at('03T10:00') }),
    'what was refused is tried again': (given) =>
      watchMessage(given.t, { ...watched(given, quiet), retried: { copied: 3, removed: 2 } }),
    'what was left is tried again': (given) =>
      watchMessage(given.t, { ...watched(given, quiet), retried: { copied: 0, removed: 1 } }),
    nothing: (given) => watchMessage(given.t, { ...watched(given, quiet), relays: [] }),
  },
  silentMessage: {
    'from now on': (given) => silentMessage(given.t, { already: null, copied: 3 }),
    already: (given) => silentMessage(given.t, { already: at('03T10:00'), copied: 0 }),
  },
  speakingMessage: {
    again: (given) => speakingMessage(given.t, true),
    already: (given) => speakingMessage(given.t, false),
  },
  confirmTakeBack: {
    some: (given) => confirmTakeBack(given.t, { messages: 3, silentSince: null }),
    'one, of somebody who is silent': (given) => confirmTakeBack(given.t, { messages: 1, silentSince: at('03T10:00') }),
    nothing: (given) => confirmTakeBack(given.t, { messages: 0, silentSince: null }),
  },
  takenBackMessage: (given) =>
    takenBackMessage(given.t, {
      messages: 30,
      links: given.several(3, 20, (index) => `https://example.org/${index}`),
    }),
  takingBackMessage: {
    'all done': (given) => takingBackMessage(given.t, { messages: 3, waiting: 0, standing: 0 }),
    'some wait, some stay': (given) => takingBackMessage(given.t, { messages: 3, waiting: 2, standing: 1 }),
    nothing: (given) => takingBackMessage(given.t, { messages: 0, waiting: 0, standing: 0 }),
  },
};
