import type { Sent } from '../../../src/delivery/outbox/index.ts';
import type { DelayedKit, Kit, Receipt } from '../../../src/features/kits/kit.ts';
import {
  kitFollowUpMessage,
  kitMessage,
  kitProgressMessage,
  kitPublishedMessage,
  kitVersionsMessage,
  reviewKit,
} from '../../../src/features/kits/messages.ts';
import type { Given, Samples } from '../sample.ts';
import { at, file, id, person, poster } from './facts.ts';
import { leaving, leavingLater } from './leaving.ts';

const files = (given: Given) => [
  poster(given, 41),
  file(given, 'Dossier de presse.pdf', 'application/pdf', 2_400_000, 42),
  ...given.several(0, 8, (index) => poster(given, 43 + index)),
];

const kit = (given: Given, changes: Partial<Kit> = {}): Kit => ({
  id: id(6),
  version: 2,
  note: given.say('Le logo en blanc est nouveau.', 500),
  publishedAt: at('03T10:00'),
  files: files(given),
  ...changes,
});

const receipts = (given: Given): readonly Receipt[] =>
  given.several(3, 60, (index) => ({
    organisationId: id(50 + index),
    organisation: given.say(['Le Moulin', 'La Ruche', 'Écluse'][index] ?? '', 100),
    sentAt: at('03T10:00'),
    receivedAt: index % 3 === 2 ? null : at('04T11:00'),
    receivedBy: index % 3 === 0 ? person(given) : null,
  }));

const waiting = (given: Given, count: number): readonly DelayedKit[] =>
  given.several(count, count, (index) => ({
    organisation: given.say(['Le Fournil', 'Les Jardins'][index] ?? '', 100),
    until: at(`0${8 + index}T10:00`),
  }));

const unwilling = (given: Given, count: number): readonly string[] =>
  given.several(count, count, (index) => given.say(['La Sève', 'Le Relais'][index] ?? '', 100));

/** One copy waits for the morning, one is on its way, one was refused. */
const messages = (given: Given): ReadonlyMap<string, Sent> =>
  new Map(
    receipts(given).map(({ organisationId }, index): [string, Sent] => {
      const status = (['PENDING', 'PENDING', 'REFUSED'] as const)[index % 3] ?? 'SENT';
      const reason = status === 'REFUSED' ? 'direct-messages-closed' : null;
      const heldUntil = index % 3 === 0 ? at('04T08:00') : null;
      return [organisationId, { key: organisationId, platform: 'slack', status, reason, heldUntil, sentAt: null }];
    }),
  );

