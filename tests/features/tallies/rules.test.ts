import { describe, expect, test } from 'vitest';
import type { EditionFacts } from '../../../src/features/reports/facts.ts';
import { tallyCounts } from '../../../src/features/tallies/counts.ts';
import { percent, sameTally, type TallyFigures, tallyFigures } from '../../../src/features/tallies/rules.ts';
import { choice, facts, people, withOrganisations, withSheets } from '../reports/facts-by-hand.ts';

const figuresOf = (of: EditionFacts): TallyFigures => tallyFigures(tallyCounts(of));

describe('the live tally', () => {
  test('before the first answer it stands at 0 of 22', () => {
    const tally = figuresOf(facts(withSheets(Array.from({ length: 22 }, () => ({})))));
    expect(tally.questionnaires).toEqual({ value: 0, of: 22, inProgress: 0, percent: 0 });
    expect(tally.participants).toEqual({ value: null, precision: 'unknown', eventsTold: 0 });
  });

  test('each answer moves it', () => {
    const tally = figuresOf(
      facts({
        ...withSheets([{ ...people(60, 'estimated'), officials: choice('yes') }, people(20), {}]),
        ...withOrganisations([{ pressContacted: choice('yes'), coverage: choice('no'), logo: choice('yes') }, {}]),
      }),
    );
    expect(tally).toEqual({
      questionnaires: { value: 2, of: 3, inProgress: 2, percent: 66 },
      organisations: { value: 1, of: 2, inProgress: 1 },
      participants: { value: 80, precision: 'at_least', eventsTold: 2 },
      officials: { value: 1, of: 1 },
      pressContacted: { value: 1, of: 1 },
      coverage: { value: 0, of: 1 },
      logo: { value: 1, of: 1 },
      siteLink: { value: 0, of: 0 },
      comingBack: { value: 0, of: 0 },
    });
  });

  test('100 % means all of them', () => {
    expect(percent({ value: 999, of: 1000 })).toBe(99);
    expect(percent({ value: 1000, of: 1000 })).toBe(100);
    expect(percent({ value: 13, of: 22 })).toBe(59);
    expect(percent({ value: 0, of: 0 })).toBe(0);
  });

  test('an answer that changes no line changes no message', () => {
    const before = figuresOf(facts(withSheets([people(20)])));
    const after = figuresOf(facts(withSheets([{ ...people(20), audience: choice('dontKnow') }])));
    expect(sameTally(before, after)).toBe(true);
  });
});
