import type { PlatformName } from '../../../src/chat/place.ts';
import { switchableKinds } from '../../../src/delivery/outbox/index.ts';
import {
  codeMessage,
  confirmSeparation,
  linkAnsweredMessage,
  linkedNotice,
  linkingMessage,
  linkQuestionMessage,
  notLinkedNotice,
  separatedMessage,
  separatedNotice,
} from '../../../src/features/people/messages/link.ts';
import { notificationsMessage } from '../../../src/features/people/messages/notifications.ts';
import {
  confirmRemoval,
  coordinatorLeftNotice,
  languageMessage,
  namedNotice,
  notReachedMessage,
  profileMessage,
  removedMessage,
  removedNotice,
  teamMemberNamedMessage,
  teamMessage,
} from '../../../src/features/people/messages/team.ts';
import type { Given, Samples } from '../sample.ts';
import { at, contextOf, id, person, region } from './facts.ts';
import { leaving, leavingLater } from './leaving.ts';

const coordinator = { coordinator: true };
const named = (given: Given) =>
  ({ name: person(given), role: 'COORDINATOR', departments: [], leaves: leaving(1) }) as const;
const delegate = (given: Given) =>
  ({ name: person(given), role: 'DELEGATE', departments: ['60', '80'], leaves: leavingLater(0, 1) }) as const;

const member = (given: Given) =>
  ({ personId: id(5), version: 'aaaaaa', name: person(given), self: false, role: 'COORDINATOR', here: true }) as const;

const account = (given: Given) => ({ name: person(given), platform: 'discord' }) as const;
const own = (given: Given) => ({ name: person(given), platform: 'slack' }) as const;
const separable = { link: id(701), until: at('30T10:15'), platforms: ['slack', 'discord'] } as const;
const profile = (...platforms: readonly PlatformName[]) => ({ platforms, separable: null, silentSince: null });

const roles = (given: Given) => [
  {
    ...{ id: id(500), personId: id(5), name: person(given, 'Marc Leroy'), platforms: ['slack'] as const },
    ...({ role: 'COORDINATOR', department: '' } as const),
  },
  ...given.several(1, 30, (index) => ({
    ...{ id: id(501 + index), personId: id(600 + index), name: person(given), platforms: [] },
    ...({ role: 'DELEGATE', department: '60' } as const),
  })),
];

