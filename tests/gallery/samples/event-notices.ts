import { departureText } from '../../../src/access/contacts/departure.ts';
import { text } from '../../../src/chat/message.ts';
import type { Event } from '../../../src/features/events/event.ts';
import {
  acceptedNotice,
  answeredLateNotice,
  cancelledNotice,
  changedNotice,
  incompleteReminder,
  proposedOnBehalfNotice,
  questionChangedMessage,
  questionNotice,
  refusedNotice,
  undecidedAtClosing,
  undecidedNotice,
  unsentProposalReminder,
} from '../../../src/features/events/messages/notices.ts';
import {
  postponedMessage,
  proposedMessage,
  proposedSince,
  reviewCancelling,
  reviewModification,
  reviewPostponement,
  reviewProposal,
} from '../../../src/features/events/messages/proposal.ts';
import {
  confirmSeveral,
  confirmUndeciding,
  eventDecidedMessage,
  lapsedMessage,
  proposalChangedMessage,
  queueMessage,
  severalAcceptedMessage,
  undecidedMessage,
} from '../../../src/features/events/messages/queue.ts';
import type { Proposal } from '../../../src/features/events/proposal.ts';
import type { Given, Samples } from '../sample.ts';
import { overlaps, questioned, refused } from './event-facts.ts';
import { merge } from './event-merges.ts';
import { completeEvent, edition, event, id, person, slot } from './facts.ts';
import { leaving, leavingFor } from './leaving.ts';

const clear = { overlaps: [], outside: null };
const clashing = (given: Given) => ({
  overlaps: overlaps(given),
  outside: { edition: edition(given), count: 1, of: 1 },
});

const proposal = (given: Given, changes: Partial<Proposal> = {}): Proposal => {
  return {
    ...event(given),
    edition: edition(given),
    onBehalf: false,
    clashes: clear,
    ...changes,
  };
};

const waiting = (given: Given, few: number, many: number) =>
  given.several(few, many, (index) => event(given, { number: index + 1 }));

const told = (given: Given) => text(departureText(given.t, leaving(1)));

const queue = (events: readonly Event[]) => ({
  year: 2026,
  events,
  first: events.slice(0, 5).map((one) => ({ event: one, clashes: clear })),
  clusters: [],
  merges: [],
});

