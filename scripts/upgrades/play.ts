import type { Database } from '../../src/database/database.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import type { Person } from '../../src/playground/person.ts';
import { startStage } from '../../src/playground/stage.ts';
import type { KeptState } from './kept.ts';
import { BEGINNING, live, PEOPLE } from './life.ts';
import { migrationsOf, rowsOf } from './rows.ts';
import { readScreens } from './screens.ts';

/** Plays a region's life on an empty database. Returns the state in which it leaves this and the platforms, as that of a version. */
export async function playLife(database: Database, version: string): Promise<KeptState> {
  let now = new Date(BEGINNING);
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
    return {
      ...{ version, stoppedAt: now.toISOString(), keptAt: new Date().toISOString() },
      migrations: await migrationsOf(database),
      rows: await rowsOf(database),
      platforms: await readScreens(stage, people),
    };
  } finally {
    await stage.close();
  }
}