export const people: Samples = {
  teamMemberNamedMessage: {
    coordinator: (given) => teamMemberNamedMessage(contextOf(given, coordinator), named(given)),
    delegate: (given) => teamMemberNamedMessage(contextOf(given, coordinator), delegate(given)),
  },
  namedNotice: {
    coordinator: (given) => namedNotice(given.t, region(given), named(given), person(given, 'Marc Leroy')),
    delegate: (given) => namedNotice(given.t, region(given), delegate(given), person(given, 'Marc Leroy')),
  },
  confirmRemoval: {
    'of a coordinator': (given) => confirmRemoval(contextOf(given, coordinator), member(given)),
    'of a delegate': (given) => confirmRemoval(contextOf(given, coordinator), { ...member(given), role: 'DELEGATE' }),
    'of a coordinator who has left': (given) =>
      confirmRemoval(contextOf(given, coordinator), { ...member(given), here: false }),
    'of a delegate who has left': (given) =>
      confirmRemoval(contextOf(given, coordinator), { ...member(given), role: 'DELEGATE', here: false }),
    'of oneself': (given) => confirmRemoval(contextOf(given, coordinator), { ...member(given), self: true }),
  },
  removedMessage: {
    'somebody else': (given) => removedMessage(contextOf(given, coordinator), { ...member(given), leaves: leaving(1) }),
    oneself: (given) =>
      removedMessage(contextOf(given, coordinator), { ...member(given), self: true, leaves: leaving(0) }),
  },
  coordinatorLeftNotice: {
    'by themselves, and one stays': (given) =>
      coordinatorLeftNotice(given.t, region(given), {
        ...{ name: person(given), by: null, others: [person(given, 'Marc Leroy')] },
      }),
    'by another': (given) =>
      coordinatorLeftNotice(given.t, region(given), {
        ...{ name: person(given), by: person(given, 'Marc Leroy') },
        others: given.several(2, 30, () => person(given, 'Marc Leroy')),
      }),
  },
  removedNotice: (given) => removedNotice(given.t, region(given), person(given, 'Marc Leroy')),
  teamMessage: {
    'for a coordinator': (given) => teamMessage(contextOf(given, coordinator), roles(given)),
    'without delegates, for an organiser': (given) => teamMessage(contextOf(given), roles(given).slice(0, 1)),
  },
  codeMessage: {
    'to type on Discord': (given) =>
      codeMessage(contextOf(given), { code: 'K7P2-9QXD', expiresAt: at('05T10:15'), on: ['discord'] }),
    'to type on Slack': (given) =>
      codeMessage(contextOf(given, {}, 'discord'), { code: 'K7P2-9QXD', expiresAt: at('05T10:15'), on: ['slack'] }),
  },
  linkingMessage: {
    'both accounts': (given) =>
      linkingMessage(contextOf(given), {
        outcome: 'found',
        code: 'K7P29QXD',
        own: { name: person(given), platform: 'slack' },
        other: { name: person(given, 'Marc Leroy'), platform: 'discord' },
      }),
    'the other is asked': (given) =>
      linkingMessage(contextOf(given), {
        outcome: 'asked',
        other: account(given),
        until: at('05T11:15'),
        leaves: leaving(1),
      }),
    'wrong, tries left': (given) => linkingMessage(contextOf(given), { outcome: 'wrong', triesLeft: 2 }),
    'wrong, one try left': (given) => linkingMessage(contextOf(given), { outcome: 'wrong', triesLeft: 1 }),
    'wrong, no try left': (given) => linkingMessage(contextOf(given), { outcome: 'wrong', triesLeft: 0 }),
  },
  linkQuestionMessage: (given) =>
    linkQuestionMessage(given.t, { id: id(700), until: at('05T11:15'), account: account(given), endsLink: false }),
  linkAnsweredMessage: {
    yes: (given) => linkAnsweredMessage(given.t, { joined: true, own: own(given), account: account(given) }),
    no: (given) => linkAnsweredMessage(given.t, { joined: false, own: own(given), account: account(given) }),
  },
  linkedNotice: (given) => linkedNotice(given.t, account(given)),
  notLinkedNotice: (given) => notLinkedNotice(given.t, account(given)),
  confirmSeparation: (given) => confirmSeparation(contextOf(given), separable),
  separatedMessage: (given) =>
    separatedMessage(contextOf(given), { platforms: separable.platforms, leaves: leaving(2) }),
  separatedNotice: (given) => separatedNotice(given.t, separable.platforms, 'discord'),
  notReachedMessage: {
    closed: (given) => notReachedMessage(given.t, { name: person(given), platform: 'discord', hasLeft: false }),
    gone: (given) => notReachedMessage(given.t, { name: person(given), platform: 'slack', hasLeft: true }),
  },
  notificationsMessage: {
    usual: (given) =>
      notificationsMessage(
        contextOf(given),
        { quiet: { from: '21:30', to: '08:00' }, unwanted: [], usual: true },
        false,
      ),
    'all switched off, and no quiet hours': (given) =>
      notificationsMessage(
        contextOf(given),
        { quiet: { from: '00:00', to: '00:00' }, unwanted: switchableKinds, usual: false },
        true,
      ),
  },
  languageMessage: (given) => languageMessage(given.t),
  profileMessage: {
    'of an organiser': (given) => profileMessage(contextOf(given), profile('slack')),
    'of somebody who is silent': (given) =>
      profileMessage(contextOf(given), { ...profile('slack'), silentSince: at('03T10:00') }),
    'of somebody new': (given) =>
      profileMessage(contextOf(given, { organisations: [] }, 'discord'), profile('discord')),
    'of a coordinator who is a delegate too': (given) =>
      profileMessage(contextOf(given, { ...coordinator, delegateOf: ['60'] }), profile('slack', 'discord')),
    'of somebody whose accounts can be separated': (given) =>
      profileMessage(contextOf(given), { platforms: ['slack', 'discord'], separable, silentSince: null }),
  },
};
