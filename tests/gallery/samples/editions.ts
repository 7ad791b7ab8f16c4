import {
  confirmClosingEdition,
  confirmRemovingEdition,
  editionClosedMessage,
  editionMessage,
  editionOpenedMessage,
  editionRemovedMessage,
  objectivesSetMessage,
  openedAnnouncement,
  removedAnnouncement,
} from '../../../src/features/editions/messages.ts';
import type { Samples } from '../sample.ts';
import { edition, region } from './facts.ts';
import { leaving, leavingFor } from './leaving.ts';

export const editions: Samples = {
  openedAnnouncement: {
    'on Slack': (given) => openedAnnouncement(given.t, edition(given), region(given), 'slack'),
    'without a message, on Discord': (given) =>
      openedAnnouncement(given.t, edition(given, { message: null }), region(given), 'discord'),
  },
  editionMessage: {
    'all is set': (given) => editionMessage(given.t, edition(given)),
    'nothing is set': (given) =>
      editionMessage(
        given.t,
        edition(given, { open: false, message: null, priority: null, themes: [], expectedResults: [] }),
      ),
  },
  objectivesSetMessage: {
    'a target gives way': (given) =>
      objectivesSetMessage(given.t, { edition: edition(given), former: { figure: 'events', target: 30 } }),
    'no target gives way': (given) => objectivesSetMessage(given.t, { edition: edition(given), former: null }),
  },
  editionOpenedMessage: {
    'on both platforms': (given) => editionOpenedMessage(given.t, { edition: edition(given), leaves: leaving(2) }),
    'a past one': (given) => editionOpenedMessage(given.t, { edition: edition(given), leaves: null }),
  },
  removedAnnouncement: {
    'opened by mistake': (given) => removedAnnouncement(given.t, edition(given), region(given)),
  },
  confirmRemovingEdition: {
    'holds nothing': (given) => confirmRemovingEdition(given.t, edition(given)),
  },
  editionRemovedMessage: {
    done: (given) => editionRemovedMessage(given.t, edition(given)),
  },
  confirmClosingEdition: {
    'nothing is open': (given) =>
      confirmClosingEdition(given.t, { edition: edition(given), stillOpen: [], isEmpty: true }),
    'much is open': (given) =>
      confirmClosingEdition(given.t, {
        edition: edition(given),
        isEmpty: false,
        stillOpen: [
          (t) => t.text('events.stillOpen.undecided', { count: 2 }),
          (t) => t.text('events.stillOpen.coming', { count: 5 }),
          (t) => t.text('events.stillOpen.postponed', { count: 1 }),
          (t) => t.text('surveys.stillOpen', { day: t.day('2027-01-15') }),
        ],
      }),
  },
  editionClosedMessage: {
    'nothing waited': (given) =>
      editionClosedMessage(given.t, { edition: edition(given, { open: false }), leaves: null }),
    'proposals waited': (given) =>
      editionClosedMessage(given.t, { edition: edition(given, { open: false }), leaves: leavingFor(2, 'La Ruche') }),
  },
};
