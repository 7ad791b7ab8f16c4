import { expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import type { PrismaClient } from '../../../src/generated/prisma/client.ts';
import { storedDigest } from '../../../src/relay/lanes/digest-store.ts';
import { beforeEachTest, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
let database: Database;
beforeEachTest((given) => {
  [one, database] = [given, given.database];
});

const DAY_MS = 24 * 60 * 60_000;

it('a digest of many messages reads no more of them than it names, and counts all', async () => {
  one.discord.connected = false;
  for (let number = 1; number <= 40; number += 1) {
    one.slack.say('Léa', `message ${number}`);
    one.clock.advance(1_000);
  }
  await one.tell();
  one.clock.advance(DAY_MS + 60_000);
  one.discord.connected = true;
  await one.rest();
  const { digestId } = await database.prisma.relayCopy.findFirstOrThrow({ where: { digestId: { not: null } } });
  let most = 0;
  const prisma = database.prisma.$extends({
    query: {
      async $allOperations({ args, query }) {
        const found: unknown = await query(args);
        most = Math.max(most, Array.isArray(found) ? found.length : 0);
        return found;
      },
    },
  }) as unknown as PrismaClient;
  const digest = await storedDigest({ ...database, prisma }, digestId ?? '', 20);
  expect(digest).toMatchObject({ count: 40 });
  expect(digest?.messages).toHaveLength(20);
  expect((digest?.last.getTime() ?? 0) - (digest?.first.getTime() ?? 0)).toBe(39_000);
  expect(most).toBe(20);
});
