import {
  confirmClosingEdition,
  editionClosedMessage,
  editionMessage,
  openedAnnouncement,
} from '../../../src/features/editions/messages.ts';
import type { Samples } from '../sample.ts';
import { edition, region } from './facts.ts';

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
  confirmClosingEdition: (given) => confirmClosingEdition(given.t, edition(given)),
  editionClosedMessage: (given) => editionClosedMessage(given.t, edition(given, { open: false })),
};
