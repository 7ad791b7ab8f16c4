import { describe, expect, it } from 'vitest';
import type { Latency } from '../../scripts/bench/latency.ts';
import type { Measured } from '../../scripts/bench/run.ts';
import { percentile, spreadOf } from '../../scripts/bench/statistics.ts';
import { type Bench, intoDocument, tablesOf } from '../../scripts/bench/tables.ts';

const even = (milliseconds: number) => spreadOf([milliseconds, milliseconds]);

function pressed(acknowledged: number, answered: number, refused = 0): Latency {
  const times = { acknowledged: even(acknowledged), answered: even(answered) };
  return { platform: 'slack', gesture: 'write', people: 50, refused, ...times };
}

function run(changes: Partial<Measured>): Bench {
  const memory = { idle: 100, afterLoad: 150 };
  const measured: Measured = {
    database: 'embedded',
    ready: { first: 2_000, later: 1_500 },
    latency: { bot: [], bare: [] },
    memory: { bot: memory, bare: memory },
    survey: [],
    growth: [],
    ...changes,
  };
  return { quick: false, seconds: 1, node: 'v20', processors: 2, measured: [measured] };
}

describe('a percentile', () => {
  it('is a value that was measured: the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(hundred, 50), percentile(hundred, 99), percentile(hundred, 100)]).toEqual([50, 99, 100]);
    expect(percentile([7], 99)).toBe(7);
    expect(() => percentile([], 50)).toThrow('nothing was measured');
  });
});

describe('the table', () => {
  it('tells what the bot takes beside the bare one, and makes bold what misses its aim', () => {
    const latency = { bot: [pressed(6, 80)], bare: [pressed(2, 20)] };
    expect(tablesOf(run({ latency }))).toContain(
      '| Slack, RSVP button, 50 | 6.0 − 2.0 = +4.0 | 6.0 − 2.0 = +4.0 | 80.0 − 20.0 = **+60.0** | 80.0 − 20.0 = **+60.0** |',
    );
  });

  it('says how many a platform had given up', () => {
    const latency = { bot: [pressed(6, 80, 1)], bare: [pressed(2, 20)] };
    expect(tablesOf(run({ latency }))).toContain('**1 of 2 not acknowledged in 3 s**');
  });

  it('compares one more answer among many with one among few', () => {
    const survey = [100, 1_000].map((answers) => ({
      ...{ platform: 'slack' as const, answers, replied: even(1) },
      tallied: even(answers / 5),
    }));
    expect(tablesOf(run({ survey }))).toContain('| 1 000 | 200 | 200 | **× 10.00** |');
  });

  it('takes the place of the former one in a document', () => {
    const document = 'before <!-- measured -->old<!-- /measured --> after';
    expect(intoDocument(document, 'new')).toBe('before <!-- measured -->\n\nnew\n\n<!-- /measured --> after');
    expect(() => intoDocument('nothing to replace', 'new')).toThrow('<!-- measured -->');
  });
});
