import { departureText } from '../../../src/access/contacts/departure.ts';
import { text } from '../../../src/chat/message.ts';
import type { Sent } from '../../../src/delivery/outbox/index.ts';
import type { PendingInvitation } from '../../../src/features/events/invitations.ts';
import { acceptedDigest, eventAnnouncement } from '../../../src/features/events/messages/announcement.ts';
import { proposalCard } from '../../../src/features/events/messages/card.ts';
import {
  answeredNotice,
  coOrganiserInvitedMessage,
  invitationAnsweredMessage,
  invitationCard,
  invitedAgainNotice,
  refusedToInvitedNotice,
} from '../../../src/features/events/messages/co-organise.ts';
import {
  confirmEndingCoOrganising,
  coOrganisingEndedMessage,
  coOrganisingEndedNotice,
} from '../../../src/features/events/messages/end-co-organising.ts';
import { eventList } from '../../../src/features/events/messages/list.ts';
import { eventSheet } from '../../../src/features/events/messages/sheet.ts';
import type { Given, Samples } from '../sample.ts';
import { invitation, list, overlaps, page, questioned, refused } from './event-facts.ts';
import { at, completeEvent, edition, event, id, person, poster } from './facts.ts';
import { leaving, leavingLater } from './leaving.ts';

const facts = (given: Given) => ({
  proposer: person(given),
  decider: person(given, 'Marc Leroy'),
  isClosed: false,
  clashes: { overlaps: [], outside: null },
});

const sheetFacts = (given: Given) => ({
  edition: edition(given).name,
  isClosed: false,
  isInviting: true,
  themes: edition(given).themes,
  picture: null,
  mayChange: true,
  organises: true,
  asked: [],
  endable: [],
});

const sent: Sent = {
  ...{ key: 'event-invitation', platform: 'slack', reason: null, heldUntil: null },
  ...{ status: 'SENT', sentAt: new Date('2026-11-10T09:00:00+01:00') },
};

/** Returns an invitation for each outcome that its card can have. */
const askedHosts = (given: Given): readonly PendingInvitation[] =>
  [
    sent,
    { ...sent, sentAt: null },
    { ...sent, status: 'PENDING' as const },
    { ...sent, status: 'PENDING' as const, heldUntil: new Date('2026-11-11T08:00:00+01:00') },
    { ...sent, status: 'REFUSED' as const, reason: 'direct-messages-closed' },
    { ...sent, status: 'UNKNOWN' as const },
    null,
  ].map((one) => ({ name: invitation(given).organisation.name, card: one }));

const leaves = leaving(2);

const coOrganisation = (given: Given) => {
  const { id: invitationId, organisation } = invitation(given, 'ACCEPTED');
  return { event: event(given), id: invitationId, version: 'aaaaaa', organisation };
};

