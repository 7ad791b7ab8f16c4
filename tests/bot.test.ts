import { expect, it } from 'vitest';
import { startBot } from '../src/bot.ts';
import { StartError } from '../src/chat/platform.ts';
import { readEnvironment } from '../src/env.ts';
import { silentLog } from '../src/log.ts';
import { startLocalDiscord } from '../src/playground/discord/index.ts';
import { startLocalSlack } from '../src/playground/slack/index.ts';
import { testDatabase } from './support/database.ts';

it('leaves the platform it is connected to when the other one refuses it', async () => {
  const [slack, discord, database] = await Promise.all([startLocalSlack(), startLocalDiscord(), testDatabase()]);
  const environment = readEnvironment({ ...slack.environment, ...discord.environment, DISCORD_TOKEN: 'wrong' });
  const bot = startBot({ environment, database, log: silentLog, now: () => new Date(), ticks: false });
  await expect(bot).rejects.toBeInstanceOf(StartError);
  await expect.poll(() => slack.connections).toBe(0);
  await Promise.all([slack.close(), discord.close(), database.close()]);
});
