import type { EnteredFigure } from '../../../src/features/figures/entered-figure.ts';
import { figureEntered } from '../../../src/features/figures/messages.ts';
import type { Given, Samples } from '../sample.ts';
import { at, edition } from './facts.ts';

const entered = (changes: Partial<EnteredFigure>): EnteredFigure => ({
  key: 'budget',
  value: 12_500,
  of: null,
  precision: 'exact',
  note: null,
  enteredAt: at('02T09:30'),
  ...changes,
});

const shown = (given: Given, now: EnteredFigure, before: EnteredFigure | null = null, begun = false) =>
  figureEntered(given.t, { edition: edition(given), begun, entry: 'budget', now, before });

export const figures: Samples = {
  figureEntered: {
    first: (given) => shown(given, entered({})),
    'instead of another': (given) => shown(given, entered({ precision: 'at_least' }), entered({ value: 9_000 })),
    'not known': (given) => shown(given, entered({ value: null, precision: 'unknown' })),
    'with notes': (given) =>
      shown(
        given,
        entered({ note: given.say('D’après la trésorière, à confirmer', 500) }),
        entered({ note: 'Premier jet' }),
      ),
    'of an edition that it begins': (given) => shown(given, entered({}), null, true),
    'some of all': (given) =>
      shown(given, entered({ key: 'launchQuestionnairesAnswered', value: 3, of: 50, precision: 'exact' })),
    'of a funder': (given) => shown(given, entered({ key: `budget.${given.say('Région Picardie', 100)}` })),
    'of a category': (given) =>
      shown(given, entered({ key: `launchAttendance.${given.say('Journalistes', 100)}`, value: 4 })),
    'a day': (given) => shown(given, entered({ key: 'answersCountedOn', value: null, note: '2027-01-18' })),
  },
};
