// npm run release:keep
//
// Plays a region's life with the version that stands here, and keeps the state in which it leaves the database and the platforms in
// tests/upgrades: from then on every later version is tested to take it over. Done once for each release, from its own sources.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import type { Person } from '../../src/playground/person.ts';
import { startStage } from '../../src/playground/stage.ts';
import { type KeptState, pathOf } from './kept.ts';
import { BEGINNING, live, PEOPLE } from './life.ts';
import { migrationsOf, rowsOf } from './rows.ts';
import { readScreens } from './screens.ts';

/** A file that stays small beside the sources, in bytes. */
const MOST = 300_000;

const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-keep-'));
let now = new Date(BEGINNING);
const database = await openDatabase({ dataDir: folder, log: silentLog });
// The platforms' time goes on with the real one, and nothing expires on them.
const clock = { ...manualClock(), now: () => Date.now() };
const stage = await startStage({ database, log: silentLog, now: () => now, teamName: 'ESS Picardie', clock });
try {
  const cast = (side: 'slack' | 'discord'): readonly Person[] =>
    Object.entries(PEOPLE[side]).map(([name, options]) => stage.person(side, name, options));
  const people = { slack: cast('slack'), discord: cast('discord') };
  const goTo = async (at: string) => {
    now = new Date(at);
    await stage.bot().schedule.runDue(now);
    await stage.settle();
  };
  const everybody = Object.fromEntries([...people.slack, ...people.discord].map((person) => [person.name, person]));
  await live({ stage, people: everybody, goTo });
  await stage.bot().stop();
  const state: KeptState = {
    ...{ version, stoppedAt: now.toISOString(), keptAt: new Date().toISOString() },
    migrations: await migrationsOf(database),
    rows: await rowsOf(database),
    platforms: await readScreens(stage, people),
  };
  const bytes = gzipSync(JSON.stringify(state), { level: 9 });
  if (bytes.length > MOST)
    throw new Error(`${bytes.length} bytes are more than ${MOST}: let the region's life be shorter`);
  writeFileSync(pathOf(version), bytes);
  console.log(`Wrote ${pathOf(version)}: ${bytes.length} bytes.`);
} finally {
  await stage.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
