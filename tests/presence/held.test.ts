import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { dueHandlers } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { remindNow } from '../../src/features/announcements/operations/follow.ts';
import { INCOMPLETE_SHEETS } from '../../src/features/events/due-kinds.ts';
import { publishKit } from '../../src/features/kits/operations.ts';
import { excludeMember } from '../../src/features/organisations/operations/exclude.ts';
import { joinOrganisation } from '../../src/features/organisations/operations/join.ts';
import { leaveOrganisation } from '../../src/features/organisations/operations/leave.ts';
import { removeTeamMember } from '../../src/features/people/operations/team.ts';
import { runOperations } from '../../src/features/surveys/coordination/operations/run-survey.ts';
import { storeFile } from '../../src/files/store.ts';
import { silentLog } from '../../src/log.ts';
import { schedule } from '../../src/schedule/due.ts';
import { createSchedule } from '../../src/schedule/run-due.ts';
import { testDatabase } from '../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../support/region-at-work.ts';

let database: Database;
let work: RegionAtWork;
let editionId: string;
let ana: string;
let bob: string;
let organisationId: string;

/** Ana and Bob are one organisation; Bob, whom everything is sent to first, isn't to be written to before 11:00. */
beforeEach(async () => {
  await database?.close();
  database = await testDatabase();
  work = await regionAtWork(database);
  editionId = await work.edition(2026);
  await work.person('Claire', 'coordinator');
  [ana, bob] = [await work.person('Ana'), await work.person('Bob')];
  const quiet = { quietFrom: '20:00', quietTo: '11:00' };
  await database.prisma.person.update({ where: { id: bob }, data: quiet });
  organisationId = await work.organisation('Les Jardins', [bob, ana]);
  await work.event({ editionId, organisationId, by: bob, startsAt: '2026-11-24T18:00:00+01:00' });
});
afterAll(() => database?.close());

const goTo = (now: string) => createSchedule(database, dueHandlers, silentLog).runDue(new Date(now));

const unasked = (personId: string, unsolicitedKind: string) =>
  database.prisma.delivery.findMany({
    where: { unsolicitedTo: personId, unsolicitedKind },
    select: { status: true, reason: true, heldUntil: true },
    orderBy: { sequence: 'asc' },
  });

/** The messages that wait for Bob until 10:00, by kind. */
const waits = {
  async event() {
    const [at, expires] = [new Date('2026-10-25T10:00:00+01:00'), new Date('2026-11-01T00:00:00+01:00')];
    const subject = `${editionId}:${organisationId}`;
    await work.within('2026-10-24T10:00:00+02:00', (scope) =>
      schedule(scope, { kind: INCOMPLETE_SHEETS, subject, at, expires }),
    );
    await goTo('2026-10-25T10:00:00+01:00');
    return '2026-10-25';
  },
  async request() {
    await work.person('Dan');
    await work.as('Dan', '2026-10-25T10:00:00+01:00', joinOrganisation, { organisation: organisationId });
    return '2026-10-25';
  },
  async kit() {
    const now = '2026-10-25T10:00:00+01:00';
    const bytes = new TextEncoder().encode('logo');
    const file = await work.within(now, (scope) =>
      storeFile(scope, { name: 'logo.txt', type: 'text/plain', bytes }, null),
    );
    await work.as('Claire', now, publishKit, { files: [file.id], note: null });
    return '2026-10-25';
  },
  async question() {
    await work.as('Claire', '2026-11-23T10:00:00+01:00', runOperations([]).launchSurvey, { closesOn: null });
    await goTo('2026-11-25T10:00:00+01:00');
    return '2026-11-25';
  },
  async announcement() {
    const { prisma } = database;
    const [regionId, at] = [work.region.id, new Date('2026-10-24T09:00:00+02:00')];
    const createdById = await work.person('Claire');
    const words = { text: 'Le programme est sorti', audience: {}, places: ['people'], status: 'LEFT' as const };
    const { id } = await prisma.announcement.create({
      data: { regionId, ...words, createdById, createdAt: at, leftAt: at },
    });
    await prisma.announcementRecipient.create({ data: { regionId, announcementId: id, personId: bob } });
    await work.as('Claire', '2026-10-25T10:00:00+01:00', remindNow, { id });
    return '2026-10-25';
  },
};
type Kind = keyof typeof waits;

