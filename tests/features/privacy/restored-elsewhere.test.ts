import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataSettingsStore } from '../../../src/access/region/data-settings-store.ts';
import { regionById } from '../../../src/access/region/region-store.ts';
import { noteErased } from '../../../src/database/backup/erased.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { silentLog } from '../../../src/log.ts';
import { eraseAgain } from '../../../src/maintenance/erase-again.ts';
import { testDatabaseLocation } from '../../support/database.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const DAY_MS = 86_400_000;
/** What a copy of the database is called in the names of its backups. */
const COPY = '0badc0de';

describe.each(platformsInTurn())('an erasure that is noted beside backups, of somebody on %s,', (platform) => {
  let world: World;
  let folder: string;
  let personId: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-copies-'));
    const backups = { directory: folder, days: 3, folders: [] };
    const database = await openDatabase({ ...(await testDatabaseLocation()), log: silentLog, backups });
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00', database });
    const marie = world.person(platform, 'Marie Dupont');
    await marie.command('/structure creer', { nom: 'Jardins partagés' });
    ({ personId } = await database.prisma.identity.findFirstOrThrow({ where: { externalId: marie.user.id } }));
  });
  afterEach(async () => {
    await world?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const regionId = async () => (await world.database.prisma.region.findFirstOrThrow()).id;
  const isHere = async () => (await world.database.prisma.person.count({ where: { id: personId } })) > 0;
  const note = async (more: { readonly origin?: string; readonly at?: Date; readonly people?: readonly string[] }) => {
    const { at = world.clock.now(), people = [createHash('sha256').update(personId).digest('hex')], ...rest } = more;
    await noteErased(folder, {
      erasure: randomUUID(),
      region: await regionId(),
      at: at.toISOString(),
      people,
      ...rest,
    });
  };
  const startAgain = () => eraseAgain(world.database, world.clock.now());

  it('in a copy of the database that shares the folder, erases nobody here; noted here, or by an earlier version, it does', async () => {
    const { origin } = world.database.backups;
    expect(origin).toMatch(/^[0-9a-f]{8}$/);
    await note({ origin: COPY });
    await startAgain();
    expect(await isHere()).toBe(true);
    await note({ origin: origin ?? '' });
    await startAgain();
    expect(await isHere()).toBe(false);
  });

  it('by an earlier version, which told no database, erases as before', async () => {
    await note({});
    await startAgain();
    expect(await isHere()).toBe(false);
  });

  it('in the database from which this one was put back, erases them: up to then, and not what was tried there since', async () => {
    const { prisma } = world.database;
    const since = (days: number) => new Date(world.clock.now().getTime() - days * DAY_MS).toISOString();
    const { origin } = world.database.backups;
    const origins = [
      { database: COPY, since: since(30) },
      { database: origin ?? '', since: since(2) },
    ];
    await prisma.region.updateMany({ data: { origins } });
    await note({ origin: COPY, at: new Date(since(1)) });
    await startAgain();
    expect(await isHere()).toBe(true);
    await note({ origin: COPY, at: new Date(since(3)) });
    await startAgain();
    expect(await isHere()).toBe(false);
  });

  it('is known as its own once a restored database has started here', async () => {
    const { prisma } = world.database;
    const moved = [{ database: COPY, since: '2026-09-01T00:00:00.000Z' }];
    await prisma.region.updateMany({ data: { origins: moved } });
    await world.restartBot();
    expect((await prisma.region.findFirstOrThrow()).origins).toEqual([
      ...moved,
      { database: world.database.backups.origin, since: world.clock.now().toISOString() },
    ]);
  });

  it('of nobody who is here is stored anew only where the purge has not yet been there since its term', async () => {
    const { database } = world;
    const nobody = ['0'.repeat(64)];
    await note({ at: new Date(world.clock.now().getTime() - 400 * DAY_MS), people: nobody });
    const region = await regionById(database, await regionId());
    if (region === null) throw new Error('no region');
    await inTransaction(database, (tx) => {
      const now = world.clock.now();
      return dataSettingsStore({ tx, region, now }).notePurged(1, now);
    });
    await startAgain();
    expect(await database.prisma.erasure.count()).toBe(0);
    // A backup that is as old holds them, and their erasure is done again.
    await note({ at: new Date(world.clock.now().getTime() - 400 * DAY_MS) });
    await startAgain();
    expect(await isHere()).toBe(false);

    await note({ at: new Date(world.clock.now().getTime() - 300 * DAY_MS), people: nobody });
    const before = await database.prisma.erasure.count();
    await startAgain();
    expect(await database.prisma.erasure.count()).toBe(before + 1);
  });
});
