import type { Event } from '../../../src/features/events/event.ts';
import type { Merge } from '../../../src/features/events/merge.ts';
import { confirmDropping, draftDropped, draftList } from '../../../src/features/events/messages/drafts.ts';
import {
  chooseToMerge,
  confirmMerge,
  mergeAnsweredMessage,
  mergeCard,
  mergeDeclinedNotice,
  mergedNotice,
  mergeProposedMessage,
  seenMerge,
} from '../../../src/features/events/messages/merge.ts';
import type { Given, Samples } from '../sample.ts';
import { event, id, organisation, person } from './facts.ts';
import { leaving } from './leaving.ts';

const beside = (given: Given): Event =>
  event(given, {
    id: id(140),
    number: 13,
    title: given.say('Visite du moulin', 120),
    organisation: { ...organisation(given, 'La Ruche'), id: id(61) },
  });

export const merge = (given: Given, changes: Partial<Merge> = {}): Merge => ({
  ...{ id: id(141), kept: event(given), closed: beside(given), status: 'OPEN', asker: null, version: 'abcdefgh' },
  ...{ proposedById: id(5), agreed: { kept: null, closed: null }, endedById: null },
  ...changes,
});

const facts = (given: Given, changes: Partial<Merge> = {}) => ({
  merge: merge(given, changes),
  by: 'CRESS',
  ender: person(given, 'Marc Leroy'),
});

export const eventMerges: Samples = {
  mergeCard: {
    asked: (given) => mergeCard(given.t, facts(given), 'kept'),
    'agreed by this one': (given) =>
      mergeCard(given.t, facts(given, { agreed: { kept: id(5), closed: null } }), 'kept'),
    'agreed by the other one': (given) =>
      mergeCard(given.t, facts(given, { agreed: { kept: id(5), closed: null } }), 'closed'),
    done: (given) => mergeCard(given.t, facts(given, { status: 'DONE' }), 'kept'),
    declined: (given) => mergeCard(given.t, facts(given, { status: 'DECLINED' }), 'kept'),
    over: (given) => mergeCard(given.t, facts(given, { status: 'WITHDRAWN' }), 'kept'),
  },
  draftList: (given) =>
    draftList(given.t, [
      { form: id(7), title: given.say('Portes ouvertes', 120), when: given.say('14 novembre 18h', 200) },
      { form: id(8), title: given.say('Repas', 120), when: null },
    ]),
  confirmDropping: (given) =>
    confirmDropping(given.t, {
      form: id(7),
      title: given.say('Portes ouvertes', 120),
      when: given.say('14 novembre 18h', 200),
    }),
  draftDropped: (given) =>
    draftDropped(given.t, {
      form: id(7),
      title: given.say('Portes ouvertes', 120),
      when: given.say('14 novembre 18h', 200),
    }),
  seenMerge: {
    'by a coordinator': (given) => seenMerge(given.t, { facts: facts(given), side: null, mayWithdraw: true }),
    'by who asked': (given) =>
      seenMerge(given.t, {
        facts: facts(given, { asker: 'kept', agreed: { kept: id(5), closed: null } }),
        side: 'kept',
        mayWithdraw: true,
      }),
    'by who is asked': (given) => seenMerge(given.t, { facts: facts(given), side: 'closed', mayWithdraw: false }),
  },
  confirmMerge: (given) => confirmMerge(given.t, event(given), beside(given)),
  chooseToMerge: (given) => chooseToMerge(given.t, 2026, [event(given), beside(given)]),
  mergeProposedMessage: (given) => mergeProposedMessage(given.t, merge(given), leaving(2)),
  mergeAnsweredMessage: {
    merged: (given) => mergeAnsweredMessage(given.t, { merge: merge(given), outcome: 'merged' }),
    agreed: (given) => mergeAnsweredMessage(given.t, { merge: merge(given), outcome: 'agreed' }),
    undone: (given) => mergeAnsweredMessage(given.t, { merge: merge(given), outcome: 'undone' }),
    declined: (given) => mergeAnsweredMessage(given.t, { merge: merge(given), outcome: 'declined' }),
    withdrawn: (given) => mergeAnsweredMessage(given.t, { merge: merge(given), outcome: 'withdrawn' }),
    'too late, the other one agreed': (given) =>
      mergeAnsweredMessage(given.t, { merge: merge(given), outcome: 'late', by: 'kept' }),
    'too late, both agreed': (given) =>
      mergeAnsweredMessage(given.t, { merge: merge(given), outcome: 'late', by: null }),
    over: (given) => mergeAnsweredMessage(given.t, { merge: merge(given), outcome: 'over' }),
  },
  mergedNotice: (given) => mergedNotice(given.t, merge(given)),
  mergeDeclinedNotice: (given) => mergeDeclinedNotice(given.t, merge(given), 'La Ruche'),
};
