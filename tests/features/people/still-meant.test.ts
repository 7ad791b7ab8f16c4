import { afterAll, beforeAll, expect, test } from 'vitest';
import { dueHandlers } from '../../../src/composition.ts';
import type { Database } from '../../../src/database/database.ts';
import { remindNow } from '../../../src/features/announcements/operations/follow.ts';
import { INCOMPLETE_SHEETS } from '../../../src/features/events/due-kinds.ts';
import { cancelEvent } from '../../../src/features/events/operations/move.ts';
import { publishKit } from '../../../src/features/kits/operations.ts';
import { runOperations } from '../../../src/features/surveys/coordination/operations/run-survey.ts';
import { storeFile } from '../../../src/files/store.ts';
import { silentLog } from '../../../src/log.ts';
import { schedule } from '../../../src/schedule/due.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

let database: Database;
let work: RegionAtWork;
let editionId: string;
beforeAll(async () => {
  database = await testDatabase();
  work = await regionAtWork(database);
  editionId = await work.edition(2026);
  await work.person('Claire', 'coordinator');
});
afterAll(() => database?.close());

const goTo = (now: string) => createSchedule(database, dueHandlers, silentLog).runDue(new Date(now));

/** Somebody who isn't to be written to before 11:00, their organisation and its event, whose sheet isn't complete. */
async function lateRiser(name: string, startsAt = '2026-11-14T18:00:00+01:00') {
  const personId = await work.person(name);
  await database.prisma.person.update({ where: { id: personId }, data: { quietFrom: '20:00', quietTo: '11:00' } });
  const organisationId = await work.organisation(`Structure de ${name}`, [personId]);
  const eventId = await work.event({ editionId, organisationId, by: personId, startsAt });
  return { personId, organisationId, eventId };
}

const unasked = (personId: string) =>
  database.prisma.delivery.findMany({
    where: { unsolicitedTo: personId },
    select: { unsolicitedKind: true, status: true, reason: true, heldUntil: true },
    orderBy: { sequence: 'asc' },
  });

test('a reminder of sheets doesn’t leave once there is nothing left to complete', async () => {
  const [ana, bob] = [await lateRiser('Ana'), await lateRiser('Bob')];
  for (const { organisationId } of [ana, bob]) {
    const [at, expires] = [new Date('2026-10-25T10:00:00+01:00'), new Date('2026-11-01T00:00:00+01:00')];
    await work.within('2026-10-24T10:00:00+02:00', (scope) =>
      schedule(scope, { kind: INCOMPLETE_SHEETS, subject: `${editionId}:${organisationId}`, at, expires }),
    );
  }
  await goTo('2026-10-25T10:00:00+01:00');
  const held = { status: 'PENDING', heldUntil: new Date('2026-10-25T11:00:00+01:00') };
  expect([await unasked(ana.personId), await unasked(bob.personId)]).toMatchObject([[held], [held]]);
  await work.as('Ana', '2026-10-25T10:30:00+01:00', cancelEvent, { id: ana.eventId, reason: null });
  await goTo('2026-10-25T11:00:00+01:00');
  expect(await unasked(ana.personId)).toMatchObject([{ status: 'REFUSED', reason: 'pointless' }]);
  expect(await unasked(bob.personId)).toMatchObject([{ status: 'PENDING', heldUntil: null }]);
});

test('a kit doesn’t leave once a newer one is out', async () => {
  const cleo = await lateRiser('Cléo');
  for (const minute of [10, 20]) {
    const now = `2026-11-02T09:${minute}:00+01:00`;
    const file = await work.within(now, (scope) =>
      storeFile(scope, { name: 'logo.txt', type: 'text/plain', bytes: new TextEncoder().encode('logo') }, null),
    );
    await work.as('Claire', now, publishKit, { files: [file.id], note: null });
  }
  await goTo('2026-11-02T11:00:00+01:00');
  expect(await unasked(cleo.personId)).toMatchObject([
    { unsolicitedKind: 'kit', status: 'REFUSED', reason: 'pointless' },
    { unsolicitedKind: 'kit', status: 'PENDING', heldUntil: null },
  ]);
});

test('a question doesn’t leave once the survey is closed', async () => {
  const dan = await lateRiser('Dan', '2026-11-24T18:00:00+01:00');
  const { launchSurvey, closeSurvey } = runOperations([]);
  await work.as('Claire', '2026-11-23T10:00:00+01:00', launchSurvey, { closesOn: null });
  await goTo('2026-11-25T10:00:00+01:00');
  expect(await unasked(dan.personId)).toMatchObject([{ unsolicitedKind: 'question', status: 'PENDING' }]);
  await work.as('Claire', '2026-11-25T10:30:00+01:00', closeSurvey, {});
  await goTo('2026-11-25T11:00:00+01:00');
  expect(await unasked(dan.personId)).toMatchObject([{ status: 'REFUSED', reason: 'pointless' }]);
});

test('a reminder of an announcement doesn’t leave once it was read', async () => {
  const [eve, flo] = [await lateRiser('Ève'), await lateRiser('Flo')];
  const { prisma } = database;
  const of = { regionId: work.region.id };
  const now = new Date('2026-12-02T09:00:00+01:00');
  const author = await work.person('Claire');
  const announcement = await prisma.announcement.create({
    data: {
      ...{ ...of, text: 'Le programme est sorti', audience: {}, places: ['people'], status: 'LEFT' },
      ...{ createdById: author, createdAt: now, leftAt: now },
    },
  });
  const announcementId = announcement.id;
  for (const { personId } of [eve, flo]) {
    await prisma.announcementRecipient.create({ data: { ...of, announcementId, personId } });
  }
  await work.as('Claire', '2026-12-03T09:00:00+01:00', remindNow, { id: announcementId });
  await prisma.acknowledgement.create({ data: { ...of, announcementId, personId: eve.personId, readAt: now } });
  await goTo('2026-12-03T11:00:00+01:00');
  const [reminded, spared] = [await unasked(flo.personId), await unasked(eve.personId)];
  expect(reminded.at(-1)).toMatchObject({ unsolicitedKind: 'announcement', status: 'PENDING', heldUntil: null });
  expect(spared.at(-1)).toMatchObject({ unsolicitedKind: 'announcement', status: 'REFUSED', reason: 'pointless' });
});
