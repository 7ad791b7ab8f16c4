import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actorOf } from '../../../src/access/actor/actor-store.ts';
import type { Region } from '../../../src/access/region/region.ts';
import { catchUpProgress, listUnread, noteRead } from '../../../src/access/region/unread-store.ts';
import type { PlatformUser } from '../../../src/chat/place.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { purgeReceived } from '../../../src/dispatch/running/conversation-store.ts';
import { createRegionBootstrap, type PrepareOptions } from '../../../src/features/regions/bootstrap.ts';
import { decideJoining, giveInstallCode } from '../../../src/features/regions/operations/join.ts';
import { setUp } from '../../../src/features/regions/operations/set-up.ts';
import { silentLog } from '../../../src/log.ts';
import { planPurge, purgeJobs } from '../../../src/schedule/purge.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';
import { testDatabase } from '../../support/database.ts';

let now: Date;
let database: Database;
let allowedTeams: PrepareOptions['allowedTeams'];
beforeEach(async () => {
  now = new Date('2026-09-15T09:00:00+02:00');
  allowedTeams = [];
  database = await testDatabase();
});
afterEach(() => database.close());

function user(id: string, given: Partial<PlatformUser> = {}): PlatformUser {
  return { platform: 'slack', id, team: 'T1', name: id, locale: 'fr', administrator: false, ...given };
}
const admin = user('U1ADMIN', { administrator: true });
const stranger = (team: string, id = `9${team}`) => user(id, { platform: 'discord', team, administrator: true });

function beginning() {
  const firstCoordinators = [{ platform: 'slack', id: 'U1FIRST' }] as const;
  return createRegionBootstrap({ database, now: () => now, firstCoordinators, allowedTeams, locale: 'fr' });
}

const prepare = (of: PlatformUser, ...typed: string[]) => beginning().prepareRegion(of, typed);

async function prepared(of: PlatformUser, ...typed: string[]): Promise<Region> {
  const region = await prepare(of, ...typed);
  if (!region) throw new Error(`${of.id} may not`);
  return region;
}

async function scopeOf(of: PlatformUser, region: Region) {
  return { region, now, actor: await actorOf(database, { region }, of, now) };
}

async function setUpAs(of: PlatformUser, region: Region, name: string) {
  const scope = await scopeOf(of, region);
  return inTransaction(database, (tx) => setUp.run({ tx, ...scope }, { region: name, isChangeMeant: false }));
}

/** Sets up the first region, as its administrator. */
async function first(): Promise<Region> {
  const draft = await prepared(admin);
  await setUpAs(admin, draft, 'Picardie');
  return { ...draft, name: 'Picardie', departments: ['02', '60', '80'] };
}

async function codeFrom(region: Region, purpose: 'JOIN' | 'FOUND'): Promise<string> {
  const scope = await scopeOf(admin, region);
  return (await inTransaction(database, (tx) => giveInstallCode.run({ tx, ...scope }, { purpose }))).code;
}

const coordinatorsOf = async (regionId: string) =>
  (await database.prisma.teamRole.findMany({ where: { regionId }, include: { person: true } })).map(
    ({ person }) => person.name,
  );

/** Returns all that is stored, except what a wrong code leaves. */
const rows = async () => {
  const { prisma } = database;
  const tables = [prisma.region, prisma.installation, prisma.person, prisma.identity, prisma.conversation] as const;
  const counts = await Promise.all(tables.map((table) => (table.count as () => Promise<number>)()));
  return [...counts, await prisma.delivery.count(), await prisma.dueItem.count(), await prisma.receivedEvent.count()];
};

test('administrators and listed people may, others and direct messages may not', async () => {
  expect(await prepare(user('U1NOBODY'))).toBeNull();
  expect(await prepare(user('U1FIRST', { platform: 'discord' }))).toBeNull();
  expect(await prepare(user('U1ADMIN', { administrator: true, team: null }))).toBeNull();
  expect(await database.prisma.region.count()).toBe(0);
  const draft = await prepare(user('U1FIRST'));
  expect(draft).toMatchObject({ name: '', departments: [], locale: 'fr' });
  expect(await prepare(admin)).toEqual(draft);
});

