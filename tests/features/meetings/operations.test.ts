import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { answerInvitation, scheduleMeeting } from '../../../src/features/meetings/operations.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-10-01T10:00:00+02:00';
const meeting = {
  title: 'Préparation',
  startsAt: new Date('2026-10-20T14:00:00+02:00'),
  endsAt: null,
  venue: 'Amiens',
  agenda: null,
};

let database: Database;
let work: RegionAtWork;
beforeAll(async () => {
  database = await testDatabase();
  work = await regionAtWork(database);
  await work.person('Cléo', 'coordinator');
});
afterAll(() => database?.close());

it('shows everybody who comes, also when several say so at once', async () => {
  const { meeting: announced } = await work.as('Cléo', NOW, scheduleMeeting, meeting);
  const people = ['Ana', 'Ben', 'Cid'];
  for (const name of people) await work.person(name);
  const answer = { meetingId: announced.id, answer: 'YES' as const };
  await Promise.all(people.map((name) => work.as(name, NOW, answerInvitation, answer)));
  const [shown] = await database.prisma.delivery.findMany({
    where: { key: { startsWith: `meeting:${announced.id}:` } },
    orderBy: { sequence: 'desc' },
  });
  expect(JSON.stringify(shown?.body)).toContain('3 personnes viennent.');
});

it('is not announced where nobody would see it', async () => {
  await database.prisma.installation.updateMany({ data: { announcementsChannel: null } });
  await expect(work.as('Cléo', NOW, scheduleMeeting, meeting)).rejects.toMatchObject({
    id: 'meetings.errors.noChannel',
    values: { command: '/installer' },
  });
});
