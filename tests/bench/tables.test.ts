import { describe, expect, it } from 'vitest';
import type { BroadcastTime } from '../../scripts/bench/broadcast.ts';
import type { DeliveryTimes } from '../../scripts/bench/deliveries.ts';
import type { Latency } from '../../scripts/bench/latency.ts';
import type { Measured } from '../../scripts/bench/run.ts';
import { percentile, spreadOf } from '../../scripts/bench/statistics.ts';
import { type Bench, intoDocument, tablesOf } from '../../scripts/bench/tables.ts';
import { everyCommand } from '../../scripts/bench/years-run.ts';
import { composeRegistry } from '../../src/composition.ts';
import { commandDefinitions } from '../../src/dispatch/definitions.ts';

const even = (milliseconds: number) => spreadOf([milliseconds, milliseconds]);

function pressed(acknowledged: number, answered: number, refused = 0): Latency {
  const times = { acknowledged: even(acknowledged), answered: even(answered) };
  return { platform: 'slack', gesture: 'write', people: 50, refused, processor: answered / 10, ...times };
}

const machine: Pick<Bench, 'quick' | 'node' | 'processors'> = { quick: false, node: 'v20', processors: 2 };

function tableOf(changes: Partial<Measured>): string {
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
  return (
    tablesOf({ ...machine, answers: { seconds: 1, measured: [measured] }, deliveries: null, years: null }).get(
      'answers',
    ) ?? ''
  );
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
    expect(tableOf({ latency })).toContain(
      '| Slack, RSVP button, 50 | 6.0 − 2.0 = +4.0 | 6.0 − 2.0 = +4.0 | 80.0 − 20.0 = **+60.0** | 80.0 − 20.0 = **+60.0** | 8.0 − 2.0 |',
    );
  });

  it('says how many a platform had given up', () => {
    const latency = { bot: [pressed(6, 80, 1)], bare: [pressed(2, 20)] };
    expect(tableOf({ latency })).toContain('**1 of 2 not acknowledged in 3 s**');
  });

  it('compares one more answer among many with one among few', () => {
    const survey = [100, 1_000].map((answers) => ({ platform: 'slack' as const, answers, replied: even(answers / 5) }));
    expect(tableOf({ survey })).toContain('| 1 000 | 200 | 200 | **× 10.00** |');
  });

  it('takes the place of the former one in a document, and leaves those of other parts', () => {
    const document = 'a <!-- measured: answers -->old<!-- /measured: answers --> b <!-- measured: deliveries -->';
    const written =
      'a <!-- measured: answers -->\n\nnew\n\n<!-- /measured: answers --> b <!-- measured: deliveries -->';
    expect(intoDocument(document, new Map([['answers', 'new']]))).toBe(written);
    expect(() => intoDocument(document, new Map([['deliveries', 'new']]))).toThrow('<!-- measured: deliveries -->');
  });
});

describe('the table of deliveries', () => {
  const broadcast = (
    clock: BroadcastTime['clock'],
    took: number,
    refused = 0,
  ): DeliveryTimes['broadcasts'][number] => ({
    ...{ database: 'embedded', platform: 'discord', clock, conversations: 1_000, took, floor: 19_000, refused },
  });
  const tableOf = (broadcasts: DeliveryTimes['broadcasts']) => {
    const deliveries = { seconds: 1, broadcasts, throughput: [], enqueues: [] };
    return tablesOf({ ...machine, answers: null, deliveries, years: null }).get('deliveries');
  };

  it('makes bold what takes too long beside what the limits allow, in real time with more patience', () => {
    const seen = tableOf([broadcast('stepped', 19_000), broadcast('stepped', 20_900), broadcast('real', 20_900)]);
    expect(seen).toContain('| Discord, embedded | injected | 1 000 | 19.00 | 19.00 | × 1.000 | 0 |');
    expect(seen).toContain('| Discord, embedded | injected | 1 000 | 20.90 | 19.00 | **× 1.100** | 0 |');
    expect(seen).toContain('| Discord, embedded | real | 1 000 | 20.90 | 19.00 | × 1.100 | 0 |');
  });

  it('makes bold what a platform refused', () => {
    expect(tableOf([broadcast('real', 19_000, 3)])).toContain('| × 1.000 | **3** |');
  });
});

describe('the table of years', () => {
  const time = (gesture: string, empty: number, full: number) => {
    return { database: 'embedded', platform: 'discord', gesture, empty: even(empty), full: even(full) } as const;
  };

  it('is of every command that the platforms are told', () => {
    const registered = commandDefinitions(composeRegistry().commands).map(({ path }) => `/${path.fr.join(' ')}`);
    expect(everyCommand().toSorted()).toEqual(registered.toSorted());
    expect(everyCommand()).toContain('/evenement proposer');
  });

  it('tells how much longer something takes after years than on an empty database; more than a fifth is bold', () => {
    const years = { seconds: 1, times: [time('/mois', 10, 12), time('RSVP button', 10, 12.5)] };
    const text = tablesOf({ ...machine, answers: null, deliveries: null, years }).get('years');
    expect(text).toContain('| Discord, one person |');
    expect(text).toContain('| /mois | 10.0 | 12.0 | × 1.20 |');
    expect(text).toContain('| RSVP button | 10.0 | 12.5 | **× 1.25** |');
  });
});