test('of several who began, the one who finishes is the coordinator', async () => {
  await prepare(user('U1FIRST'));
  const draft = await prepared(admin);
  expect((await coordinatorsOf(draft.id)).sort()).toEqual(['U1ADMIN', 'U1FIRST']);
  await setUpAs(admin, draft, 'Picardie');
  expect(await coordinatorsOf(draft.id)).toEqual(['U1ADMIN']);
  // They come too late: the region is set up, and they have no role in it.
  await expect(setUpAs(user('U1FIRST'), draft, 'Bretagne')).rejects.toMatchObject({
    id: 'common.errors.role.coordinator',
  });
  await prepare(user('U1FIRST'));
  expect(await coordinatorsOf(draft.id)).toEqual(['U1ADMIN']);
});

test('joining takes only the one who joins along as a coordinator, and one workspace per platform', async () => {
  const region = await first();
  const code = await codeFrom(region, 'JOIN');
  const joining = stranger('111');
  const draft = await prepared(joining, `/installer region:${code}`);
  await prepared(stranger('111', '222222222222222221'), code);
  expect(await setUpAs(joining, draft, code)).toMatchObject({ outcome: 'asked' });
  const asked = await database.prisma.joinRequest.findFirstOrThrow();
  const scope = await scopeOf(admin, region);
  const decide = () =>
    inTransaction(database, (tx) => decideJoining.run({ tx, ...scope }, { request: asked.id, confirmed: true }));
  await decide();
  expect((await coordinatorsOf(region.id)).sort()).toEqual([joining.id, 'U1ADMIN']);
  expect(await database.prisma.region.count()).toBe(1);
  await expect(decide()).rejects.toMatchObject({ id: 'regions.errors.join.decided' });
  await expect(codeFrom(region, 'JOIN')).rejects.toMatchObject({ id: 'regions.errors.everywhere' });
});

test('what is still to be read of a joining server after an interruption is read in the region that it joins', async () => {
  const region = await first();
  const code = await codeFrom(region, 'JOIN');
  const joining = stranger('111');
  const draft = await prepared(joining, `/installer region:${code}`);
  const place = { platform: 'discord', channel: '444', thread: null } as const;
  const unread = { place, after: '1', heard: null, mentionsOnly: false };
  const listing = randomUUID();
  await inTransaction(database, (tx) => listUnread({ tx, region: draft, now }, 'discord', [unread], listing));
  await setUpAs(joining, draft, code);
  const { id: request } = await database.prisma.joinRequest.findFirstOrThrow();
  const scope = await scopeOf(admin, region);
  await inTransaction(database, (tx) => decideJoining.run({ tx, ...scope }, { request, confirmed: true }));
  const progress = () => inTransaction(database, (tx) => catchUpProgress({ tx, region, now }, 'discord'));
  expect(await progress()).toEqual({ read: 0, of: 1 });
  // It was begun before, and ends now.
  await noteRead(database, 'discord', place.channel, listing);
  expect(await progress()).toBeNull();
});

test('a server joins although nights have passed in which what was kept of it was purged', async () => {
  const region = await first();
  const code = await codeFrom(region, 'JOIN');
  const joining = stranger('111');
  const draft = await prepared(joining, `/installer region:${code}`);
  const received = {
    regionId: draft.id,
    platform: 'discord',
    event: 'old',
    receivedAt: new Date('2026-01-05T09:00:00Z'),
  };
  await database.prisma.receivedEvent.create({ data: received });
  await inTransaction(database, (tx) => planPurge({ tx, region: draft, now }));
  const night = createSchedule(database, purgeJobs([purgeReceived]), silentLog);
  expect(await night.runDue(now)).toBeGreaterThan(0);
  expect(await database.prisma.dataSettings.count({ where: { regionId: draft.id } })).toBe(1);
  await setUpAs(joining, draft, code);
  const { id: request } = await database.prisma.joinRequest.findFirstOrThrow();
  const scope = await scopeOf(admin, region);
  await inTransaction(database, (tx) => decideJoining.run({ tx, ...scope }, { request, confirmed: true }));
  expect(await database.prisma.region.count()).toBe(1);
});

test('a stranger’s server becomes no region after the first one, and leaves no row', async () => {
  await first();
  const before = await rows();
  for (const typed of ['Bretagne', '', 'FIL', 'x'.repeat(4_000)])
    expect(await prepare(stranger('111'), typed)).toBeNull();
  expect(await beginning().isOpen()).toBe(false);
  await expect(prepare(stranger('111'), 'FIL-2222-2222')).rejects.toMatchObject({ id: 'regions.errors.code.wrong' });
  expect(await rows()).toEqual(before);
});

