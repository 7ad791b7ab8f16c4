import {
  confirmPressRemoval,
  pressItemMessage,
  pressKept,
  pressList,
  pressRemoved,
  pressUnderstood,
} from '../../../src/features/reports/messages/press.ts';
import { PRESS_PAGE, type PressItem, type PressPage } from '../../../src/features/reports/press/press.ts';
import type { Given, Samples } from '../sample.ts';
import { edition, id } from './facts.ts';

const item = (given: Given, index = 0): PressItem => ({
  id: id(40 + index),
  editionId: id(2),
  edition: edition(given).name,
  organisation: { id: id(3), name: given.say('Le Moulin', 100) },
  title: given.say("Le Mois s'ouvre à Beauvais", 200),
  outlet: given.say('Le Courrier', 200),
  medium: 'press',
  publishedOn: '2026-11-12',
  link: given.extreme ? `https://exemple.fr/${'tres-long/'.repeat(190)}` : 'https://www.exemple.fr/mois',
  event: { id: id(5), title: given.say('Portes ouvertes', 150) },
});

/** A reference that was noted before titles were asked for. */
const bare = (given: Given): PressItem => ({
  ...item(given, 1),
  title: null,
  publishedOn: null,
  link: null,
  event: null,
});

const page = (given: Given, changes: Partial<PressPage> = {}): PressPage => ({
  edition: edition(given),
  others: [{ name: given.say("Mois de l'ESS 2025", 100), year: 2025 }],
  items: given.several(2, PRESS_PAGE, (index) => (index === 1 ? bare(given) : item(given, index))),
  page: 0,
  pages: 1,
  coordinator: false,
  ...changes,
});

/** The messages about the press review. */
export const press: Samples = {
  pressList: {
    'two references': (given) => pressList(given.t, page(given)),
    'a page among others': (given) => pressList(given.t, page(given, { page: 1, pages: 3, coordinator: true })),
    'none of theirs': (given) => pressList(given.t, page(given, { items: [] })),
    'none at all': (given) => pressList(given.t, page(given, { items: [], coordinator: true })),
  },
  pressItemMessage: (given) => pressItemMessage(given.t, item(given)),
  pressUnderstood: (given) => pressUnderstood(given.t, item(given)),
  pressKept: (given) => pressKept(given.t, item(given)),
  confirmPressRemoval: (given) => confirmPressRemoval(given.t, item(given)),
  pressRemoved: (given) => pressRemoved(given.t, bare(given)),
};
