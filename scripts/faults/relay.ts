// npm run faults:relay -- [--seed N] [--out DIR] [--messages N] [--relays N] [--kills N]
//   [--only embedded|server] [--processes N]
//
// Lets people talk in channels that are tied to each other: in threads and with replies, files and long messages, which they
// change, delete and react to. The local platforms fail at random, and the bot's processes are killed in mid-burst. Then
// what people did is compared with what the platforms stored: on a PostgreSQL server, by default with one process, because
// Slack tells each of several another part of what is said, and on the embedded database. Exits with 1 where something was
// lost, doubled, out of order, not as it was changed, deleted and still standing, in another place, or said by nobody. A run
// with --messages 100 --kills 2 takes about a minute on each database.
//
// --out DIR: for each run DIR/<run>/intended.jsonl, one {number, platform, channel, id, thread, text, file, reactions} a line
// (see relay-judge.ts), and DIR/<run>/stored.jsonl (see stored.ts). Of a line of intended.jsonl whose `text` is null nothing
// may stand. For any other the words of its `text` stand in lines of stored.jsonl, in their order and once.
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stopChildren } from '../bench/child.ts';
import { startPostgres } from '../throwaway-postgres.ts';
import { interruption, sayer, withPrograms, writeLines } from './command-line.ts';
import { isClean, VERDICTS } from './relay-judge.ts';
import { type RelayPlan, type RelayResult, runRelay } from './relay-run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    out: { type: 'string' },
    messages: { type: 'string', default: '2000' },
    relays: { type: 'string', default: '10' },
    kills: { type: 'string', default: '15' },
    only: { type: 'string' },
    processes: { type: 'string', default: '1' },
  },
});
/** The kinds of database. */
const KINDS = ['embedded', 'server'];
const seed = Number(values.seed ?? randomInt(1_000_000));
const say = sayer();
const interrupted = interruption();

if (values.only !== undefined && !KINDS.includes(values.only)) {
  console.error(`faults: --only takes one of ${KINDS.join(', ')}`);
  process.exit(2);
}
const results = await withPrograms(['scripts/faults/relay-bot.ts'], interrupted, ([program = '']) => runAll(program));
for (const result of results) {
  if (values.out !== undefined) writeLines(join(values.out, result.plan.name), result);
  for (const verdict of VERDICTS) {
    if (result[verdict].length > 0) console.error(`${result.plan.name}, ${verdict}: ${result[verdict].join(', ')}`);
  }
  if (!held(result)) console.error(`${result.plan.name}, what was logged:\n${result.complaints}`);
}
console.log(`Seed ${seed}.\n\n${tableOf(results)}`);
process.exit(results.every(held) ? 0 : 1);

/** Runs one after the other: each makes full use of a processor. */
async function runAll(program: string): Promise<readonly RelayResult[]> {
  const usual = {
    ...{ seed, program, messages: Number(values.messages), relays: Number(values.relays) },
    kills: Number(values.kills),
  };
  const results: RelayResult[] = [];
  if (values.only !== 'embedded') {
    const server = await startPostgres();
    try {
      results.push(await one({ ...usual, name: 'postgresql', processes: Number(values.processes), url: server.url }));
    } finally {
      await stopChildren();
      await server.stop();
    }
  }
  if (values.only !== 'server') results.push(await one({ ...usual, name: 'embedded', processes: 1, url: null }));
  return results;
}

function one(plan: RelayPlan): Promise<RelayResult> {
  say(plan.name);
  return runRelay(plan, say, interrupted);
}

function held(result: RelayResult): boolean {
  return result.finished && result.ended === 0 && isClean(result);
}

function tableOf(results: readonly RelayResult[]): string {
  const row = (name: string, cell: (result: RelayResult) => string | number) =>
    `| ${[name, ...results.map((result) => String(cell(result)))].join(' | ')} |`;
  return [
    row('', ({ plan }) => plan.name),
    `| --- | ${results.map(() => '--:').join(' | ')} |`,
    row('messages each way', ({ plan }) => plan.messages),
    row('channels', ({ plan }) => 2 * plan.relays),
    row('in threads / replies', ({ deeds }) => `${deeds.threads} / ${deeds.replies}`),
    row('long / with files', ({ deeds }) => `${deeds.long} / ${deeds.files}`),
    row('changed / deleted', ({ deeds }) => `${deeds.changes} / ${deeds.deletions}`),
    row('reactions', ({ deeds }) => deeds.reactions),
    row('faults', ({ faults }) => [...faults.values()].reduce((sum, count) => sum + count, 0)),
    row('SIGKILLs', ({ kills }) => kills.count),
    row('of these in the middle of a request', ({ kills }) => kills.sending),
    row('**lost**', ({ lost }) => lost.length),
    row('**doubled**', ({ doubled }) => doubled.length),
    row('**out of order**', ({ disordered }) => disordered.length),
    row('**not as it was changed**', ({ stale }) => stale.length),
    row('**deleted and still standing**', ({ ghosts }) => ghosts.length),
    row('**not in its thread**', ({ misplaced }) => misplaced.length),
    row('said by nobody', ({ strays }) => strays.length),
    row('processes that ended by themselves', ({ ended }) => ended),
    row('finished', ({ finished }) => (finished ? 'yes' : 'no')),
    row('seconds', ({ seconds }) => seconds),
  ].join('\n');
}