export const eventNotices: Samples = {
  acceptedNotice: {
    'to be completed': (given) => acceptedNotice(given.t, event(given, { status: 'ACCEPTED' }), true),
    complete: (given) => acceptedNotice(given.t, completeEvent(given), true),
    'to who co-organises it': (given) => acceptedNotice(given.t, event(given, { status: 'ACCEPTED' }), false),
  },
  refusedNotice: {
    'to who leads it': (given) => refusedNotice(given.t, refused(given), 'CRESS', true),
    'to who co-organises it': (given) => refusedNotice(given.t, refused(given), 'CRESS', false),
  },
  undecidedNotice: {
    'was accepted': (given) => undecidedNotice(given.t, event(given, { status: 'ACCEPTED' }), event(given), 'CRESS'),
    'was accepted, with a question left': (given) =>
      undecidedNotice(given.t, event(given, { status: 'ACCEPTED' }), questioned(given), 'CRESS'),
    'was refused': (given) => undecidedNotice(given.t, refused(given), event(given), 'CRESS'),
  },
  answeredLateNotice: (given) =>
    answeredLateNotice(given.t, { ...questioned(given), status: 'ACCEPTED', statusAnswer: 'Sous le préau.' }),
  undecidedAtClosing: {
    one: (given) => undecidedAtClosing(given.t, "Mois de l'ESS 2026", [questioned(given)], 'CRESS'),
    several: (given) => undecidedAtClosing(given.t, "Mois de l'ESS 2026", [questioned(given), refused(given)], 'CRESS'),
  },
  questionNotice: (given) => questionNotice(given.t, questioned(given), 'CRESS'),
  questionChangedMessage: (given) => questionChangedMessage(given.t, questioned(given)),
  proposedOnBehalfNotice: (given) =>
    proposedOnBehalfNotice(given.t, event(given, { onBehalf: true }), person(given, 'Marc Leroy')),
  changedNotice: {
    'every part of it': (given) =>
      changedNotice(
        given.t,
        event(given),
        event(given, { title: given.say('Portes grandes ouvertes', 120), slots: [slot('21T14:00', '21T18:00')] }),
        ['title', 'when', 'place', 'pitch', 'contact'],
        person(given),
      ),
    'no date any more': (given) =>
      changedNotice(given.t, event(given), event(given, { status: 'POSTPONED' }), ['when'], person(given)),
  },
  cancelledNotice: {
    'with a reason': (given) =>
      cancelledNotice(
        given.t,
        event(given, { status: 'CANCELLED', statusNote: given.say('La salle est fermée.', 500) }),
        person(given),
      ),
    'without a reason': (given) => cancelledNotice(given.t, event(given, { status: 'CANCELLED' }), person(given)),
  },
  incompleteReminder: {
    one: (given) => incompleteReminder(given.t, edition(given), [event(given, { status: 'ACCEPTED' })]),
    several: (given) => incompleteReminder(given.t, edition(given), waiting(given, 3, 12)),
    many: (given) => incompleteReminder(given.t, edition(given), waiting(given, 7, 60)),
  },
  unsentProposalReminder: (given) =>
    unsentProposalReminder(given.t, { form: id(7), title: given.say('Portes ouvertes', 120) }),
  reviewProposal: {
    clear: (given) => reviewProposal(given.t, proposal(given)),
    'clashing, outside the edition, for another organisation': (given) =>
      reviewProposal(given.t, proposal(given, { onBehalf: true, clashes: clashing(given) })),
  },
  proposedMessage: {
    'to coordinators who have decided on nothing yet': (given) =>
      proposedMessage(
        given.t,
        { event: event(given), overlaps: [], deciders: [person(given)], usualDays: null },
        'CRESS',
      ),
    'clashing, to many who usually take two days': (given) =>
      proposedMessage(
        given.t,
        {
          event: event(given),
          overlaps: clashing(given).overlaps,
          deciders: given.several(4, 40, () => person(given)),
          usualDays: 2,
        },
        'CRESS',
      ),
  },
  proposedSince: {
    'accepted since': (given) => proposedSince(given.t, event(given, { status: 'ACCEPTED' })),
    'made one with another since': (given) =>
      proposedSince(
        given.t,
        event(given, { status: 'CANCELLED', mergedInto: { id: id(2), number: 4, title: event(given).title } }),
      ),
  },
  reviewModification: (given) =>
    reviewModification(
      given.t,
      {
        before: event(given),
        after: event(given, { slots: [slot('21T14:00', '21T18:00')] }),
        what: ['when'],
        clashes: clear,
      },
      person(given),
    ),
  reviewPostponement: {
    'another date': (given) =>
      reviewPostponement(given.t, {
        event: event(given),
        slots: [slot('21T14:00', '21T18:00')],
        changes: true,
        clashes: { ...clashing(given), outside: { edition: edition(given), count: 2, of: 3 } },
      }),
    'no date': (given) =>
      reviewPostponement(given.t, {
        ...{ event: event(given, { status: 'ACCEPTED' }), slots: null, changes: true, clashes: clear },
      }),
    'no date, as before': (given) =>
      reviewPostponement(given.t, {
        ...{ event: event(given, { status: 'POSTPONED' }), slots: null, changes: false, clashes: clear },
      }),
  },
  postponedMessage: {
    'another date': (given) => postponedMessage(given.t, event(given, { status: 'ACCEPTED' }), told(given)),
    'no date': (given) => postponedMessage(given.t, event(given, { status: 'POSTPONED' }), told(given)),
  },
  reviewCancelling: (given) => reviewCancelling(given.t, event(given), given.say('Salle inondée.', 500)),
  queueMessage: {
    empty: (given) => queueMessage(given.t, queue([])),
    one: (given) => queueMessage(given.t, queue([event(given)])),
    'several, one questioned': (given) => queueMessage(given.t, queue([...waiting(given, 7, 40), questioned(given)])),
    'with clashes': (given) =>
      queueMessage(given.t, {
        year: 2026,
        events: [event(given)],
        first: [{ event: event(given), clashes: clashing(given) }],
        clusters: [{ at: slot('14T14:00', null).start, where: 'Amiens', events: waiting(given, 3, 3), isFree: true }],
        merges: [merge(given)],
      }),
  },
  confirmSeveral: (given) =>
    confirmSeveral(
      given.t,
      2026,
      given.several(2, 15, (index) => event(given, { number: 120 + index })),
    ),
  severalAcceptedMessage: {
    all: (given) =>
      severalAcceptedMessage(given.t, {
        accepted: waiting(given, 2, 15),
        left: [],
        leaves: leavingFor(15, 'Jardins', 'La Grange', 'La Ruche', 'Le Moulin', 'Moulin'),
      }),
    'some were decided meanwhile': (given) =>
      severalAcceptedMessage(given.t, {
        accepted: waiting(given, 2, 14),
        left: [event(given)],
        leaves: { ...leaving(13), failed: 1 },
      }),
  },
  eventDecidedMessage: {
    accepted: (given) => eventDecidedMessage(given.t, event(given, { status: 'ACCEPTED' }), 'accepted', told(given)),
    asked: (given) => eventDecidedMessage(given.t, event(given), 'asked', told(given)),
    refused: (given) => eventDecidedMessage(given.t, event(given, { status: 'REFUSED' }), 'refused', told(given)),
  },
  lapsedMessage: (given) =>
    lapsedMessage(
      given.t,
      { offers: [{ action: 'event-view:e1', label: 'events.button.view' }] },
      given.t.text('events.errors.lapsed', { year: '2026', title: event(given).title, next: 'no' }),
    ),
  proposalChangedMessage: (given) => proposalChangedMessage(given.t, event(given)),
  confirmUndeciding: {
    accepted: (given) => confirmUndeciding(given.t, event(given, { status: 'ACCEPTED' })),
    refused: (given) => confirmUndeciding(given.t, event(given, { status: 'REFUSED' })),
  },
  undecidedMessage: {
    'to be decided': (given) => undecidedMessage(given.t, event(given), told(given)),
    'a question is left': (given) => undecidedMessage(given.t, questioned(given), told(given)),
  },
};
