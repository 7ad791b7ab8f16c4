import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import { type Stage, startStage } from '../../src/playground/stage.ts';
import { startWeb, type Web } from '../../src/web/server.ts';
import { runsOnServer, testDatabase } from '../support/database.ts';
import { administer } from '../support/postgres.ts';

/** The address that whoever hosts the bot watches, over a bot that is connected to both platforms. */
const well = { status: 'ok', database: 'ok', slack: 'connected', discord: 'connected' };
const clock = manualClock();
let database: Database;
let stage: Stage;
let web: Web;
beforeAll(async () => {
  database = await testDatabase();
  const now = () => new Date('2026-09-15T09:00:00+02:00');
  stage = await startStage({ database, log: silentLog, now, teamName: 'ESS Picardie', clock });
  web = await startWeb({
    host: '127.0.0.1',
    port: 0,
    health: () => stage.bot().health(),
    readiness: () => stage.bot().readiness(),
    file: async () => null,
    bilan: async () => null,
    slackRequests: null,
    log: silentLog,
  });
});
afterAll(async () => {
  await web?.close();
  await stage?.close();
});

async function health(): Promise<readonly [number, unknown]> {
  const answer = await fetch(`${web.url}/health`);
  return [answer.status, await answer.json()];
}

async function ready(): Promise<readonly [number, unknown]> {
  const answer = await fetch(`${web.url}/ready`);
  return [answer.status, await answer.json()];
}

const unready = (missing: object) => [503, { ready: false, missing }] as const;

/** Resolves as soon as the address answers so: what is named stays gone until it is given back. */
async function becomes(expected: readonly [number, unknown]): Promise<void> {
  await expect.poll(health, { interval: 5 }).toEqual(expected);
}

function backAfterWaiting(): ReturnType<typeof health> {
  clock.advance(60_000);
  return health();
}

it('is well while all that is configured is connected', async () => {
  expect(await health()).toEqual([200, well]);
  expect(await ready()).toEqual([200, { ready: true, missing: {} }]);
});

it('is not ready on a database of another version', async () => {
  const { prisma } = database;
  const [last] = await prisma.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, migration_name AS "name" FROM "_prisma_migrations" ORDER BY migration_name DESC LIMIT 1`;
  const rename = (name = '') =>
    prisma.$executeRaw`UPDATE "_prisma_migrations" SET migration_name = ${name} WHERE id = ${last?.id}`;
  await rename('29990101000000_future');
  await expect.poll(ready).toEqual(unready({ migrations: 'outdated' }));
  await rename(last?.name);
  await prisma.$executeRaw`INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at)
    VALUES ('future', '', '29990101000000_future', now())`;
  await expect.poll(ready).toEqual(unready({ migrations: 'newer' }));
  await prisma.$executeRaw`DELETE FROM "_prisma_migrations" WHERE id = 'future'`;
  await expect.poll(ready).toEqual([200, { ready: true, missing: {} }]);
});

it('names Slack while its socket is gone', async () => {
  stage.slack.fault({ kind: 'delay', milliseconds: 60_000, method: 'apps.connections.open' });
  stage.slack.dropSockets();
  await becomes([503, { ...well, status: 'unavailable', slack: 'connecting' }]);
  await expect.poll(() => stage.slack.connections).toBe(0);
  expect(await health()).toEqual([503, { ...well, status: 'unavailable', slack: 'connecting' }]);
  expect(await ready()).toEqual(unready({ slack: 'connecting' }));
  // The delay begins when the request for another socket arrives.
  await expect.poll(backAfterWaiting, { interval: 5 }).toEqual([200, well]);
});

it('names Discord while its gateway is gone', async () => {
  const speak = stage.discord.silenceGateway();
  stage.discord.dropGateway({ resumable: true });
  await becomes([503, { ...well, status: 'unavailable', discord: 'connecting' }]);
  expect(await health()).toEqual([503, { ...well, status: 'unavailable', discord: 'connecting' }]);
  speak();
  await becomes([200, well]);
});

// A server has more than one connection to give.
it.skipIf(runsOnServer())('names the database while it does not answer', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holding = inTransaction(database, () => held);
  await becomes([503, { ...well, status: 'unavailable', database: 'unavailable' }]);
  release();
  await holding;
  await becomes([200, well]);
});

it.runIf(runsOnServer())('names the database while its server takes nobody in', async () => {
  const template = inject('databaseTemplate');
  if (template.kind !== 'server') throw new Error('not on a server');
  const [{ name } = { name: '' }] = await database.prisma.$queryRaw<
    { name: string }[]
  >`SELECT current_database() AS name`;
  const takesIn = (allowed: boolean) => `ALTER DATABASE "${name}" ALLOW_CONNECTIONS ${allowed}`;
  const disconnect = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`;
  await administer(template.url, takesIn(false), disconnect);
  await becomes([503, { ...well, status: 'unavailable', database: 'unavailable' }]);
  await administer(template.url, takesIn(true));
  await becomes([200, well]);
});

it('names the database once it is gone', async () => {
  await database.close();
  expect(await health()).toEqual([503, { ...well, status: 'unavailable', database: 'unavailable' }]);
  expect(await ready()).toEqual(unready({ database: 'unavailable', migrations: 'unknown' }));
});
