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
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stopChildren } from '../bench/child.ts';
import { startPostgres } from '../throwaway-postgres.ts';
import { interruption, sayer, withPrograms, writeLines } from './command-line.ts';
import { isGuaranteed, plansFor, type Whole } from './plans.ts';
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
const say = sayer();
const interrupted = interruption();

const programs = ['scripts/faults/bot.ts', 'scripts/faults/naive.ts'];
const results = await withPrograms(programs, interrupted, ([bot = '', naive = '']) => runAll({ bot, naive }));
for (const result of results) {
  if (values.out !== undefined) writeLines(join(values.out, result.plan.name), result);
  for (const verdict of ['lost', 'doubled', 'disordered'] as const) {
    if (isGuaranteed(result.plan) && result[verdict].length > 0)
      console.error(`${result.plan.name}, ${verdict}: ${result[verdict].join(', ')}`);
  }
  if (result.ended > 0) console.error(`${result.plan.name}, what its processes logged:\n${result.complaints}`);
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
say('tied channels are put to the test by npm run faults:relay');
process.exit(guaranteed.every(held) ? 0 : 1);

/** Runs all plans side by side: none makes full use of the machine. */
async function runAll(programs: Whole['programs']): Promise<readonly Result[]> {
  const server = await startPostgres();
  try {
    const [deliveries, kills] = [Number(values.deliveries), Number(values.kills)];
    const plans = await plansFor({ seed, deliveries, kills, programs, url: server.url });
    say(plans.map(({ name }) => name).join(' beside '));
    // Each removes what it began before another's failure is reported.
    const runs = await Promise.allSettled(plans.map((plan) => run(plan, say, interrupted)));
    return runs.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
  } finally {
    await stopChildren();
    await server.stop();
  }
}
