import { afterAll, expect, test } from 'vitest';
import { connectToEmbedded } from '../../src/database/connection.ts';
import { clientOf, inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';
import { testDatabase } from '../support/database.ts';
import { createRegion } from '../support/region-row.ts';

const database = await testDatabase();
const connection = await connectToEmbedded({ dataDir: 'memory', log: silentLog });
afterAll(async () => {
  await connection.close();
  await database.close();
});

/** Returns what `pg` warns of: its next version refuses it. */
async function warningsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.message);
  process.on('warning', note);
  try {
    await work();
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off('warning', note);
  }
  return warnings;
}

test('questions asked at once within a transaction are asked one after the other', async () => {
  const region = await createRegion(database);
  const person = { regionId: region.id, name: 'Ana', lastPlatform: 'slack', createdAt: region.createdAt } as const;
  const { id } = await database.prisma.person.create({ data: person, select: { id: true } });
  const warnings = await warningsDuring(() =>
    inTransaction(database, async (tx) => {
      const people = clientOf(tx).person;
      const asked = Array.from({ length: 4 }, () => people.findUnique({ where: { id }, select: { id: true } }));
      expect(await Promise.all(asked)).toEqual(Array.from({ length: 4 }, () => ({ id })));
      // Prisma asks for lists that stand beside each other at the same time.
      await people.findUnique({ where: { id }, select: { identities: true, roles: true, memberships: true } });
    }),
  );
  expect(warnings).toEqual([]);
});

test('a question that fails does not hold up those behind it', async () => {
  const client = await connection.pool.connect();
  const [failed, answered] = await Promise.allSettled([client.query('SELECT 1 / 0'), client.query('SELECT 2 AS two')]);
  expect(failed).toMatchObject({ status: 'rejected' });
  expect(answered).toMatchObject({ value: { rows: [{ two: 2 }] } });
  client.release();
});

test('a connection lost while it is lent does not end the process', async () => {
  const client = await connection.pool.connect();
  // `pg` emits the error to listeners; without any it would be thrown.
  expect(() => client.emit('error', new Error('Connection terminated unexpectedly'))).not.toThrow();
  client.release();
});
