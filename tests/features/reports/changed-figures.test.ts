import { expect, test } from 'vitest';
import { aggregate } from '../../../src/features/reports/aggregates/aggregate.ts';
import { changedFigures } from '../../../src/features/reports/content/changed-figures.ts';
import { facts, people, withQuestionnaires } from '../../support/report-facts.ts';

test('a late answer changes the figures that version 2 lists', () => {
  const first = aggregate(facts(withQuestionnaires([people(40), {}])));
  const second = aggregate(facts(withQuestionnaires([people(40), people(20)])));
  expect(changedFigures(first, second)).toEqual([
    {
      id: 'questionnairesAnswered',
      before: { value: 1, precision: 'exact', of: 2, parts: null, toConfirm: null, withheld: null },
      after: { value: 2, precision: 'exact', of: 2, parts: null, toConfirm: null, withheld: null },
    },
    {
      id: 'participants',
      before: {
        value: 40,
        precision: 'at_least',
        of: null,
        parts: { told: 1, estimated: 0 },
        toConfirm: null,
        withheld: null,
      },
      after: {
        value: 60,
        precision: 'exact',
        of: null,
        parts: { told: 2, estimated: 0 },
        toConfirm: null,
        withheld: null,
      },
    },
  ]);
  expect(changedFigures(first, first)).toEqual([]);
});
