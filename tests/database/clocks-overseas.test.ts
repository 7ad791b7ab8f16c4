import { expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { earlierDatabase } from '../support/earlier-database.ts';

const earlier = earlierDatabase('clocks_overseas');
const someone = '01890000-0000-7000-8000-000000000001';
const createdAt = new Date('2099-09-15T09:00:00Z');

/** Stores a region with one of each thing that has an hour, by the clock of Paris. */
async function store({ prisma }: Database, name: string, departments: readonly string[], timeZone?: string) {
  const zone = timeZone === undefined ? {} : { timeZone };
  const { id: regionId } = await prisma.region.create({
    data: { name, departments: [...departments], createdAt, ...zone },
  });
  const { id: editionId } = await prisma.edition.create({
    data: {
      ...{ regionId, year: 2099, name: 'Mois', status: 'OPEN', openedAt: createdAt },
      ...{ startsOn: new Date('2099-11-01'), endsOn: new Date('2099-11-30') },
    },
  });
  const { id: organisationId } = await prisma.organisation.create({
    data: { regionId, name: 'Le Moulin', nameKey: 'le moulin', createdAt },
  });
  const { id: eventId } = await prisma.event.create({
    data: {
      ...{ regionId, editionId, organisationId, number: 1, title: 'Bal', pitch: '', venue: '', contact: '' },
      ...{ status: 'ACCEPTED', proposedById: someone, proposedAt: createdAt, updatedAt: createdAt },
    },
  });
  const wholeDay = { startsAt: new Date('2099-11-14T00:00:00+01:00'), endsAt: new Date('2099-11-15T00:00:00+01:00') };
  await prisma.occurrence.create({ data: { regionId, eventId, ...wholeDay, allDay: true } });
  const [startsAt, endsAt] = [new Date('2099-10-06T18:00:00+02:00'), null];
  await prisma.meeting.create({
    data: {
      regionId,
      title: 'Suite',
      startsAt,
      endsAt,
      venue: '',
      status: 'SCHEDULED',
      createdById: someone,
      createdAt,
    },
  });
  const dueAt = new Date('2099-09-20T09:00:00+02:00');
  await prisma.announcement.create({
    data: { regionId, text: 'Bientôt', audience: {}, status: 'SCHEDULED', dueAt, createdAt },
  });
  const target = { kind: 'person' };
  const heldUntil = new Date('2099-09-16T08:00:00+02:00');
  await prisma.delivery.create({
    data: { regionId, key: name, platform: 'slack', target, status: 'PENDING', heldUntil, createdAt },
  });
  const due = (kind: string, at: string, expires: string) => ({
    ...{ regionId, kind, subject: '', dueAt: new Date(at), expiresAt: new Date(expires) },
  });
  await prisma.dueItem.createMany({
    data: [
      due('planned', '2099-10-05T10:00:00+02:00', '2099-10-06T00:00:00+02:00'),
      due('past', '2020-10-05T10:00:00+02:00', '2020-10-06T00:00:00+02:00'),
      { ...due('done', '2099-10-05T10:00:00+02:00', '2099-10-06T00:00:00+02:00'), doneAt: createdAt },
    ],
  });
}

/** Returns the hours of a region, by name. */
async function hoursOf({ prisma }: Database) {
  const regions = await prisma.region.findMany({
    select: {
      ...{ name: true, timeZone: true, occurrenceRows: true, meetingRows: true, announcementRows: true },
      ...{ deliveryRows: true, dueItemRows: { orderBy: { kind: 'desc' } } },
    },
  });
  const at = (date: Date | null | undefined) => date?.toISOString().slice(0, 16) ?? null;
  return Object.fromEntries(
    regions.map((region) => [
      region.name,
      [
        region.timeZone,
        ...region.occurrenceRows.flatMap(({ startsAt, endsAt }) => [at(startsAt), at(endsAt)]),
        ...region.meetingRows.map(({ startsAt }) => at(startsAt)),
        ...region.announcementRows.map(({ dueAt }) => at(dueAt)),
        ...region.deliveryRows.map(({ heldUntil }) => at(heldUntil)),
        ...region.dueItemRows.map(({ dueAt, expiresAt }) => `${at(dueAt)}/${at(expiresAt)}`),
      ],
    ]),
  );
}

test('a region overseas gets its own clock, and what people named an hour for keeps that hour', async () => {
  const location = { ...(await earlier.emptyLocation()), log: silentLog };
  const former = await openDatabase({ ...location, migrations: earlier.migrations('before') });
  await store(former, 'Guadeloupe', ['971']);
  await store(former, 'La Réunion', ['974']);
  await store(former, 'Lointains', ['80', '971']);
  await store(former, 'By hand', ['972'], 'America/Port_of_Spain');
  const before = await hoursOf(former);
  await former.close();

  const database = await openDatabase({ ...location, migrations: earlier.migrations('up to') });
  const after = await hoursOf(database);
  await database.close();
  const past = '2020-10-05T08:00/2020-10-05T22:00';
  const done = '2099-10-05T08:00/2099-10-05T22:00';
  expect(after).toEqual({
    Guadeloupe: [
      ...['America/Guadeloupe', '2099-11-14T04:00', '2099-11-15T04:00', '2099-10-06T22:00', '2099-09-20T13:00'],
      ...['2099-09-16T12:00', '2099-10-05T14:00/2099-10-06T04:00', past, done],
    ],
    'La Réunion': [
      ...['Indian/Reunion', '2099-11-13T20:00', '2099-11-14T20:00', '2099-10-06T14:00', '2099-09-20T05:00'],
      ...['2099-09-16T04:00', '2099-10-05T06:00/2099-10-05T20:00', past, done],
    ],
    Lointains: before.Lointains,
    'By hand': before['By hand'],
  });
  expect(before.Lointains?.[0]).toBe('Europe/Paris');
  // An empty database is set up anew here, rather than copied.
}, 120_000);
