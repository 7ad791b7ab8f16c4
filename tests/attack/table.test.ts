import { describe, expect, it } from 'vitest';
import type { AttackResult } from '../../scripts/attack/attack.ts';
import { missed, tableOf } from '../../scripts/attack/table.ts';

const phase = {
  ...{
    name: 'bombs in files',
    what: '28 sent',
    seconds: 5,
    answers: 40,
    notHeld: null,
    lost: [],
    ownMs: 12,
    memory: 430,
  },
  longest: { slack: 400, discord: 999 },
};
const good: AttackResult = {
  ...{ way: 'http', phases: [phase], memory: { before: 400, resident: 900, after: 499 } },
  ...{ changed: [], shown: [], runs: true },
};

describe('what an attack came to', () => {
  it('is told phase by phase, with the longest waits and the memory', () => {
    expect(tableOf(good)).toContain('| bombs in files | 28 sent | 5 | 40 | 400 | 999 | 12 | 430 |');
    expect(tableOf(good)).toContain('Memory held: 400 MiB before, 499 MiB after');
    expect(missed(good)).toEqual([]);
  });

  it.each<[what: string, result: Partial<AttackResult>, told: string]>([
    ['something was changed', { changed: ['Event 1 is gone'] }, 'Event 1 is gone'],
    ['something was shown', { shown: ['response_url shows …'] }, 'response_url shows …'],
    ['the bot ended', { runs: false }, 'the bot ended'],
    ['it holds much memory', { memory: { before: 400, resident: 900, after: 501 } }, 'holds 101 MiB more'],
    ['somebody waited', { phases: [{ ...phase, longest: { slack: 1_000 } }] }, 'waited for 1000 ms on slack'],
    [
      'a slow connection was left open',
      { phases: [{ ...phase, notHeld: '3 slow connections were still open at the end' }] },
      'bombs in files: not held (3 slow connections',
    ],
    ['an answer never came', { phases: [{ ...phase, lost: ['no answer'] }] }, 'no answer came (no answer)'],
  ])('%s: is told as missed', (_, result, told) => {
    expect(missed({ ...good, ...result }).join()).toContain(told);
  });
});
