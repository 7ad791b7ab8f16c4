import { settableTermNames, settableTerms, type TermDays } from '../../../src/access/region/terms.ts';
import type { ChamberSettings } from '../../../src/features/privacy/chamber-settings.ts';
import type { ErasureState, Inventory } from '../../../src/features/privacy/erasure.ts';
import {
  archiveMessage,
  confirmErasure,
  dataMessage,
  documentsGone,
  erasureMessage,
  exportedMessage,
  settingsMessage,
} from '../../../src/features/privacy/messages/data.ts';
import { emptiedHome } from '../../../src/features/privacy/messages/home.ts';
import { teamLeftNotice } from '../../../src/features/privacy/messages/team.ts';
import type { Given, Samples } from '../sample.ts';
import { at, contextOf, file, id, region } from './facts.ts';

const inventory = (given: Given): Inventory => ({
  groups: [
    { purpose: 'account', kept: 'account', rows: 3 },
    { purpose: 'organise', kept: 'edition', rows: 2 },
    { purpose: 'programme', kept: 'edition', rows: 1 },
    { purpose: 'survey', kept: 'edition', rows: 24 },
    { purpose: 'inform', kept: 'delivery', rows: given.extreme ? 12_345 : 41 },
  ],
  backupDays: 14,
  logDays: null,
});

const settings = (given: Given): ChamberSettings => ({
  chamber: region(given).chamber,
  contact: given.extreme ? given.say('donnees@cress.example', 200) : null,
  days: Object.fromEntries(settableTermNames.map((term) => [term, settableTerms[term].days])) as TermDays,
  purged: given.extreme ? 12_345 : 0,
  purgedAt: given.extreme ? at('05T03:30') : null,
});

const consents = (given: Given) =>
  given.several(1, 25, (index) => ({
    ...{ id: id(80 + index), question: 'idea', organisation: given.say('Le Moulin', 80), year: 2026 },
    ...{
      wording: 'Peut-on citer ou montrer cette réponse dans le bilan ? Oui, sans nous nommer',
      chosenAt: at('05T10:00'),
    },
  }));

const begun: ErasureState = {
  ...{
    id: id(70),
    startedAt: at('05T10:00'),
    endedAt: null,
    changed: 0,
    failed: 0,
    documents: 0,
    alike: 0,
    unknown: false,
    forgottenDays: null,
  },
  ...{ searching: true, waiting: { slack: 12, discord: 1 }, relayed: 3, homes: 9, unread: { slack: 1, discord: 2 } },
  backupsUntil: at('19T10:00'),
};

export const privacy: Samples = {
  dataMessage: {
    'of an organiser': (given) =>
      dataMessage(contextOf(given), { ...inventory(given), settings: settings(given), consents: consents(given) }),
    'of a coordinator': (given) =>
      dataMessage(contextOf(given, { coordinator: true }), {
        ...{ ...inventory(given), settings: settings(given), consents: [] },
      }),
  },
  settingsMessage: (given) => settingsMessage(given.t, settings(given)),
  confirmErasure: {
    'of an organiser': (given) =>
      confirmErasure(contextOf(given), {
        ...inventory(given),
        orphaned: given.several(1, 5, (index) => given.say(`Le Moulin ${index}`, 80)),
        inTeam: false,
        forgottenDays: null,
        markDays: 7,
      }),
    'of a coordinator': (given) =>
      confirmErasure(contextOf(given, { coordinator: true }), {
        ...{ ...inventory(given), orphaned: [], inTeam: true, backupDays: 0, forgottenDays: 1_825, markDays: 10 },
      }),
  },
  erasureMessage: {
    begun: (given) => erasureMessage(contextOf(given), begun),
    ended: (given) =>
      erasureMessage(contextOf(given), {
        ...{ ...begun, endedAt: at('05T10:05'), changed: 52, failed: 2 },
        ...{
          searching: false,
          waiting: {},
          relayed: 0,
          homes: 0,
          unread: {},
          documents: 3,
          alike: 1,
          unknown: true,
          forgottenDays: 1_825,
        },
      }),
  },
  emptiedHome: {
    'of whoever is erased': (given) => emptiedHome(given.t, id(70), true),
    'of others': (given) => emptiedHome(given.t, id(70), false),
  },
  documentsGone: {
    'one, unpublished': (given) => documentsGone(given.t, { documents: 1, published: [] }),
    'with published ones': (given) =>
      documentsGone(given.t, {
        documents: 6,
        published: given.several(1, 3, (index) => given.say(`Mois de l'ESS ${2026 - index}`, 80)),
      }),
  },
  teamLeftNotice: {
    'a coordinator, with others left': (given) =>
      teamLeftNotice(given.t, region(given).chamber, {
        coordinators: given.several(2, 12, (index) => given.say(`Claire ${index}`, 80)),
        delegates: [],
      }),
    'a coordinator who was delegate, too, with one left': (given) =>
      teamLeftNotice(given.t, region(given).chamber, {
        coordinators: ['Claire'],
        delegates: [{ department: '80', names: [] }],
      }),
    'a delegate of several departments': (given) =>
      teamLeftNotice(given.t, region(given).chamber, {
        coordinators: null,
        delegates: [
          { department: '02', names: [] },
          { department: '60', names: given.several(1, 5, (index) => given.say(`Paul Faure ${index}`, 80)) },
        ],
      }),
  },
  archiveMessage: (given) =>
    archiveMessage(given.t, region(given), [file(given, 'mes-donnees.zip', 'application/zip', 240_000)]),
  exportedMessage: (given) => exportedMessage(given.t, 1),
};
