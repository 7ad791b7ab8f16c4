import { afterAll, beforeAll, expect, it } from 'vitest';
import { dueHandlers } from '../../../src/composition.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { silentLog } from '../../../src/log.ts';
import { planPurge } from '../../../src/schedule/purge.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2036-03-01T10:00:00+01:00');
const DAY_MS = 86_400_000;
const yearsAgo = (years: number) => new Date(NOW.getTime() - years * 365 * DAY_MS);

let database: Database;
let regionId: string;
beforeAll(async () => {
  database = await testDatabase();
  ({ id: regionId } = await database.prisma.region.create({ data: { name: 'Picardie', createdAt: yearsAgo(12) } }));
});
afterAll(() => database?.close());

/** Does what is due in a night. Returns how many steps that takes. */
async function night(now: Date): Promise<number> {
  for (const region of await database.prisma.region.findMany()) {
    await inTransaction(database, (tx) => planPurge({ tx, region: { ...region, locale: 'fr' }, now }));
  }
  const schedule = createSchedule(database, dueHandlers, silentLog);
  let steps = 0;
  while ((await schedule.runDue(now)) > 0) steps += 1;
  return steps;
}

async function person(name: string, goneAt: Date | null) {
  const { id } = await database.prisma.person.create({
    data: { regionId, name, lastPlatform: 'slack', createdAt: yearsAgo(11) },
  });
  const identity = { regionId, personId: id, platform: 'slack', externalId: name, name, goneAt };
  return { id, account: (await database.prisma.identity.create({ data: identity })).id };
}

async function old(name: string, count: number, of: { readonly names?: readonly string[]; readonly to?: string }) {
  await database.prisma.delivery.createMany({
    data: Array.from({ length: count }, (_, at) => ({
      ...{
        regionId,
        key: `${name}:${at}`,
        platform: 'slack',
        target: {},
        refs: [{ id: '1' }],
        status: 'SENT' as const,
      },
      // Many of one moment, as of an announcement.
      createdAt: new Date(yearsAgo(10).getTime() + Math.floor(at / 300)),
      ...{ names: [...(of.names ?? [])], unsolicitedTo: of.to ?? null },
    })),
  });
}

const left = async (name: string) => database.prisma.delivery.count({ where: { key: { startsWith: `${name}:` } } });

it('of many old messages just those go that name nobody who is known, wherever they stand among the others', async () => {
  const { account } = await person('Marie', null);
  await old('kept first', 1_600, { names: [account] });
  await old('goes', 700, {});
  await old('kept last', 1_600, { names: [account] });
  // A step ends once 500 are gone, in the middle of them.
  expect(await night(NOW)).toBe(2);
  for (const name of ['kept first', 'kept last']) expect(await left(name)).toBe(1_600);
  expect(await left('goes')).toBe(0);
  expect(await database.prisma.dataSettings.findFirst()).toMatchObject({ lookedAt: null, lookedId: null });

  // The next night begins with the oldest.
  await database.prisma.identity.deleteMany({ where: { id: account } });
  await night(new Date(NOW.getTime() + DAY_MS));
  for (const name of ['kept first', 'kept last']) expect(await left(name)).toBe(0);
}, 240_000);

it('two who left long ago, and each of whom stands in what the other was sent, are both let go of', async () => {
  const [ana, bilal] = [await person('Ana', yearsAgo(6)), await person('Bilal', yearsAgo(6))];
  await old('to Ana', 2, { names: [bilal.account], to: ana.id });
  await old('to Bilal', 2, { names: [ana.account], to: bilal.id });
  for (const after of [2, 3]) await night(new Date(NOW.getTime() + after * DAY_MS));
  expect(await database.prisma.person.count({ where: { name: { in: ['Ana', 'Bilal'] } } })).toBe(0);
  for (const name of ['to Ana', 'to Bilal']) expect(await left(name)).toBe(0);
});

it('whoever left and is still named does not stand in the way of those whom nothing names', async () => {
  const { prisma } = database;
  const now = new Date(NOW.getTime() + 5 * DAY_MS);
  const people = (name: string, ids: readonly string[]) =>
    prisma.person.createMany({
      data: ids.map((id) => ({ id, regionId, name, lastPlatform: 'slack', createdAt: yearsAgo(11) })),
    });
  // More than one step looks at, and by their ids before the other.
  const named = Array.from({ length: 510 }, (_, at) => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`);
  await people('Nommée', named);
  await people('Oubliée', ['ffffffff-0000-7000-8000-000000000000']);
  await prisma.made.createMany({ data: named.map((personId) => ({ regionId, what: 'event', personId, at: now })) });
  await night(now);
  expect(await prisma.person.count({ where: { name: 'Nommée' } })).toBe(510);
  expect(await prisma.person.count({ where: { name: 'Oubliée' } })).toBe(0);
});
