import type { JournalFilter, JournalPage, ReadEntry } from '../../../src/features/journal/entry.ts';
import { exportMessage, journalExportedMessage, journalMessage } from '../../../src/features/journal/messages.ts';
import { noFilter } from '../../../src/features/journal/rules.ts';
import type { Given, Samples } from '../sample.ts';
import { at, contextOf, file, id, person, region } from './facts.ts';

const entry = (given: Given, changes: Partial<ReadEntry> = {}): ReadEntry => ({
  ...{ id: id(90), at: at('12T14:05'), actor: person(given, 'Camille'), verb: 'events.journal.accepted' },
  ...{ objectKind: 'event', objectId: id(91), objectName: given.say('Café-débat', 120) },
  ...{ organisation: { id: id(92), name: given.say('Le Pignon', 100) }, person: null },
  ...changes,
});

const entries = (given: Given): readonly ReadEntry[] => [
  entry(given),
  entry(given, {
    ...{ verb: 'people.journal.namedDelegate', objectKind: 'person', objectId: null, objectName: '60, 80' },
    ...{ organisation: null, person: person(given) },
  }),
  entry(given, {
    ...{ verb: 'organisations.journal.excluded', objectKind: 'organisation', objectId: id(92) },
    ...{ objectName: given.say('Le Pignon', 100), person: person(given) },
  }),
  entry(given, { verb: 'surveys.journal.answered', objectKind: 'questionnaire', objectName: null }),
  entry(given, {
    ...{ actor: null, verb: 'announcements.journal.left', objectKind: 'announcement', organisation: null },
    ...{ objectName: given.say('Le mois commence, venez nombreux', 60), person: person(given) },
  }),
  entry(given, { verb: 'gone.journal.done' }),
];

const page = (given: Given, changes: Partial<JournalPage> = {}): JournalPage => ({
  ...{ filter: noFilter, entries: entries(given), newer: false, older: true },
  named: { person: null, object: null },
  ...changes,
});

const narrow: JournalFilter = {
  ...{ person: id(5), kind: 'event', object: id(91), organisation: null, day: '2026-11-12', nights: false },
};

export const journal: Samples = {
  journalMessage: {
    whole: (given) => journalMessage(contextOf(given, { coordinator: true }), page(given)),
    narrowed: (given) => {
      const named = { person: person(given), object: given.say('Café-débat', 120) };
      return journalMessage(
        contextOf(given, { coordinator: true }),
        page(given, { filter: narrow, newer: true, named }),
      );
    },
    nights: (given) => {
      const nights = [entry(given, { actor: null, verb: 'common.journal.purged', organisation: null })];
      const filter = { ...noFilter, nights: true };
      return journalMessage(contextOf(given, { coordinator: true }), page(given, { filter, entries: nights }));
    },
    ofKind: (given) => {
      const met = entry(given, { verb: 'meetings.journal.moved', objectKind: 'meeting', objectId: id(93) });
      const named = { ...met, objectName: given.say('Réunion de lancement', 120), organisation: null };
      const nation = { actor: null, verb: 'common.journal.nationSent', organisation: null, objectName: null };
      const filter: JournalFilter = { ...noFilter, kind: 'meeting' };
      return journalMessage(
        contextOf(given, { coordinator: true }),
        page(given, { filter, entries: [named, entry(given, nation)] }),
      );
    },
    empty: (given) =>
      journalMessage(contextOf(given, { coordinator: true }), page(given, { entries: [], older: false })),
  },
  exportMessage: (given) =>
    exportMessage(given.t, region(given), {
      files: [file(given, 'journal-1.csv', 'text/csv', 240_000)],
      count: given.extreme ? 123_456 : 412,
    }),
  journalExportedMessage: {
    one: (given) => journalExportedMessage(given.t, 1, noFilter),
    many: (given) => journalExportedMessage(given.t, 412, narrow),
  },
};
