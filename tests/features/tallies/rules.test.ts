import { describe, expect, test } from 'vitest';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import { tallyCounts } from '../../../src/features/tallies/counts.ts';
import {
  isEvening,
  nextEvening,
  percent,
  sameTally,
  type TallyFigures,
  tallyFigures,
} from '../../../src/features/tallies/rules.ts';
import { choice, facts, people, withOrganisations, withQuestionnaires } from '../../support/report-facts.ts';

const figuresOf = (of: EditionFacts): TallyFigures => tallyFigures(tallyCounts(of));

describe('the live tally', () => {
  test('before the first answer it stands at 0 of 22', () => {
    const tally = figuresOf(facts(withQuestionnaires(Array.from({ length: 22 }, () => ({})))));
    expect(tally.questionnaires).toEqual({ value: 0, of: 22, inProgress: 0, percent: 0 });
    expect(tally.participants).toMatchObject({ value: null, precision: 'unknown', eventsTold: 0 });
  });

  test('"je ne sais pas" is no number: the event isn’t told', () => {
    const unknown = { held: choice('yes'), attendance: { kind: 'unknown' } } as const;
    const tally = figuresOf(facts(withQuestionnaires([people(20), people(30), people(40), unknown])));
    expect(tally.participants).toMatchObject({ value: 90, precision: 'at_least', eventsTold: 3 });
  });

  test('each answer moves it', () => {
    const tally = figuresOf(
      facts({
        ...withQuestionnaires([{ ...people(60, 'estimated'), officials: choice('yes') }, people(20), {}]),
        ...withOrganisations([{ pressContacted: choice('yes'), coverage: choice('no'), logo: choice('yes') }, {}]),
      }),
    );
    expect(tally).toEqual({
      questionnaires: { value: 2, of: 3, inProgress: 2, percent: 66 },
      organisations: { value: 1, of: 2, inProgress: 1 },
      participants: { value: 80, precision: 'at_least', parts: { told: 2, estimated: 1 }, eventsTold: 2 },
      officials: { value: 1, of: 1 },
      pressContacted: { value: 1, of: 1 },
      coverage: { value: 0, of: 1 },
      logo: { value: 1, of: 1 },
      siteLink: { value: 0, of: 0 },
    });
  });

  test('100 % means all of them', () => {
    expect(percent({ value: 999, of: 1000 })).toBe(99);
    expect(percent({ value: 1000, of: 1000 })).toBe(100);
    expect(percent({ value: 13, of: 22 })).toBe(59);
    expect(percent({ value: 0, of: 0 })).toBe(0);
  });

  test('an answer that changes no line changes no message', () => {
    const before = figuresOf(facts(withQuestionnaires([people(20)])));
    const after = figuresOf(facts(withQuestionnaires([{ ...people(20), audience: choice('dontKnow') }])));
    expect(sameTally(before, after)).toBe(true);
  });

  test('one that changes a line does', () => {
    const before = figuresOf(facts(withQuestionnaires([people(20)])));
    expect(sameTally(before, figuresOf(facts(withQuestionnaires([people(21)]))))).toBe(false);
  });

  test.each([
    ['exact, when all were counted', [people(20), people(30)], { value: 50, precision: 'exact' }],
    ['estimated, when one was', [people(20), people(30, 'estimated')], { value: 50, precision: 'estimated' }],
    ['a lower bound, when one is', [people(20), people(30, 'at_least')], { value: 50, precision: 'at_least' }],
    ['a lower bound, when one isn’t told', [people(20), {}], { value: 20, precision: 'at_least' }],
    ['unknown, when none is told', [{}, {}], { value: null, precision: 'unknown' }],
  ] as const)('the number of people is %s', (_what, questionnaires, expected) => {
    expect(figuresOf(facts(withQuestionnaires([...questionnaires]))).participants).toMatchObject(expected);
  });
});

describe('the evening is at 18:00 by the region’s clock', () => {
  const PARIS = 'Europe/Paris';
  test.each([
    ['before it, today’s', '2026-11-14T17:59:00+01:00', '2026-11-14T18:00:00+01:00', false],
    ['at it, tomorrow’s', '2026-11-14T18:00:00+01:00', '2026-11-15T18:00:00+01:00', true],
    ['after it, tomorrow’s', '2026-11-14T23:00:00+01:00', '2026-11-15T18:00:00+01:00', true],
    ['the next morning it is missed', '2026-11-15T02:00:00+01:00', '2026-11-15T18:00:00+01:00', false],
    ['also when the clocks change', '2026-10-24T19:00:00+02:00', '2026-10-25T18:00:00+01:00', true],
  ])('%s', (_when, now, next, evening) => {
    expect(nextEvening(new Date(now), PARIS)).toEqual(new Date(next));
    expect(isEvening(new Date(now), PARIS)).toBe(evening);
  });
});