export const kits: Samples = {
  kitMessage: {
    'confirmed before': (given) =>
      kitMessage(given.t, kit(given), { organisationId: id(3), handedOnTo: null, received: 'already' }),
    'confirmed below': (given) =>
      kitMessage(given.t, kit(given), { organisationId: id(3), handedOnTo: null, received: 'noted' }),
    'with a note': (given) =>
      kitMessage(given.t, kit(given), { organisationId: id(3), handedOnTo: null, received: 'notYet' }),
    'without a note': (given) =>
      kitMessage(given.t, kit(given, { version: 1, note: null }), {
        organisationId: id(3),
        handedOnTo: null,
        received: 'notYet',
      }),
    'to hand on': (given) =>
      kitMessage(given.t, kit(given), {
        organisationId: id(3),
        handedOnTo: given.say('Les Jardins solidaires', 80),
        received: 'notYet',
      }),
  },
  reviewKit: {
    'to nobody yet': (given) =>
      reviewKit(given.t, { ...kit(given), to: 0, leaves: leaving(0), waiting: [], unwilling: [] }),
    'to all now': (given) =>
      reviewKit(given.t, { ...kit(given), to: 22, leaves: leaving(22), waiting: [], unwilling: [] }),
    'to some later, to some not at all': (given) =>
      reviewKit(given.t, {
        ...kit(given),
        ...{ to: 22, leaves: leavingLater(8, 10), waiting: waiting(given, 2), unwilling: unwilling(given, 2) },
      }),
  },
  kitPublishedMessage: {
    'to many': (given) =>
      kitPublishedMessage(given.t, {
        kit: kit(given),
        inSteps: false,
        leaves: leaving(22),
        waiting: [],
        unwilling: [],
      }),
    'to one': (given) =>
      kitPublishedMessage(given.t, { kit: kit(given), inSteps: false, leaves: leaving(1), waiting: [], unwilling: [] }),
    'to nobody yet': (given) =>
      kitPublishedMessage(given.t, { kit: kit(given), inSteps: false, leaves: leaving(0), waiting: [], unwilling: [] }),
    'to some later': (given) =>
      kitPublishedMessage(given.t, {
        kit: kit(given),
        inSteps: false,
        leaves: leaving(20),
        waiting: waiting(given, 2),
        unwilling: [],
      }),
    'to some not at all': (given) =>
      kitPublishedMessage(given.t, {
        kit: kit(given),
        inSteps: false,
        leaves: leaving(20),
        waiting: [],
        unwilling: unwilling(given, 2),
      }),
    'to one not at all': (given) =>
      kitPublishedMessage(given.t, {
        kit: kit(given),
        inSteps: false,
        leaves: leaving(20),
        waiting: [],
        unwilling: unwilling(given, 1),
      }),
    'by night': (given) =>
      kitPublishedMessage(given.t, {
        ...{ kit: kit(given), inSteps: false, waiting: [], unwilling: [] },
        leaves: leavingLater(1, 2),
      }),
    'to one later': (given) =>
      kitPublishedMessage(given.t, {
        kit: kit(given),
        inSteps: false,
        leaves: leaving(0),
        waiting: waiting(given, 1),
        unwilling: [],
      }),
    'to so many that it takes steps': (given) =>
      kitPublishedMessage(given.t, {
        ...{ kit: kit(given), inSteps: true, waiting: [], unwilling: [] },
        leaves: leaving(5_000),
      }),
  },
  kitProgressMessage: {
    'on its way': (given) => kitProgressMessage(given.t, { version: 9, done: 1_250, all: 5_000, stopped: null }),
    over: (given) => kitProgressMessage(given.t, { version: 9, done: 5_000, all: 5_000, stopped: null }),
    replaced: (given) => kitProgressMessage(given.t, { version: 9, done: 750, all: 5_000, stopped: 'replaced' }),
    closed: (given) => kitProgressMessage(given.t, { version: 9, done: 750, all: 5_000, stopped: 'closed' }),
  },
  kitVersionsMessage: {
    none: (given) => kitVersionsMessage(given.t, { kits: [], isHandedOut: true }),
    several: (given) =>
      kitVersionsMessage(given.t, {
        kits: given.several(2, 9, (index) => kit(given, { version: 9 - index })),
        isHandedOut: true,
      }),
    'of an edition that is closed': (given) =>
      kitVersionsMessage(given.t, { kits: [kit(given, { version: 3 })], isHandedOut: false }),
  },
  kitFollowUpMessage: {
    'no kit': (given) =>
      kitFollowUpMessage(given.t, {
        kit: null,
        receipts: [],
        messages: new Map(),
        underWay: [],
        waiting: [],
        unwilling: [],
        tooLate: [],
      }),
    'sent to nobody': (given) =>
      kitFollowUpMessage(given.t, {
        kit: kit(given),
        receipts: [],
        messages: new Map(),
        underWay: [],
        waiting: [],
        unwilling: [],
        tooLate: [],
      }),
    'received by some': (given) =>
      kitFollowUpMessage(given.t, {
        kit: kit(given),
        receipts: receipts(given),
        messages: new Map(),
        underWay: [],
        waiting: [],
        unwilling: [],
        tooLate: [],
      }),
    'under way to some': (given) =>
      kitFollowUpMessage(given.t, {
        ...{ kit: kit(given), receipts: receipts(given), messages: messages(given) },
        ...{ underWay: unwilling(given, 2), waiting: [], unwilling: [], tooLate: [] },
      }),
    'to be sent to some later, to one not at all': (given) =>
      kitFollowUpMessage(given.t, {
        ...{ kit: kit(given), receipts: receipts(given), messages: messages(given), underWay: [] },
        ...{ waiting: waiting(given, 2), unwilling: unwilling(given, 1), tooLate: [] },
      }),
    'of an edition that is closed': (given) =>
      kitFollowUpMessage(given.t, {
        ...{ kit: kit(given), receipts: receipts(given), messages: messages(given) },
        ...{ underWay: [], waiting: [], unwilling: [], tooLate: unwilling(given, 2) },
      }),
  },
};
