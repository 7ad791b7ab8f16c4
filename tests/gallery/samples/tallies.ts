import {
  chooseTally,
  type TallyLiveness,
  tallyMessage,
  tallyRemoved,
  tallyShown,
} from '../../../src/features/tallies/messages.ts';
import type { TallyFigures } from '../../../src/features/tallies/rules.ts';
import type { LiveTally, TallyState } from '../../../src/features/tallies/tally.ts';
import type { Given, Samples } from '../sample.ts';
import { at, edition, id, region } from './facts.ts';

const none = { value: 0, of: 0 };
const nothing: TallyFigures = {
  questionnaires: { ...none, inProgress: 0, percent: 0 },
  organisations: { ...none, inProgress: 0 },
  participants: { value: null, precision: 'unknown', parts: { told: 0, estimated: 0 }, eventsTold: 0 },
  officials: none,
  pressContacted: none,
  coverage: none,
  logo: none,
  siteLink: none,
};
const some: TallyFigures = {
  questionnaires: { value: 13, of: 22, inProgress: 2, percent: 59 },
  organisations: { value: 7, of: 12, inProgress: 1 },
  participants: { value: 500, precision: 'at_least', parts: { told: 12, estimated: 6 }, eventsTold: 12 },
  officials: { value: 7, of: 13 },
  pressContacted: { value: 6, of: 7 },
  coverage: { value: 3, of: 7 },
  logo: { value: 3, of: 7 },
  siteLink: { value: 1, of: 7 },
};
const one: TallyFigures = {
  ...some,
  questionnaires: { value: 1, of: 1, inProgress: 0, percent: 100 },
  organisations: { value: 1, of: 1, inProgress: 0 },
  participants: { value: 1, precision: 'exact', parts: { told: 1, estimated: 0 }, eventsTold: 1 },
  officials: { value: 1, of: 1 },
};

const state = (figures: TallyFigures, changes: Partial<TallyState> = {}): TallyState => ({
  figures,
  closesOn: '2027-01-15',
  closedOn: null,
  ...changes,
});
const live: TallyLiveness = { kind: 'live', at: at('20T18:00') };

const shown = (given: Given, of: TallyState, standing: TallyLiveness = live) =>
  tallyMessage(given.t, edition(given), region(given), of, standing);

const tally = (index: number): LiveTally => ({
  id: id(800 + index),
  editionId: id(2),
  platform: index % 2 === 0 ? 'slack' : 'discord',
  channel: 'C0GENERAL',
  deliveryKey: `tally:${index}`,
  daily: false,
  createdAt: at('20T18:00'),
  shown: null,
});

export const tallies: Samples = {
  tallyMessage: {
    'before the survey': (given) => shown(given, state(nothing, { closesOn: null })),
    'no answer yet': (given) =>
      shown(given, state({ ...nothing, questionnaires: { ...nothing.questionnaires, of: 22 } })),
    'one of everything': (given) => shown(given, state(one)),
    'half way': (given) => shown(given, state(some)),
    closed: (given) => shown(given, state(some, { closedOn: '2027-01-16' })),
    'stands elsewhere now': (given) => shown(given, state(some), { kind: 'moved', at: at('21T18:00') }),
    stopped: (given) => shown(given, state(some), { kind: 'stopped', at: at('21T18:00') }),
  },
  tallyShown: {
    here: (given) => tallyShown(given.t, tally(0), 'here'),
    'in a channel with a name': (given) => tallyShown(given.t, tally(0), { channel: '#chiffres' }),
    elsewhere: (given) => tallyShown(given.t, tally(0), { channel: null }),
  },
  chooseTally: (given) =>
    chooseTally(
      given.t,
      given.several(2, 30, (index) => ({ ...tally(index), edition: edition(given).name })),
    ),
  tallyRemoved: (given) => tallyRemoved(given.t),
};
