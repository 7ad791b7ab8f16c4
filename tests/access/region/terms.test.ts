import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describedTables } from '../../../src/access/personal/columns.ts';
import {
  daysOf,
  fixedTerms,
  settableTermNames,
  settableTerms,
  type TermDays,
} from '../../../src/access/region/terms.ts';

import { LATELY_DAYS } from '../../../src/features/menu/awaiting.ts';

const usual = Object.fromEntries(settableTermNames.map((term) => [term, settableTerms[term].days])) as TermDays;

describe('the terms that docs/rgpd.md tells the chamber', () => {
  const rows = readFileSync('docs/rgpd.md', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, days, least, most] = /^\|[^|]+\| (\d+) \| (\d*) ?\| (\d*) ?\|$/.exec(line) ?? [];
      return days === undefined ? [] : [[days, least, most].map(Number)];
    });

  it('are those that hold where nothing is set', () => {
    const settable = Object.values(settableTerms).map(({ days, least, most }) => [days, least, most]);
    const fixed = Object.values(fixedTerms).map((days) => [days, 0, 0]);
    expect(rows).toEqual([...settable, ...fixed]);
  });
});

describe('the term of every table', () => {
  it.each(Object.entries(describedTables))('%s has one, or is told to stay small', (_, { kept, bounded }) => {
    expect(daysOf(kept, usual) === null).toBe(bounded !== null);
  });

  it('is within its bounds from the beginning', () => {
    for (const { days, least, most } of Object.values(settableTerms)) {
      expect(days).toBeGreaterThanOrEqual(least);
      expect(days).toBeLessThanOrEqual(most);
    }
  });

  it('is longer for what was received than what is read back after an outage, which is recognised by it', () => {
    expect(settableTerms.received.least).toBeGreaterThan(LATELY_DAYS);
  });

  it('is longer for an edition than for anything that belongs to it', () => {
    for (const term of settableTermNames)
      expect(settableTerms[term].days).toBeLessThanOrEqual(settableTerms.edition.days);
  });
});
