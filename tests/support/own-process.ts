import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { at, BotProcess, killBots, type Variables } from './bot-process.ts';
import type { DatabaseLocation } from './database.ts';
import { expectValidRequests } from './validated-requests.ts';
import type { World } from './world.ts';

/**
 * Starts the bot in a process of its own, which can be killed, on the platforms of this world, with further variables. Resolves once it
 * runs.
 */
export async function startProcess(
  { slack, discord }: World,
  location: DatabaseLocation,
  variables: Variables = {},
): Promise<BotProcess> {
  const bot = new BotProcess({ ...slack.environment, ...discord.environment, ...at(location), ...variables });
  await bot.url();
  return bot;
}

/** Looks into the database while no process has it open. */
export async function inDatabase<T>(location: DatabaseLocation, look: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ ...location, log: silentLog });
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

/** Ends the processes, then the platforms. Throws when something was sent that these don't allow. */
export async function endAll(world: World | undefined): Promise<void> {
  killBots();
  await world?.slack.close();
  await world?.discord.close();
  if (world) expectValidRequests([world.slack, world.discord]);
}
