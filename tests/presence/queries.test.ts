import { expect, it } from 'vitest';
import { sourceFiles } from '../support/sources.ts';

/** Stores that ask for roles or memberships and needn't leave out who has left, and why. */
const others: Readonly<Record<string, string>> = {
  'src/access/actor/presence-store.ts': 'looks whether they have left',
  'src/access/actor/rights-store.ts': 'who has left is refused before it is asked',
  'src/delivery/outbox/departure-store.ts': 'names the organisations of those to whom messages were just stored',
  'src/delivery/outbox/members-store.ts':
    'asks of one person in which organisations they are, whose threads then look at each account',
  'src/delivery/sender/organisation-thread-store.ts':
    'looks at each account by itself, to take those who have left out of threads',
  'src/features/people/merge-store.ts': 'makes one row of two, whoever they are of',
  'src/features/people/two-persons-store.ts': 'asks what two accounts of one person asked for, wherever they are',
  'src/features/surveys/questionnaires/questionnaire-store.ts':
    'asks of people it is given, who are speaking or read from where they stand, what is theirs to answer',
  'src/relay/intake/team-store.ts': 'asks of the one account that has written, and leaves it out once that has left',
};

/** A query that finds people by what they are in the region. */
const ASKS = /\b(?:teamRole|membership)\s*\.(?:count|find|groupBy)|\b(?:memberships|roles): \{ some:/;

const stores = sourceFiles('src').filter(({ path }) => /(^|[/-])store\.ts$/.test(path));
const asking = stores.filter(({ text }) => ASKS.test(text));

it('every store that asks who is what in the region leaves out who has left, or is listed here with its reason', () => {
  expect(asking.length).toBeGreaterThan(5);
  const without = asking.filter(({ imports }) =>
    imports.every(({ to }) => to !== 'src/access/actor/presence-filters-store.ts'),
  );
  expect(without.map(({ path }) => path).sort()).toEqual(Object.keys(others).sort());
});
