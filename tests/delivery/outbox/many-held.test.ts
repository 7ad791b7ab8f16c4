import { expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { heldJobs } from '../../../src/delivery/outbox/held.ts';
import { type StillMeant, sendAll } from '../../../src/delivery/outbox/index.ts';
import { silentLog } from '../../../src/log.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';
import { emptyDatabase } from '../../support/database.ts';
import { storeOrganisations } from '../../support/many-organisations.ts';
import { onRecordedDatabase } from '../../support/recorded-database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';
import { longestTransaction, type Recording } from '../../support/statements.ts';
import { say } from '../setting.ts';

const AT_NIGHT = '2026-11-16T23:00:00+01:00';
const MORNING = '2026-11-17T08:00:00+01:00';

let recording: Recording;
let database: Database;
onRecordedDatabase((given) => {
  ({ database, recording } = given);
});

/** Stores as many messages as there are people, in the night. */
async function heldForAll(people: number): Promise<RegionAtWork> {
  const work = await regionAtWork(database);
  await storeOrganisations(database, await work.edition(2026), { to: people });
  const all = await database.prisma.person.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  const letters = all.map(({ id }, index) => ({
    key: `kit:${index}`,
    target: { kind: 'private', platform: 'slack', users: [`U${index}`] } as const,
    message: say('Bonjour'),
    consent: { unasked: 'kit', personId: id } as const,
    readAs: 'themselves' as const,
  }));
  await work.within(AT_NIGHT, (scope) => sendAll(scope, letters));
  return work;
}

const look = (kit: StillMeant) =>
  createSchedule(database, heldJobs({ stillMeant: { kit }, passOn: {} }), silentLog).runDue(new Date(MORNING));
const asItIs: StillMeant = async (_scope, { message }) => message;
const leaving = () => database.prisma.delivery.count({ where: { heldUntil: null } });

it('what waited for the morning leaves in steps, each of as many statements, and holds nobody up', async () => {
  const transactions = async (people: number) => {
    const work = await heldForAll(people);
    recording.taken();
    let isOver = false;
    const all = look(asItIs).then(() => {
      isOver = true;
    });
    await work.within(MORNING, ({ tx }) => Promise.resolve(tx));
    expect(isOver).toBe(false);
    await all;
    expect(await leaving()).toBe(people);
    const longest = longestTransaction(recording.taken());
    await emptyDatabase(database);
    return longest;
  };
  await transactions(30);
  const few = await transactions(50);
  expect(few).toBeGreaterThan(30);
  expect(await transactions(200)).toBeLessThanOrEqual(few);
});

it('one of many that fails holds up none of the others, and leaves later', async () => {
  await heldForAll(40);
  await look(async (_scope, { key, message }) => {
    if (key === 'kit:7') throw new Error('it fails');
    return message;
  });
  expect(await leaving()).toBe(39);
  await look(asItIs);
  expect(await leaving()).toBe(40);
});
