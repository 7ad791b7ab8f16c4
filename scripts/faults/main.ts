// npm run faults -- [--seed N] [--out DIR] [--deliveries N] [--kills N]
//
// Runs the whole bot in several processes on local platforms, which fail at random, while its processes are killed, and
// compares what was intended with what the platforms stored. On a PostgreSQL server with three processes, beside a
// sender that only sends and tries again; on the embedded database with one process of three sending loops, beside a
// run in which the platform stores later than the bot waits. Exits with 1 where something was lost, doubled, out of
// order, or not refused though meant to be.
//
// --out DIR: for each run DIR/<run>/intended.jsonl, one {key, platform, target, text, before, conversation, file,
// refused} a line (see intended.ts), and DIR/<run>/stored.jsonl, one {platform, channel, thread, id, text, files, at}
// (see stored.ts). Of a line of intended.jsonl whose `refused` is a reason nothing may stand: it is meant to be
// refused. For any other one line of stored.jsonl has a `text` that begins with its own; and where its `file` isn't
// null, one has `files` that name it (in Slack, a message of its own).
import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stopChildren } from '../bench/child.ts';
import { startPostgres } from '../throwaway-postgres.ts';
import { compile } from './compiled.ts';
import { isGuaranteed, plansFor } from './plans.ts';
import { type Result, run } from './run.ts';
import { faultsOf, held, tableOf } from './tables.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    out: { type: 'string' },
    deliveries: { type: 'string', default: '4000' },
    kills: { type: 'string', default: '30' },
  },
});
const seed = Number(values.seed ?? randomInt(1_000_000));
const began = performance.now();
const say = (progress: string) =>
  console.error(`faults: ${String(Math.round((performance.now() - began) / 1000)).padStart(3)} s · ${progress}`);

const interrupted = new AbortController();
// However often it is told to stop, it first removes what it began.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

const results = await runAll().catch((error: unknown) => {
  if (!interrupted.signal.aborted) throw error;
  say('interrupted');
  process.exit(130);
});
for (const result of results) {
  if (values.out !== undefined) write(join(values.out, result.plan.name), result);
  for (const verdict of ['lost', 'doubled', 'disordered'] as const) {
    if (isGuaranteed(result.plan) && result[verdict].length > 0)
      console.error(`${result.plan.name}, ${verdict}: ${result[verdict].join(', ')}`);
  }
  if (result.ended > 0) console.error(`${result.plan.name}, processes that ended by themselves:\n${result.lastWords}`);
}
say(`done, seed ${seed}`);
console.log(`Seed ${seed}.\n\n${tableOf(results)}\n`);
const guaranteed = results.filter(({ plan }) => isGuaranteed(plan));
const sum = (count: (result: Result) => number) => guaranteed.reduce((total, result) => total + count(result), 0);
console.log(
  `Guaranteed: ${sum(({ lost }) => lost.length)} lost, ${sum(({ doubled }) => doubled.length)} doubled in ` +
    `${sum(({ plan }) => plan.deliveries)} deliveries with ${sum(faultsOf)} faults and ` +
    `${sum(({ kills }) => kills.count)} kills. Meant to be refused: ` +
    `${sum(({ intended }) => intended.filter(({ refused }) => refused !== null).length)}.`,
);
process.exit(guaranteed.every(held) ? 0 : 1);

/** Runs all plans side by side: none makes full use of the machine. */
async function runAll(): Promise<readonly Result[]> {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-faults-'));
  try {
    const [bot = '', naive = ''] = compile(['scripts/faults/bot.ts', 'scripts/faults/naive.ts'], directory);
    const server = await startPostgres();
    try {
      const [deliveries, kills] = [Number(values.deliveries), Number(values.kills)];
      const plans = await plansFor({ seed, deliveries, kills, programs: { bot, naive }, url: server.url });
      say(plans.map(({ name }) => name).join(' beside '));
      // Each removes what it began before another's failure is reported.
      const runs = await Promise.allSettled(plans.map((plan) => run(plan, say, interrupted.signal)));
      return runs.map((one) => {
        if (one.status === 'rejected') throw one.reason;
        return one.value;
      });
    } finally {
      await stopChildren();
      await server.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function write(directory: string, { intended, stored }: Result): void {
  const lines = (objects: readonly object[]) => objects.map((one) => `${JSON.stringify(one)}\n`).join('');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'intended.jsonl'), lines(intended));
  writeFileSync(join(directory, 'stored.jsonl'), lines(stored));
}