/** The ways in which somebody stops being a member. */
const ways = {
  'leaves the organisation': (at: string) => work.as('Bob', at, leaveOrganisation, { organisation: organisationId }),
  'is excluded from it': async (at: string) => {
    const { id } = await database.prisma.membership.findFirstOrThrow({ where: { personId: bob } });
    await work.as('Claire', at, excludeMember, { membership: id });
  },
  'has left the workspace': (at: string) =>
    database.prisma.identity.updateMany({ where: { personId: bob }, data: { goneAt: new Date(at) } }),
};
type Way = keyof typeof ways;

const reasons = { 'has left the workspace': 'user-gone' } as const satisfies Partial<Record<Way, string>>;

describe.each(Object.keys(ways) as Way[])('what waits for somebody who %s meanwhile', (way) => {
  const reason = way === 'has left the workspace' ? reasons[way] : 'not-theirs';

  test.each(['event', 'request', 'announcement'] as const)('does not leave: %s', async (kind: Kind) => {
    const day = await waits[kind]();
    expect(await unasked(bob, kind)).toMatchObject([{ status: 'PENDING', heldUntil: expect.any(Date) }]);
    await ways[way](`${day}T10:30:00+01:00`);
    await goTo(`${day}T11:00:00+01:00`);
    expect(await unasked(bob, kind)).toMatchObject([{ status: 'REFUSED', reason }]);
  });

  test.each(['kit', 'question'] as const)('goes to a colleague instead: %s', async (kind: Kind) => {
    const day = await waits[kind]();
    expect(await unasked(bob, kind)).toMatchObject([{ status: 'PENDING', heldUntil: expect.any(Date) }]);
    expect(await unasked(ana, kind)).toEqual([]);
    await ways[way](`${day}T10:30:00+01:00`);
    await goTo(`${day}T11:00:00+01:00`);
    expect(await unasked(bob, kind)).toEqual([]);
    expect(await unasked(ana, kind)).toMatchObject([{ status: 'PENDING', heldUntil: null }]);
  });
});

describe('what waits for a member', () => {
  test.each(Object.keys(waits) as Kind[])('leaves while they are one: %s', async (kind) => {
    const day = await waits[kind]();
    await goTo(`${day}T11:00:00+01:00`);
    expect(await unasked(bob, kind)).toMatchObject([{ status: 'PENDING', heldUntil: null }]);
  });
});

test('what waits for a coordinator doesn’t leave once they are none any more, but that they aren’t does', async () => {
  const dan = await work.person('Dan', 'coordinator');
  await database.prisma.person.update({ where: { id: dan }, data: { quietFrom: '20:00', quietTo: '11:00' } });
  await work.person('Eve');
  await work.as('Eve', '2026-10-25T10:00:00+01:00', joinOrganisation, { organisation: organisationId });
  await work.as('Claire', '2026-10-25T10:30:00+01:00', removeTeamMember, { personId: dan });
  await goTo('2026-10-25T11:00:00+01:00');
  expect(await unasked(dan, 'duty')).toMatchObject([
    { status: 'REFUSED', reason: 'not-theirs' },
    { status: 'PENDING', heldUntil: null },
  ]);
});

test('what waits for somebody who has left one of their platforms goes to the other', async () => {
  await waits.request();
  const [regionId, personId] = [work.region.id, bob];
  const externalId = randomUUID();
  await database.prisma.identity.create({
    data: { regionId, personId, platform: 'discord', externalId, name: 'Bob' },
  });
  await database.prisma.identity.updateMany({
    where: { personId, platform: 'slack' },
    data: { goneAt: new Date('2026-10-25T10:30:00+01:00') },
  });
  await goTo('2026-10-25T11:00:00+01:00');
  const [card] = await database.prisma.delivery.findMany({ where: { unsolicitedTo: bob } });
  expect(card).toMatchObject({
    status: 'PENDING',
    platform: 'discord',
    target: { kind: 'private', users: [externalId] },
  });
});
