import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { actorOf } from '../../../src/access/actor/actor-store.ts';
import type { Database } from '../../../src/database/database.ts';
import { answerInvitation, moveMeeting, scheduleMeeting } from '../../../src/features/meetings/operations.ts';
import { meetingStore } from '../../../src/features/meetings/store.ts';
import { runsOnServer, testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';
import { meeting, NOW } from './preparation.ts';

/** How long a busy server may take. */
const PATIENTLY = { timeout: 20_000 };

let database: Database;
let work: RegionAtWork;
beforeAll(async () => {
  database = await testDatabase();
  work = await regionAtWork(database);
  await work.person('Cléo', 'coordinator');
});
afterAll(() => database?.close());

// The embedded database does one transaction after the other.
it.runIf(runsOnServer())('a meeting that is being moved tells whoever answers meanwhile its new date', async () => {
  const { meeting: announced } = await work.as('Cléo', NOW, scheduleMeeting, meeting);
  const meetingId = announced.id;
  const startsAt = new Date('2026-10-27T14:00:00+01:00');
  const user = { platform: 'slack', id: 'Cléo', team: 'T', name: 'Cléo', locale: 'fr', administrator: null } as const;
  const actor = await actorOf(database, { region: work.region }, user, new Date(NOW));
  await work.person('Dan');
  const areWaiting = async () => {
    const rows = await database.prisma.$queryRaw<unknown[]>`SELECT 1 FROM pg_locks WHERE NOT "granted"`;
    return rows.length > 0;
  };
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let isMoved = false;
  const moving = work.within(NOW, async (scope) => {
    await moveMeeting.run({ ...scope, actor }, { meetingId, startsAt, endsAt: null, venue: 'Amiens' });
    isMoved = true;
    await held;
  });
  await vi.waitFor(() => expect(isMoved).toBe(true), PATIENTLY);
  let isDone = false;
  const answering = work.as('Dan', NOW, answerInvitation, { meetingId, answer: 'YES' }).finally(() => {
    isDone = true;
  });
  await vi.waitFor(async () => expect(isDone || (await areWaiting())).toBe(true), PATIENTLY);
  commit();
  await moving;
  expect((await answering).startsAt).toEqual(startsAt);
  const shown = await work.within(NOW, (scope) => meetingStore(scope).byId(meetingId));
  expect(shown?.answers).toHaveLength(1);
});
