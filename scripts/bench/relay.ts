// npm run bench:relay -- [--only embedded|server] [--samples N] [--burst N] [--mapped N,N]
//
// Measures channels that are tied to each other, on local platforms without limits, with the bot in a process of its
// own: the time from a person's message until its copy is stored on the other platform, in one channel and in twenty at
// once; messages a second in order through one channel and through twenty; and the same time with many mapped messages. A bare
// relay of the stock clients, which keeps nothing, is measured in the same run, so that a busy machine is seen in both.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import { startPostgres } from '../throwaway-postgres.ts';
import { Child, stopChildren, type Variables } from './child.ts';
import { count, NAMES, number, table } from './markdown.ts';
import { startTowns, type Towns } from './platforms.ts';
import { RelayCopies } from './relay-copies.ts';
import { fillMap, type Pair, tieChannels } from './relay-places.ts';
import type { DatabaseKind } from './run.ts';
import { AS_STARTED, MAIN } from './started.ts';
import { type Spread, spreadOf } from './statistics.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    samples: { type: 'string', default: '300' },
    burst: { type: 'string', default: '2000' },
    mapped: { type: 'string', default: '1000,1000000' },
  },
});
const CHANNELS = 20;
const WARM_UP = 30;
const IDLE_MS = 2_000;
const WAYS = [
  ['slack', 'discord'],
  ['discord', 'slack'],
] as const satisfies readonly (readonly [LocalPlatformName, LocalPlatformName])[];
const samples = Number(values.samples);
const burst = Number(values.burst);
const latencies: string[][] = [];
const paces: string[][] = [];

const KINDS = ['embedded', 'server'] as const satisfies readonly DatabaseKind[];
if (!KINDS.some((kind) => values.only === undefined || values.only === kind)) {
  console.error(`bench: --only takes one of ${KINDS.join(', ')}`);
  process.exit(2);
}

try {
  for (const kind of KINDS) {
    if (values.only !== undefined && values.only !== kind) continue;
    // A million rows take the embedded database minutes to fill.
    const sizes = kind === 'server' ? values.mapped.split(',').map(Number) : [0];
    for (const size of sizes) await measure(kind, size);
  }
} finally {
  await stopChildren();
}
console.log(
  table(['', 'p50, ms', '× bare', 'p99, ms', '× bare', 'resident, MiB', '× bare'], latencies),
  '\n\n',
  table(['', 'messages', 'a second', '× bare', 'in order', 'bare', 'processor ms each', 'bare'], paces),
);

/** The measurements of one relay, on the way from one platform to the other. */
interface Measured {
  readonly from: LocalPlatformName;
  readonly to: LocalPlatformName;
  /** By how many channels: the milliseconds until a message stands, when one is said in each. */
  readonly times: ReadonlyMap<number, Spread>;
  readonly paces: ReadonlyMap<number, Pace>;
  readonly memory: number;
}

interface Pace {
  readonly aSecond: number;
  readonly inOrder: boolean;
  /** Milliseconds of processor time for one message. */
  readonly processor: number;
}

async function measure(kind: DatabaseKind, mapped: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-bench-'));
  const server = kind === 'server' ? await startPostgres() : null;
  const towns = await startTowns(1);
  try {
    const variables: Variables = server ? { DATABASE_URL: server.url } : { DATA_DIR: directory };
    const pairs = await tieChannels(variables, towns, CHANNELS);
    if (mapped > 0) await fillMap(variables, mapped);
    const relay = new Child('scripts/bench/bare-relay.ts', {
      ...towns.environment,
      BENCH_PAIRS: JSON.stringify(pairs),
    });
    await relay.printed(/ready/);
    const bare = await measureWays(relay, towns, pairs);
    await relay.stop();
    const bot = new Child(MAIN, { ...towns.environment, ...variables }, AS_STARTED);
    await bot.healthy();
    const measured = await measureWays(bot, towns, pairs);
    await bot.stop();
    for (const [index, way] of measured.entries()) tell(`${kind}, ${count(mapped)} mapped`, way, bare[index] ?? way);
    if (bot.complaints !== '') console.error(`the bot complained:\n${bot.complaints.slice(0, 2_000)}`);
  } finally {
    await towns.close();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measureWays(relay: Child, towns: Towns, pairs: readonly Pair[]): Promise<readonly Measured[]> {
  const all: Measured[] = [];
  for (const way of WAYS) all.push(await measureWay(relay, towns, pairs, way));
  return all;
}

async function measureWay(
  relay: Child,
  towns: Towns,
  pairs: readonly Pair[],
  [from, to]: (typeof WAYS)[number],
): Promise<Measured> {
  const copies = new RelayCopies(towns, from, to);
  // Each channel's webhook is found or made once.
  for (let more = 0; more < WARM_UP; more += 1) await copies.say(pairs);
  const [first] = pairs;
  if (!first) throw new Error('nothing is tied');
  const alone: number[] = [];
  for (let more = 0; more < samples; more += 1) alone.push(...(await copies.say([first])));
  const together: number[] = [];
  for (let more = 0; more < samples / 10; more += 1) together.push(...(await copies.say(pairs)));
  await delay(IDLE_MS);
  const memory = relay.memory();
  const found = new Map<number, Pace>();
  for (const places of [[first], pairs]) {
    const [began, processor] = [performance.now(), relay.processorTime()];
    await copies.say(Array.from({ length: burst }, (_, index) => places[index % places.length] ?? first));
    found.set(places.length, {
      aSecond: burst / ((performance.now() - began) / 1000),
      inOrder: copies.wereInOrder(),
      processor: (relay.processorTime() - processor) / burst,
    });
  }
  const times = new Map([
    [1, spreadOf(alone)],
    [CHANNELS, spreadOf(together)],
  ]);
  return { from, to, times, paces: found, memory };
}

function tell(name: string, { from, to, times, paces: found, memory }: Measured, bare: Measured): void {
  const way = `${NAMES[from]} to ${NAMES[to]}, ${name}`;
  const ratio = (value: number, other: number) => (value / other).toFixed(1);
  for (const [channels, { p50, p99 }] of times) {
    const other = bare.times.get(channels) ?? { p50, p99 };
    latencies.push([
      ...[`${way}, ${channels} at once`, number(p50), ratio(p50, other.p50), number(p99), ratio(p99, other.p99)],
      ...[memory.toFixed(0), ratio(memory, bare.memory)],
    ]);
    console.error('bench:', latencies.at(-1)?.join(' · '));
  }
  const yes = (is: boolean) => (is ? 'yes' : 'no');
  for (const [channels, pace] of found) {
    const other = bare.paces.get(channels) ?? pace;
    paces.push([
      ...[`${way}, ${channels} channels`, count(burst), pace.aSecond.toFixed(0), ratio(pace.aSecond, other.aSecond)],
      ...[yes(pace.inOrder), yes(other.inOrder), number(pace.processor), number(other.processor)],
    ]);
    console.error('bench:', paces.at(-1)?.join(' · '));
  }
}
