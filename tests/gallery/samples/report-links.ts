import type { BilanLinkState } from '../../../src/features/reports/link/bilan-link.ts';
import { bilanLinkCut, bilanLinkMade, bilanLinkMessage } from '../../../src/features/reports/messages/link.ts';
import type { Given, Samples } from '../sample.ts';
import { at, edition, person } from './facts.ts';

const ADDRESS = `https://bot.example.org/bilans/${'ab31'.repeat(16)}`;

const bilanLink = (given: Given): BilanLinkState => ({
  edition: edition(given),
  version: 2,
  withdrawn: false,
  link: { id: 'link', madeAt: at('20T18:00'), by: person(given) },
});

/** Each finding has its note. */
export const links: Samples = {
  bilanLinkMessage: {
    none: (given) => bilanLinkMessage(given.t, { ...bilanLink(given), link: null }, true),
    given: (given) => bilanLinkMessage(given.t, bilanLink(given), true),
    'by somebody who is gone': (given) =>
      bilanLinkMessage(given.t, { ...bilanLink(given), link: { id: 'link', madeAt: at('20T18:00'), by: null } }, true),
    'of a bilan that was taken back': (given) =>
      bilanLinkMessage(given.t, { ...bilanLink(given), withdrawn: true }, true),
    'without a public address': (given) => bilanLinkMessage(given.t, { ...bilanLink(given), link: null }, false),
  },
  bilanLinkMade: {
    'the first': (given) => bilanLinkMade(given.t, { ...bilanLink(given), link: null }, ADDRESS),
    'in place of another': (given) => bilanLinkMade(given.t, bilanLink(given), ADDRESS),
  },
  bilanLinkCut: { 'it is cut': (given) => bilanLinkCut(given.t, bilanLink(given)) },
};