export const events: Samples = {
  eventAnnouncement: {
    accepted: (given) => eventAnnouncement(given.t, event(given, { status: 'ACCEPTED' })),
    'of several organisations': (given) =>
      eventAnnouncement(given.t, event(given, { status: 'ACCEPTED', coOrganisers: [invitation(given).organisation] })),
    postponed: (given) => eventAnnouncement(given.t, event(given, { status: 'POSTPONED' })),
    cancelled: (given) => eventAnnouncement(given.t, event(given, { status: 'CANCELLED' })),
  },
  acceptedDigest: {
    one: (given) => acceptedDigest(given.t, [event(given, { status: 'ACCEPTED' })]),
    'with some that changed since': (given) =>
      acceptedDigest(
        given.t,
        (['ACCEPTED', 'PROPOSED', 'POSTPONED', 'CANCELLED'] as const).map((status) => event(given, { status })),
      ),
  },
  proposalCard: {
    waits: (given) => proposalCard(given.t, { ...facts(given), event: event(given) }),
    'with clashes': (given) =>
      proposalCard(given.t, {
        ...facts(given),
        event: event(given),
        clashes: { overlaps: overlaps(given), outside: { edition: edition(given), count: 1, of: 2 } },
      }),
    'on behalf of somebody': (given) =>
      proposalCard(given.t, { ...facts(given), event: event(given, { onBehalf: true }) }),
    'of nobody known': (given) =>
      proposalCard(given.t, {
        event: event(given),
        proposer: null,
        decider: null,
        isClosed: false,
        clashes: { overlaps: [], outside: null },
      }),
    online: (given) =>
      proposalCard(given.t, {
        ...facts(given),
        event: event(given, {
          venue: given.say('en ligne', 150),
          municipality: null,
          municipalityCode: null,
          department: null,
        }),
      }),
    questioned: (given) => proposalCard(given.t, { ...facts(given), event: questioned(given) }),
    'undecided when its edition was closed': (given) =>
      proposalCard(given.t, { ...facts(given), event: questioned(given), isClosed: true }),
    answered: (given) =>
      proposalCard(given.t, {
        ...facts(given),
        event: { ...questioned(given), status: 'PROPOSED', statusAnswer: given.say('Oui, par la cour.', 1000) },
      }),
    accepted: (given) =>
      proposalCard(given.t, {
        ...facts(given),
        event: event(given, { status: 'ACCEPTED', decidedAt: at('03T11:00') }),
      }),
    refused: (given) => proposalCard(given.t, { ...facts(given), event: refused(given) }),
    postponed: (given) => proposalCard(given.t, { ...facts(given), event: event(given, { status: 'POSTPONED' }) }),
    cancelled: (given) =>
      proposalCard(given.t, {
        ...facts(given),
        event: event(given, { status: 'CANCELLED', statusNote: given.say('La salle est fermée.', 500) }),
      }),
  },
  invitationCard: {
    asked: (given) =>
      invitationCard(given.t, {
        isClosed: false,
        event: event(given),
        invitation: invitation(given),
        by: person(given),
        answer: null,
      }),
    accepted: (given) =>
      invitationCard(given.t, {
        isClosed: false,
        event: event(given),
        invitation: invitation(given, 'ACCEPTED'),
        by: person(given),
        answer: person(given, 'Luc Blanc'),
      }),
    'declined by somebody whose name tells it': (given) =>
      invitationCard(given.t, {
        isClosed: false,
        event: event(given),
        invitation: invitation(given, 'DECLINED'),
        by: person(given),
        answer: `Luc (${invitation(given).organisation.name})`,
      }),
    'the edition is closed': (given) =>
      invitationCard(given.t, {
        isClosed: true,
        event: event(given, { status: 'ACCEPTED' }),
        invitation: invitation(given),
        by: person(given),
        answer: null,
      }),
    'the event is called off': (given) =>
      invitationCard(given.t, {
        isClosed: false,
        event: event(given, { status: 'CANCELLED' }),
        invitation: invitation(given),
        by: person(given),
        answer: null,
      }),
    declined: (given) =>
      invitationCard(given.t, {
        isClosed: false,
        event: event(given),
        invitation: invitation(given, 'DECLINED'),
        by: person(given),
        answer: person(given, 'Luc Blanc'),
      }),
    'agreed to, and ended': (given) =>
      invitationCard(given.t, {
        isClosed: false,
        event: event(given),
        invitation: invitation(given, 'DECLINED'),
        by: person(given),
        answer: person(given, 'Luc Blanc'),
        ended: true,
      }),
    'ended by somebody whose name tells it': (given) =>
      invitationCard(given.t, {
        isClosed: false,
        event: event(given),
        invitation: invitation(given, 'DECLINED'),
        by: person(given),
        answer: `Luc (${invitation(given).organisation.name})`,
        ended: true,
      }),
  },
  confirmEndingCoOrganising: {
    'of a proposal': (given) => confirmEndingCoOrganising(given.t, coOrganisation(given), []),
    'of an accepted event': (given) =>
      confirmEndingCoOrganising(given.t, { ...coOrganisation(given), event: event(given, { status: 'ACCEPTED' }) }, []),
  },
  coOrganisingEndedMessage: (given) =>
    coOrganisingEndedMessage(given.t, coOrganisation(given), text(departureText(given.t, leaving(2)))),
  coOrganisingEndedNotice: {
    'to who leads it': (given) =>
      coOrganisingEndedNotice(given.t, { ...coOrganisation(given), by: person(given), leads: true }),
    'to who co-organised a proposal': (given) =>
      coOrganisingEndedNotice(given.t, { ...coOrganisation(given), by: person(given), leads: false }),
  },
  coOrganiserInvitedMessage: {
    'by day': (given) =>
      coOrganiserInvitedMessage(given.t, { event: event(given), invitation: invitation(given), leaves }),
    'by night': (given) =>
      coOrganiserInvitedMessage(given.t, {
        event: event(given),
        invitation: invitation(given),
        leaves: leavingLater(0, 2),
      }),
  },
  invitationAnsweredMessage: {
    accepted: (given) =>
      invitationAnsweredMessage(given.t, { event: event(given), invitation: invitation(given, 'ACCEPTED'), leaves }),
    declined: (given) =>
      invitationAnsweredMessage(given.t, { event: event(given), invitation: invitation(given, 'DECLINED'), leaves }),
  },
  invitedAgainNotice: (given) => invitedAgainNotice(given.t, event(given), 'CRESS'),
  refusedToInvitedNotice: (given) => refusedToInvitedNotice(given.t, event(given), 'CRESS'),
  answeredNotice: {
    accepted: (given) => answeredNotice(given.t, event(given), invitation(given, 'ACCEPTED')),
    declined: (given) => answeredNotice(given.t, event(given), invitation(given, 'DECLINED')),
  },
  eventList: {
    none: (given) => eventList(given.t, page([], { department: null })),
    'none in a department': (given) => eventList(given.t, page([], { department: '60' })),
    'one page': (given) => eventList(given.t, page(list(given), { department: null })),
    'second page, of a department': (given) => {
      const events = Array.from({ length: 15 }, (_, index) => event(given, { number: index + 16 }));
      return eventList(given.t, page(events, { department: '80', page: 1, pages: 3, count: 40 }));
    },
  },
  eventSheet: {
    'for everybody': (given) =>
      eventSheet(given.t, { ...sheetFacts(given), event: event(given), mayChange: false, organises: false }),
    'to be completed': (given) => eventSheet(given.t, { ...sheetFacts(given), event: event(given) }, 'complete'),
    'to be changed': (given) => eventSheet(given.t, { ...sheetFacts(given), event: event(given) }, 'modify'),
    complete: (given) =>
      eventSheet(given.t, { ...sheetFacts(given), event: completeEvent(given), picture: poster(given) }),
    'others are invited': (given) =>
      eventSheet(given.t, { ...sheetFacts(given), event: event(given), asked: askedHosts(given) }),
    'one co-organises it': (given) =>
      eventSheet(given.t, { ...sheetFacts(given), event: event(given), endable: [invitation(given, 'ACCEPTED')] }),
    'several co-organise it': (given) => {
      const endable = [70, 71].map((number) => ({ ...invitation(given, 'ACCEPTED'), id: id(number) }));
      return eventSheet(given.t, { ...sheetFacts(given), event: event(given), endable });
    },
    questioned: (given) => eventSheet(given.t, { ...sheetFacts(given), event: questioned(given) }),
    refused: (given) => eventSheet(given.t, { ...sheetFacts(given), event: refused(given), themes: [] }),
    'its edition is closed': (given) =>
      eventSheet(given.t, { ...sheetFacts(given), event: event(given, { status: 'PROPOSED' }), isClosed: true }),
    postponed: (given) => eventSheet(given.t, { ...sheetFacts(given), event: event(given, { status: 'POSTPONED' }) }),
  },
};