test('who is listed in FIRST_COORDINATORS begins another region, whatever server it is', async () => {
  await first();
  const draft = await prepared(user('U1FIRST', { team: 'T2' }));
  expect(await setUpAs(user('U1FIRST', { team: 'T2' }), draft, 'Bretagne')).toMatchObject({ outcome: 'tied' });
});

test('in a server of ALLOWED_TEAMS its administrator begins a region; elsewhere not even the first', async () => {
  allowedTeams = [{ platform: 'discord', id: '111' }];
  expect(await beginning().isOpen()).toBe(false);
  expect(await prepare(admin)).toBeNull();
  expect(await prepare(stranger('112'))).toBeNull();
  for (const name of ['Picardie', 'Bretagne']) {
    const team = name === 'Picardie' ? '111' : '113';
    allowedTeams = [{ platform: 'discord', id: team }];
    const draft = await prepared(stranger(team));
    expect(await setUpAs(stranger(team), draft, name)).toMatchObject({ outcome: 'tied' });
  }
});

test('a code of a coordinator lets another region begin, once, and they are told', async () => {
  const region = await first();
  const code = await codeFrom(region, 'FOUND');
  const draft = await prepared(stranger('111'), code);
  await expect(setUpAs(stranger('111'), draft, 'Bretagne')).rejects.toMatchObject({ id: 'regions.errors.notInvited' });
  expect(await setUpAs(stranger('111'), draft, code)).toEqual({ outcome: 'invited' });
  expect(await setUpAs(stranger('111'), draft, 'Bretagne')).toMatchObject({ outcome: 'tied' });
  await expect(prepare(stranger('112'), code)).rejects.toMatchObject({ id: 'regions.errors.code.wrong' });
  const told = await database.prisma.delivery.findMany({ where: { key: { startsWith: 'region-invited:' } } });
  expect(told.map(({ regionId }) => regionId)).toEqual([region.id]);
});

test('two strangers at once on an empty database: one region begins', async () => {
  const people = ['111', '112', '113'].map((team) => stranger(team));
  const drafts = await Promise.all(people.map((one) => prepared(one)));
  const done = await Promise.allSettled(people.map((one, index) => setUpAs(one, drafts[index] as Region, 'Picardie')));
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await database.prisma.region.count({ where: { departments: { isEmpty: false } } })).toBe(1);
  for (const result of done) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ id: 'regions.errors.notInvited' });
  }
});

test('codes are not guessed: five tries a person, ten a server, a hundred in all within an hour', async () => {
  const region = await first();
  const tried = async (of: PlatformUser, code = 'FIL-2222-2222') =>
    prepare(of, code).then(
      () => 'good',
      (error: { id: string }) => error.id.replace('regions.errors.code.', ''),
    );
  const outcomes: string[] = [];
  for (let count = 0; count < 6; count++) outcomes.push(await tried(stranger('111')));
  expect(outcomes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'locked']);
  // The same person is locked out in another server, and in the end others are in the same one.
  expect(await tried(stranger('112', '9111'))).toBe('locked');
  for (let count = 0; count < 5; count++) expect(await tried(stranger('111', `80${count}`))).toBe('wrong');
  expect(await tried(stranger('111', '8099'))).toBe('locked');
  for (let count = 0; count < 90; count++) expect(await tried(stranger(`2${count}`, `70${count}`))).toBe('wrong');
  const code = await codeFrom(region, 'JOIN');
  expect(await tried(stranger('300'), code)).toBe('locked');
  now = new Date(now.getTime() + 61 * 60_000);
  expect(await tried(stranger('300'), await codeFrom(region, 'JOIN'))).toBe('good');
});

test('tries made all at once are counted one by one', async () => {
  await first();
  const tries = Array.from({ length: 12 }, () => prepare(stranger('111'), 'FIL-2222-2222'));
  const done = await Promise.allSettled(tries);
  const ids = done.map((result) => (result.status === 'rejected' ? result.reason.id : 'good'));
  expect(ids.filter((id) => id === 'regions.errors.code.wrong')).toHaveLength(5);
  expect(ids.filter((id) => id === 'regions.errors.code.locked')).toHaveLength(7);
});
