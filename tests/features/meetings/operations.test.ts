import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { answerInvitation, moveMeeting, scheduleMeeting } from '../../../src/features/meetings/operations.ts';
import { meetingMarks } from '../../../src/features/meetings/posting.ts';
import { testDatabase } from '../../support/database.ts';
import { renderMarks } from '../../support/marks.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';
import { meeting, NOW } from './preparation.ts';

const people = ['Ana', 'Ben', 'Cid'];

let database: Database;
let work: RegionAtWork;
beforeAll(async () => {
  database = await testDatabase();
  work = await regionAtWork(database);
  await work.person('Cléo', 'coordinator');
  for (const name of people) await work.person(name);
});
afterAll(() => database?.close());

it('shows everybody who comes, also when several say so at once', async () => {
  const { meeting: announced } = await work.as('Cléo', NOW, scheduleMeeting, meeting);
  const answer = { meetingId: announced.id, answer: 'YES' as const };
  await Promise.all(people.map((name) => work.as(name, NOW, answerInvitation, answer)));
  await renderMarks(database, meetingMarks, NOW);
  const [shown] = await database.prisma.delivery.findMany({
    where: { key: { startsWith: `meeting:${announced.id}:` } },
    orderBy: { sequence: 'desc' },
  });
  expect(JSON.stringify(shown?.body)).toContain('3 personnes viennent.');
});

it('says so each time it is moved, also back, and keeps the answers while only the place changes', async () => {
  const { meeting: announced } = await work.as('Cléo', NOW, scheduleMeeting, meeting);
  const { id: meetingId, startsAt } = announced;
  await work.as('Ana', NOW, answerInvitation, { meetingId, answer: 'YES' });
  const elsewhere = { meetingId, startsAt, endsAt: null, venue: 'Beauvais' };
  const { meeting: moved } = await work.as('Cléo', NOW, moveMeeting, elsewhere);
  expect(moved.answers).toHaveLength(1);
  const earlier = new Date('2026-10-06T14:00:00+02:00');
  const { meeting: asked, reminders } = await work.as('Cléo', NOW, moveMeeting, { ...elsewhere, startsAt: earlier });
  expect(asked.answers).toEqual([]);
  // The meeting is less than a week away by now.
  expect(reminders).toEqual([new Date('2026-10-05T10:00:00+02:00'), new Date('2026-10-06T13:00:00+02:00')]);
  const due = {
    where: { subject: { startsWith: meetingId } },
    select: { dueAt: true },
    orderBy: { dueAt: 'asc' },
  } as const;
  // Once it has begun, its messages lose their buttons.
  expect((await database.prisma.dueItem.findMany(due)).map(({ dueAt }) => dueAt)).toEqual([...reminders, earlier]);
  await work.as('Cléo', NOW, moveMeeting, elsewhere);
  expect(await database.prisma.dueItem.findMany(due)).toHaveLength(4);
  const told = { key: { startsWith: `meeting:${meetingId}:moved-` }, editOf: null };
  expect(await database.prisma.delivery.count({ where: told })).toBe(3);
});

it('is not announced where nobody would see it', async () => {
  const { installation } = database.prisma;
  const { announcementsChannel } = await installation.findFirstOrThrow();
  await installation.updateMany({ data: { announcementsChannel: null } });
  await expect(work.as('Cléo', NOW, scheduleMeeting, meeting)).rejects.toMatchObject({
    id: 'meetings.errors.noChannel',
    values: { command: '/installer' },
  });
  await installation.updateMany({ data: { announcementsChannel } });
});
