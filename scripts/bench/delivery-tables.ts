import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import type { BroadcastTime } from './broadcast.ts';
import type { DeliveryTimes } from './deliveries.ts';
import { TAKEN } from './limits.ts';
import { count, marked, NAMES, number, table } from './markdown.ts';

/** The aims, as multiples of the shortest time that the platforms' limits allow. */
const AIMS = { stepped: 1.05, real: 1.2 } as const;
/** The aim of what the outbox stores, as a multiple of one bare INSERT of the same rows. */
const BARE = 3;
const CLOCKS = { stepped: 'injected', real: 'real' } as const;

/** Returns the tables in Markdown. What misses its aim is in bold. */
export function deliveryTablesOf(times: DeliveryTimes): readonly string[] {
  return [broadcasts(times), throughput(times), enqueues(times)];
}

function broadcasts({ broadcasts: times }: DeliveryTimes): string {
  const rows = times.map((time) => {
    const { database, clock, platform, conversations, took, floor, refused } = time;
    const ratio = ratioOf(time);
    return [
      `${NAMES[platform]}, ${database}`,
      CLOCKS[clock],
      count(conversations),
      seconds(took),
      seconds(floor),
      marked(`× ${ratio.toFixed(3)}`, ratio > AIMS[clock]),
      marked(String(refused), refused > 0),
    ];
  });
  const head = ['one message to each, with limits', 'clock', 'conversations', 'took, s', 'floor, s', 'ratio', '429'];
  const taken = (['slack', 'discord'] satisfies LocalPlatformName[]).map((name) => {
    return `${NAMES[name]} ${TAKEN[name].atOnce} at once, then ${TAKEN[name].perSecond} a second`;
  });
  return `A broadcast until the last is stored, beside the least that the limits allow: ${taken.join('; ')} (aim: at most × ${AIMS.stepped} by the injected clock, × ${AIMS.real} in real time, no 429).\n\n${table(head, rows)}`;
}

function ratioOf({ took, floor }: BroadcastTime): number {
  return floor === 0 ? Number.POSITIVE_INFINITY : took / floor;
}

function throughput({ throughput: times }: DeliveryTimes): string {
  const rows = times.map(({ processes, deliveries, took }) => [
    String(processes),
    count(deliveries),
    seconds(took),
    number((1_000 * deliveries) / took),
  ]);
  const head = ['processes', 'deliveries', 'took, s', 'a second'];
  return `Without limits, half of them to each platform, on a server.\n\n${table(head, rows)}`;
}

function enqueues({ enqueues: times }: DeliveryTimes): string {
  const rows = times.map(({ database, deliveries, outbox, bare }) => {
    const ratio = outbox.p50 / bare.p50;
    return [
      database,
      count(deliveries),
      number(outbox.p50),
      number(bare.p50),
      marked(`× ${ratio.toFixed(1)}`, ratio > BARE),
    ];
  });
  const head = ['in one transaction', 'deliveries', 'outbox, p50', 'bare INSERT, p50', 'ratio'];
  return `Stored by the outbox, beside one bare INSERT of the same rows by the pg client, in milliseconds (aim: at most × ${BARE}).\n\n${table(head, rows)}`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(2);
}
