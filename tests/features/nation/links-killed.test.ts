import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/open-database.ts';
import { silentLog } from '../../../src/log.ts';
import type { Person } from '../../../src/playground/person.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../../support/database.ts';
import { eighteen, fileOf } from '../../support/invented-regions.ts';
import { endAll, inDatabase, startProcess } from '../../support/own-process.ts';
import { startWorld, type World } from '../../support/world.ts';
import { type Strange, startStrange, TOKEN } from './linked-bots.ts';

const [a] = eighteen;
if (!a) throw new Error('no regions');
const good = Buffer.from((await fileOf(a)).bytes);

let world: World;
let location: DatabaseLocation;
let people: Readonly<Record<'slack' | 'discord', Person>>;
let strange: Strange;
/** The requests, and the answers as far as they have gone. */
const open: ServerResponse[] = [];

beforeAll(async () => {
  location = await testDatabaseLocation();
  const database = await openDatabase({ ...location, log: silentLog });
  world = await startWorld({ at: '2027-01-20T09:00:00+01:00', database });
  people = { slack: world.person('slack', 'Nadia'), discord: world.person('discord', 'Nour') };
  await world.bot().stop();
  await database.close();
  strange = await startStrange((_, response) => {
    open.push(response);
    response.writeHead(200, { 'content-length': good.length });
    response.write(good.subarray(0, 1_000));
  });
}, 300_000);
afterAll(async () => {
  strange?.close();
  await endAll(world);
});

const begin = () =>
  startProcess(world, location, {
    NATIONAL_COORDINATORS: Object.entries(people)
      .map(([platform, { user }]) => `${platform}:${user.id}`)
      .join(','),
    NATIONAL_BILAN_HOSTS: strange.url,
  });

/** Gives the bot's process the link, as a person does, without waiting for what comes of it. */
async function give({ platform, user, place }: Person): Promise<void> {
  await platform.command(user.id, place, '/nation recevoir');
  await expect.poll(() => platform.form(user.id), { timeout: 30_000 }).not.toBeNull();
  void platform.submit(user.id, { link: `${strange.url}/bilans/${TOKEN}` }).catch(() => {});
}

describe.each(['slack', 'discord'] as const)('the nation’s bot that is killed while it fetches, on %s', (platform) => {
  it('has kept nothing, and takes in the same link once when it is given again', { timeout: 120_000 }, async () => {
    const nadia = people[platform];
    await inDatabase(location, ({ prisma }) => prisma.nationFile.deleteMany({}));
    const before = open.length;
    const first = await begin();
    await give(nadia);
    await expect.poll(() => open.length, { timeout: 30_000 }).toBe(before + 1);
    await first.kill();
    await expect.poll(() => open.at(-1)?.destroyed).toBe(true);
    expect(await inDatabase(location, ({ prisma }) => prisma.nationFile.count())).toBe(0);

    const second = await begin();
    await give(nadia);
    await expect.poll(() => open.length, { timeout: 30_000 }).toBe(before + 2);
    open.at(-1)?.end(good.subarray(1_000));
    await expect.poll(() => nadia.look(), { timeout: 30_000 }).toContain('Région A : version 1 reçue.');
    await second.kill();
    expect(
      await inDatabase(location, ({ prisma }) => prisma.nationFile.findMany({ select: { version: true } })),
    ).toEqual([{ version: 1 }]);
  });
});
