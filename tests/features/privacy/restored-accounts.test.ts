import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { regionById } from '../../../src/access/region/region-store.ts';
import { ERASED_FILE, noteErased } from '../../../src/database/backup/erased.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { purgeAccountLinks } from '../../../src/features/people/jobs.ts';
import { silentLog } from '../../../src/log.ts';
import { eraseAgain } from '../../../src/maintenance/erase-again.ts';
import type { Person } from '../../../src/playground/person.ts';
import { testDatabaseLocation } from '../../support/database.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const DAY_MS = 86_400_000;
const mark = (id: string) => createHash('sha256').update(id).digest('hex');

describe.each(platformsInTurn())('two accounts, of which one is on %s, in a backup that is put back', (platform) => {
  let world: World;
  let folder: string;
  let here: Person;
  let there: Person;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-accounts-'));
    const backups = { directory: folder, days: 3, folders: [] };
    const database = await openDatabase({ ...(await testDatabaseLocation()), log: silentLog, backups });
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00', database });
    here = world.person(platform, 'Lucie Bernard');
    there = world.person(other[platform], 'Lucie Bernard');
    await here.command('/structure creer', { nom: 'Atelier vélo' });
    await there.command('/structure creer', { nom: 'Le Fournil' });
  });
  afterEach(async () => {
    await world?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const account = ({ user }: Person) =>
    world.database.prisma.identity.findFirst({ where: { externalId: user.id }, include: { person: true } });
  const known = async (person: Person) => {
    const found = await account(person);
    if (found === null) throw new Error('nobody');
    return found;
  };
  const regionNow = async () => {
    const { id } = await world.database.prisma.region.findFirstOrThrow();
    const region = await regionById(world.database, id);
    if (region === null) throw new Error('no region');
    return region;
  };

  async function link(): Promise<void> {
    await there.command('/profil lier');
    const code = /\b[2-9A-Z]{8}\b/.exec(there.read())?.[0] ?? '';
    await here.command('/profil lier', { code });
    await here.press('Réunir');
    await there.press("C'est bien moi");
    await world.runDue();
  }

  /** Notes, beside the backups, the erasure of whoever had these rows. */
  async function noteOf(...ids: readonly string[]): Promise<void> {
    const mine = { erasure: randomUUID(), region: (await regionNow()).id, at: world.clock.now().toISOString() };
    await noteErased(folder, { ...mine, people: ids.map(mark) });
  }

  it('from before they became one are both erased again, long after they did', async () => {
    const { prisma } = world.database;
    const before = [await known(here), await known(there)];
    await link();
    const region = await regionNow();
    const later = new Date(world.clock.now().getTime() + 40 * DAY_MS);
    for (let left = true; left; ) {
      left = await inTransaction(world.database, (tx) => purgeAccountLinks({ tx, region, now: later }, 500));
    }
    expect(await prisma.accountLink.count()).toBe(0);
    await here.command('/profil donnees');
    await here.press('Tout effacer');
    await here.press('Effacer pour toujours');
    await world.runDue();
    const [line = ''] = readFileSync(join(folder, ERASED_FILE), 'utf8').split('\n');
    for (const { externalId, id, name } of before)
      for (const told of [externalId, id, name]) expect(line).not.toContain(told);
    expect(JSON.parse(line)).toMatchObject({ origin: world.database.backups.origin });

    await prisma.erasure.deleteMany();
    for (const { person, ...identity } of before) {
      await prisma.person.create({ data: person });
      await prisma.identity.create({ data: identity });
    }
    await eraseAgain(world.database, world.clock.now());
    expect(await prisma.identity.count({ where: { id: { in: before.map(({ id }) => id) } } })).toBe(0);
    expect(await prisma.person.count({ where: { id: { in: before.map(({ personId }) => personId) } } })).toBe(0);
  });

  it.each(['kept', 'gone'] as const)(
    'of when they were one are parted, and the one that was erased after they had been parted goes alone: the one that was %s',
    async (which) => {
      const { prisma } = world.database;
      const [mine, theirs] = [await known(here), await known(there)];
      await link();
      const { keptId } = await prisma.accountLink.findFirstOrThrow();
      const isKept = mine.personId === keptId;
      const [erased, stays] = isKept === (which === 'kept') ? [mine, theirs] : [theirs, mine];
      await noteOf(erased.personId, erased.id);
      // The link can't be undone any more by now, but it is still there.
      world.clock.set(new Date(world.clock.now().getTime() + 40 * DAY_MS));
      await eraseAgain(world.database, world.clock.now());
      expect(await prisma.identity.findMany({ where: { name: 'Lucie Bernard' } })).toMatchObject([
        { id: stays.id, personId: stays.personId, externalId: stays.externalId },
      ]);
      const organisation = stays === mine ? 'Atelier vélo' : 'Le Fournil';
      expect(
        await prisma.membership.findMany({ where: { personId: stays.personId }, select: { organisation: true } }),
      ).toMatchObject([{ organisation: { name: organisation } }]);
      expect(await prisma.person.count({ where: { id: erased.personId } })).toBe(0);
      expect(await prisma.erasure.count()).toBe(2);
    },
  );

  it('that nothing tells how to part stay, rather than that somebody goes who asked for nothing', async () => {
    const { prisma } = world.database;
    const mine = await known(here);
    await link();
    await prisma.linkedRow.deleteMany();
    await prisma.identity.updateMany({ data: { linkId: null } });
    await prisma.accountLink.deleteMany();
    await noteOf(mine.personId, mine.id);
    await eraseAgain(world.database, world.clock.now());
    expect(await account(here)).not.toBeNull();
    expect(await account(there)).not.toBeNull();
    expect(await prisma.erasure.count()).toBe(0);
  });
});
