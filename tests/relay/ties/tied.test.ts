import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import type { PrismaClient } from '../../../src/generated/prisma/client.ts';
import { silentLog } from '../../../src/log.ts';
import { createTied, RELAY_CHANNELS } from '../../../src/relay/ties/tied.ts';
import { testDatabase } from '../../support/database.ts';
import { twoChannels } from '../setting.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('what was tied while the database was away is known once it is back, though nobody tells it again', async () => {
  const { clock, slack } = await twoChannels(database);
  let isAway = true;
  const prisma = database.prisma.$extends({
    query: {
      $allOperations({ args, query }) {
        if (isAway) throw new Error('the database is away');
        return query(args);
      },
    },
  }) as unknown as PrismaClient;
  let noteFailed = () => {};
  const failed = new Promise<void>((resolve) => {
    noteFailed = resolve;
  });
  const tied = createTied({ ...database, prisma }, { ...silentLog, error: () => noteFailed() }, clock);
  database.wake.emit(RELAY_CHANNELS);
  await failed;
  isAway = false;
  const read = new Promise<void>((resolve) => tied.whenRead(resolve));
  clock.advance(1_001);
  await read;
  expect(tied.at('slack', slack.channel)).not.toBeNull();
  await tied.stop();
});
