// npm run bench:start -- [--rounds N] [--only embedded|server]
//
// Measures how long the bot takes from its start until /health says it is ready, and how much memory it holds: as it was built,
// with more and less room for young objects, beside the sources by way of tsx; then the very first start of the embedded
// database, prepared by the build and made from nothing. The variants take turns in one run, and the ratios are what counts.
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { built } from '../build/built.mjs';
import { startPostgres } from '../throwaway-postgres.ts';
import { Child, stopChildren, type Variables } from './child.ts';
import { number, table } from './markdown.ts';
import { startTowns } from './platforms.ts';
import { percentile } from './statistics.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' }, only: { type: 'string' } } });
const rounds = Number(values.rounds);
const root = fileURLToPath(new URL('../..', import.meta.url));
/** Milliseconds for which a process is left alone before its memory is measured. */
const IDLE_MS = 3_000;

interface Variant {
  readonly name: string;
  readonly program: string;
  readonly options?: readonly string[];
}

interface Start {
  /** Milliseconds. */
  readonly ready: number;
  /** MiB. */
  readonly idle: number;
  readonly most: number;
}

const folder = await built();
const main = join(folder, 'main.js');
const room = (mebibytes: number): Variant => ({
  name: `built, --max-semi-space-size=${mebibytes}`,
  program: main,
  options: [`--max-semi-space-size=${mebibytes}`],
});
const variants: readonly Variant[] = [
  { name: 'sources, by way of tsx', program: 'src/main.ts' },
  { name: 'built', program: main },
  ...[1, 2, 4, 8].map(room),
];

const scratch = mkdtempSync(join(tmpdir(), 'fil-conducteur-bench-'));
const towns = await startTowns(1);
let folders = 0;
try {
  for (const kind of ['embedded', 'server'] as const) {
    if (values.only !== undefined && values.only !== kind) continue;
    const server = kind === 'server' ? await startPostgres() : null;
    try {
      const place = server ? { DATABASE_URL: server.url } : { DATA_DIR: join(scratch, 'later') };
      await startOnce({ name: '', program: main }, place);
      print(`later starts, ${kind}`, await inTurns(variants, () => place));
    } finally {
      await server?.stop();
    }
  }
  if (values.only !== 'server') {
    const firsts = [
      { ...room(4), name: 'nothing prepared', program: withoutCluster() },
      { ...room(4), name: 'prepared by the build' },
    ];
    print(
      'the first start, embedded',
      await inTurns(firsts, () => ({ DATA_DIR: join(scratch, `first-${folders++}`) })),
    );
  }
} finally {
  await stopChildren();
  await towns.close();
  rmSync(scratch, { recursive: true, force: true });
}

async function inTurns(all: readonly Variant[], placeOf: () => Variables): Promise<ReadonlyMap<string, Start[]>> {
  const measured = new Map<string, Start[]>(all.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    console.error(`bench: round ${round} of ${rounds}`);
    for (const variant of all) measured.get(variant.name)?.push(await startOnce(variant, placeOf()));
  }
  return measured;
}

async function startOnce({ program, options = [] }: Variant, place: Variables): Promise<Start> {
  const bot = new Child(program, { ...towns.environment, ...place }, { options });
  try {
    const ready = await bot.healthy();
    await delay(IDLE_MS);
    return { ready, idle: bot.memory(), most: bot.memory('most') };
  } finally {
    await bot.stop();
  }
}

/** Returns the program of a build beside which no prepared database lies. */
function withoutCluster(): string {
  const bare = join(scratch, 'bare');
  cpSync(folder, join(bare, 'dist', basename(folder)), { recursive: true });
  for (const name of ['node_modules', 'prisma', 'package.json']) symlinkSync(join(root, name), join(bare, name));
  return join(bare, 'dist', basename(folder), 'main.js');
}

/** Prints medians, each with its ratio to the first variant's. */
function print(title: string, measured: ReadonlyMap<string, readonly Start[]>): void {
  const median = (starts: readonly Start[], of: keyof Start) =>
    percentile(
      starts.map((start) => start[of]),
      50,
    );
  const [first = []] = measured.values();
  const rows = [...measured].map(([name, starts]) => [
    name,
    ...(['ready', 'idle', 'most'] as const).flatMap((of) => {
      const value = median(starts, of);
      return [of === 'ready' ? number(value) : value.toFixed(0), `× ${(value / median(first, of)).toFixed(2)}`];
    }),
  ]);
  console.log(`${table([title, 'ready, ms', 'ratio', 'idle, MiB', 'ratio', 'most, MiB', 'ratio'], rows)}\n`);
}
