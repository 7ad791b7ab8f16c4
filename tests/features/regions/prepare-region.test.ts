import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Region } from '../../../src/access/region.ts';
import { actorOf } from '../../../src/access/store.ts';
import type { PlatformUser } from '../../../src/chat/place.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { setUp } from '../../../src/features/regions/operations.ts';
import { prepareRegion } from '../../../src/features/regions/prepare-region.ts';
import { testDatabase } from '../../support/database.ts';

const now = new Date('2026-09-15T09:00:00+02:00');

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

function user(id: string, given: Partial<PlatformUser> = {}): PlatformUser {
  return { platform: 'slack', id, team: 'T1', name: id, locale: 'fr', administrator: false, ...given };
}

function prepare(of: PlatformUser): Promise<Region | null> {
  const firstCoordinators = [{ platform: 'slack', id: 'U1FIRST' }] as const;
  return prepareRegion({ database, now: () => now, firstCoordinators, locale: 'fr' })(of);
}

async function setUpAs(of: PlatformUser, region: Region, name: string) {
  const actor = await actorOf(database, { region }, of, now);
  return inTransaction(database, (tx) => setUp.run({ tx, region, actor, now }, { region: name }));
}

const coordinatorsOf = async (regionId: string) =>
  (await database.prisma.teamRole.findMany({ where: { regionId }, include: { person: true } })).map(
    ({ person }) => person.name,
  );

test('administrators and listed people may, others and direct messages may not', async () => {
  expect(await prepare(user('U1NOBODY'))).toBeNull();
  expect(await prepare(user('U1FIRST', { platform: 'discord' }))).toBeNull();
  expect(await prepare(user('U1ADMIN', { administrator: true, team: null }))).toBeNull();
  expect(await database.prisma.region.count()).toBe(0);
  const draft = await prepare(user('U1FIRST'));
  expect(draft).toMatchObject({ name: '', departments: [], locale: 'fr' });
  expect(await prepare(user('U1ADMIN', { administrator: true }))).toEqual(draft);
});

test('of several who began, the one who finishes is the coordinator', async () => {
  const finishing = user('U1ADMIN', { administrator: true });
  const draft = await prepare(finishing);
  if (!draft) throw new Error('no draft');
  expect((await coordinatorsOf(draft.id)).sort()).toEqual(['U1ADMIN', 'U1FIRST']);
  await setUpAs(finishing, draft, 'Picardie');
  expect(await coordinatorsOf(draft.id)).toEqual(['U1ADMIN']);
  // Too late: it is set up, and they are nobody there.
  await expect(setUpAs(user('U1FIRST'), draft, 'Bretagne')).rejects.toMatchObject({
    id: 'common.errors.role.coordinator',
  });
  await prepare(user('U1FIRST'));
  expect(await coordinatorsOf(draft.id)).toEqual(['U1ADMIN']);
});

test('joining takes only the one who joins along as a coordinator, and one workspace per platform', async () => {
  const { pairingCode, id } = await database.prisma.region.findFirstOrThrow({ where: { name: 'Picardie' } });
  const guild = { platform: 'discord', team: '111', administrator: true } as const;
  await prepare(user('222222222222222221', guild));
  const joining = user('222222222222222222', guild);
  const draft = await prepare(joining);
  if (!draft || pairingCode === null) throw new Error('nothing to join');
  await setUpAs(joining, draft, pairingCode);
  expect((await coordinatorsOf(id)).sort()).toEqual(['222222222222222222', 'U1ADMIN']);
  expect(await database.prisma.region.count()).toBe(1);

  await database.prisma.region.update({ where: { id }, data: { pairingCode } });
  const second = user('333333333333333333', { ...guild, team: '112' });
  const another = await prepare(second);
  if (!another) throw new Error('no draft');
  await expect(setUpAs(second, another, pairingCode)).rejects.toMatchObject({ id: 'regions.errors.taken.discord' });
});
