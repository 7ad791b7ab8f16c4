import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, regionEntryOf } from '../../../src/access/actor/actor-store.ts';
import type { PlatformUser } from '../../../src/chat/place.ts';
import type { Database } from '../../../src/database/database.ts';
import { claimedEntryOf } from '../../../src/dispatch/running/entry-store.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import { platformsInTurn } from '../../support/platforms.ts';

const NOW = new Date('2026-09-15T07:00:00Z');
let database: Database;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());
beforeEach(() => emptyDatabase(database));

const user = (platform: string, id: string): PlatformUser => {
  return { platform, id, team: 'T1', name: id, locale: 'fr', administrator: false };
};

/** Stores a region in this workspace or server, with Ana, who belongs to several organisations and is a delegate. */
async function regionWithAna(platform: string, departments: readonly string[] = ['80']) {
  const { prisma } = database;
  const region = await prisma.region.create({
    data: { name: 'Picardie', departments: [...departments], locale: 'en', createdAt: NOW },
  });
  const regionId = region.id;
  await prisma.installation.create({ data: { regionId, platform, team: 'T1', installedAt: NOW } });
  const ana = user(platform, 'ana');
  const { personId } = await actorOf(database, { region: { ...region, locale: 'en' } }, ana, NOW);
  for (const [index, status] of (['ACTIVE', 'PENDING', 'LEFT', 'ACTIVE'] as const).entries()) {
    const name = `Structure ${index}`;
    const organisation = await prisma.organisation.create({
      data: { regionId, name, nameKey: name, createdAt: NOW },
    });
    const requestedAt = new Date(NOW.getTime() - index * 1000);
    await prisma.membership.create({
      data: { regionId, organisationId: organisation.id, personId, status, requestedAt },
    });
  }
  for (const department of ['02', '80']) {
    await prisma.teamRole.create({ data: { regionId, personId, role: 'DELEGATE', department, grantedAt: NOW } });
  }
  return { regionId, ana };
}

const event = (platform: string, name: string) => ({ platform, event: `interaction:${name}` });
const stored = () => database.prisma.receivedEvent.count();

test.each(platformsInTurn())(
  'who acts and where is read as otherwise, and what they did is claimed once, on %s',
  async (platform) => {
    const { regionId, ana } = await regionWithAna(platform);
    const read = await regionEntryOf(database, ana, 'T1');
    expect(read?.identity?.person.memberships).toHaveLength(3);
    const claim = () => claimedEntryOf(database, ana, 'T1', event(platform, 'one'), NOW);
    const rivals = await Promise.all([claim(), claim(), claim()]);
    expect(rivals.map((one) => one?.ours).sort()).toEqual([false, false, true]);
    for (const rival of rivals) expect(rival?.entry).toEqual(read);
    expect(await database.prisma.receivedEvent.findMany({ omit: { id: true } })).toEqual([
      { regionId, platform, event: 'interaction:one', receivedAt: NOW, said: null, tries: 0 },
    ]);
  },
);

test.each(platformsInTurn())('nothing is claimed before it is known that they may act, on %s', async (platform) => {
  const { regionId, ana } = await regionWithAna(platform);
  const claimed = async (who: PlatformUser, team = 'T1') => {
    const found = await claimedEntryOf(database, who, team, event(platform, 'one'), NOW);
    expect(found?.entry ?? null).toEqual(await regionEntryOf(database, who, team));
    return found?.ours ?? null;
  };
  expect(await claimed(user(platform, 'new'))).toBeNull();
  expect(await claimed(ana, 'another')).toBeNull();
  await database.prisma.identity.updateMany({ data: { goneAt: NOW } });
  expect(await claimed(ana)).toBeNull();
  await database.prisma.identity.updateMany({ data: { goneAt: null } });
  await database.prisma.region.update({ where: { id: regionId }, data: { departments: [] } });
  expect(await claimed(ana)).toBeNull();
  expect(await stored()).toBe(0);
});
