import {
  createdNotice,
  creationMessage,
  similarMessage,
} from '../../../src/features/organisations/messages/creation.ts';
import {
  addedAnswer,
  addedMessage,
  decidedCard,
  joinCard,
  joinedMessage,
  requestDecidedMessage,
  requestDecisionNotice,
  requestWithdrawnMessage,
} from '../../../src/features/organisations/messages/joining.ts';
import {
  colleagueExcludedNotice,
  confirmExclusion,
  confirmLeaving,
  excludedMessage,
  excludedNotice,
  organisationLeftMessage,
  orphanedNotice,
} from '../../../src/features/organisations/messages/leaving.ts';
import { chooseMessage, listMessage, membersMessage } from '../../../src/features/organisations/messages/list.ts';
import { threadSummaryMessage } from '../../../src/features/organisations/messages/thread-summary.ts';
import type { Given, Samples } from '../sample.ts';
import { contextOf, id, membership, organisation, person } from './facts.ts';
import { leaving, leavingLater } from './leaving.ts';

const several = (given: Given) =>
  given.several(2, 60, (index) => ({
    ...organisation(given, ['Le Moulin', 'Le Moulin vert'][index]),
    id: id(300 + index),
    municipality: index === 0 ? 'Amiens' : null,
    members: index + 1,
  }));

export const organisations: Samples = {
  threadSummaryMessage: {
    nothing: (given) => threadSummaryMessage(given.t, []),
    'two things': (given) =>
      threadSummaryMessage(
        given.t,
        given.several(2, 30, () => given.say('Questionnaire : Portes ouvertes', 200)),
      ),
  },
  creationMessage: {
    created: (given) =>
      creationMessage(contextOf(given), { outcome: 'created', organisation: organisation(given) }, null),
    'there already': (given) =>
      creationMessage(contextOf(given), { outcome: 'known', organisation: organisation(given), member: false }, null),
    'theirs already': (given) =>
      creationMessage(contextOf(given), { outcome: 'known', organisation: organisation(given), member: true }, null),
    'similar ones': (given) =>
      creationMessage(
        contextOf(given),
        { outcome: 'similar', name: given.say('Les Jardins', 80), organisations: several(given) },
        id(9),
      ),
  },
  similarMessage: {
    several: (given) => similarMessage(given.t, given.say('Les Jardins', 80), several(given), id(9)),
    many: (given) =>
      similarMessage(
        given.t,
        given.say('Les Jardins', 80),
        Array.from({ length: 5 }, (_, index) => ({ ...organisation(given), id: id(300 + index) })),
        id(9),
      ),
  },
  createdNotice: {
    'of a name of its own': (given) => createdNotice(given.t, organisation(given), { by: person(given), similar: [] }),
    'that resembles others': (given) =>
      createdNotice(given.t, organisation(given), { by: person(given), similar: several(given) }),
  },
  joinedMessage: {
    'at once': (given) => joinedMessage(given.t, { membership: membership(given, 'ACTIVE'), leaves: null }, 'CRESS'),
    asked: (given) =>
      joinedMessage(
        given.t,
        { membership: membership(given, 'PENDING'), leaves: leavingLater(1, 2), asksMembers: true },
        'CRESS',
      ),
    'asked of the coordinators alone': (given) =>
      joinedMessage(
        given.t,
        { membership: membership(given, 'PENDING'), leaves: leavingLater(1, 2), asksMembers: false },
        'CRESS',
      ),
  },
  joinCard: {
    waits: (given) => joinCard(given.t, membership(given, 'PENDING'), null),
    'of a namesake': (given) => joinCard(given.t, membership(given, 'PENDING'), person(given, 'Marc Leroy')),
  },
  decidedCard: {
    accepted: (given) =>
      decidedCard(given.t, membership(given, 'ACTIVE'), { accept: true, by: person(given, 'Marc Leroy') }),
    declined: (given) =>
      decidedCard(given.t, membership(given, 'DECLINED'), { accept: false, by: person(given, 'Marc Leroy') }),
    'of an account that was linked': (given) => decidedCard(given.t, membership(given, 'ACTIVE'), 'linked'),
  },
  requestDecidedMessage: {
    accepted: (given) =>
      requestDecidedMessage(given.t, { membership: membership(given, 'ACTIVE'), leaves: leaving(1) }),
    declined: (given) =>
      requestDecidedMessage(given.t, { membership: membership(given, 'DECLINED'), leaves: leaving(1) }),
  },
  requestDecisionNotice: {
    accepted: (given) => requestDecisionNotice(given.t, membership(given, 'ACTIVE'), true),
    declined: (given) => requestDecisionNotice(given.t, membership(given, 'DECLINED'), false),
  },
  addedMessage: (given) => addedMessage(given.t, membership(given, 'ACTIVE'), person(given, 'Marc Leroy')),
  addedAnswer: (given) => addedAnswer(given.t, { membership: membership(given, 'ACTIVE'), leaves: leavingLater(0, 1) }),
  requestWithdrawnMessage: (given) => requestWithdrawnMessage(given.t, membership(given, 'PENDING')),
  membersMessage: {
    nobody: (given) => membersMessage(given.t, { organisation: organisation(given), active: [], pending: [] }),
    'some, and some who ask': (given) =>
      membersMessage(given.t, {
        organisation: organisation(given),
        active: [...given.several(2, 40, () => membership(given, 'ACTIVE')), membership(given, 'ACTIVE', 5, false)],
        pending: given.several(1, 12, (index) => membership(given, 'PENDING', 400 + index)),
      }),
  },
  listMessage: {
    none: (given) => listMessage(given.t, []),
    several: (given) => listMessage(given.t, several(given)),
  },
  chooseMessage: {
    none: (given) => chooseMessage(given.t, 'organisation-leave-which:', []),
    several: (given) => chooseMessage(given.t, 'organisation-leave-which:', several(given)),
  },
  confirmLeaving: (given) =>
    confirmLeaving(given.t, { organisation: organisation(given), version: 'aaaaaa', last: false }),
  organisationLeftMessage: {
    'others stay': (given) =>
      organisationLeftMessage(given.t, { organisation: organisation(given), leaves: leaving(0) }),
    'nobody stays': (given) =>
      organisationLeftMessage(given.t, { organisation: organisation(given), leaves: leaving(1) }),
  },
  orphanedNotice: {
    'the last one left': (given) => orphanedNotice(given.t, organisation(given), { why: 'left', name: person(given) }),
    'the last one left the server': (given) =>
      orphanedNotice(given.t, organisation(given), { why: 'gone', name: person(given) }),
    'the last one was excluded': (given) =>
      orphanedNotice(given.t, organisation(given), { why: 'excluded', name: person(given) }),
  },
  confirmExclusion: (given) => confirmExclusion(given.t, membership(given, 'ACTIVE')),
  excludedMessage: (given) =>
    excludedMessage(given.t, { membership: membership(given, 'LEFT'), leaves: leavingLater(1, 3) }),
  excludedNotice: {
    'by a member': (given) =>
      excludedNotice(given.t, membership(given, 'LEFT'), { name: person(given, 'Marc Leroy'), coordinator: false }),
    'by a coordinator': (given) =>
      excludedNotice(given.t, membership(given, 'LEFT'), { name: person(given, 'Marc Leroy'), coordinator: true }),
  },
  colleagueExcludedNotice: (given) =>
    colleagueExcludedNotice(given.t, membership(given, 'LEFT'), person(given, 'Marc Leroy')),
};
