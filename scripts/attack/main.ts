// npm run attack -- [--presses N] [--flood N] [--seed N] [--way socket|http]
//
// Attacks the bot in a process of its own as somebody might who means harm, beside a person who goes on working: bombs,
// floods, slow bodies, forged signatures, long texts, forged buttons, lists and forms. Prints the person's longest wait
// in each phase and the memory that the bot holds. Exits with 1 where something was changed or shown, or an aim is
// missed. Requests only go to this machine: the platforms are local ones, and any other address is refused.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stopChildren } from '../bench/child.ts';
import { type AttackOptions, attack } from './attack.ts';
import { aims, missed, tableOf } from './table.ts';
import type { Way } from './town.ts';

const { values } = parseArgs({
  options: {
    presses: { type: 'string', default: '3000' },
    flood: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '2008' },
    way: { type: 'string' },
  },
});
const ways: readonly Way[] = values.way === 'socket' || values.way === 'http' ? [values.way] : ['http', 'socket'];
const began = performance.now();
const say = (progress: string) =>
  console.error(`attack: ${String(Math.round((performance.now() - began) / 1000)).padStart(3)} s · ${progress}`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    await stopChildren();
    process.exit(130);
  });
}

const failures: string[] = [];
for (const way of ways) {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-attack-'));
  const share = 1 / ways.length;
  const options: AttackOptions = {
    ...{ way, directory, say, seed: Number(values.seed) },
    ...{ flood: Number(values.flood), presses: Math.round(Number(values.presses) * share) },
  };
  try {
    const result = await attack(options);
    console.log(`${tableOf(result)}\n`);
    failures.push(...missed(result));
  } finally {
    await stopChildren();
    rmSync(directory, { recursive: true, force: true });
  }
}
say('done');
for (const failure of failures) console.log(`MISSED: ${failure}`);
console.log(failures.length === 0 ? `All held: ${aims}.` : `${failures.length} missed of: ${aims}.`);
process.exit(failures.length === 0 ? 0 : 1);
