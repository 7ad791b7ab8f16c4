import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { kitJobs } from '../../../src/features/kits/jobs.ts';
import { publishKit } from '../../../src/features/kits/operations.ts';
import { silentLog } from '../../../src/log.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';
import { emptyDatabase, testDatabaseLocation } from '../../support/database.ts';
import { openEdition, plain } from '../../support/events.ts';
import { logo } from '../../support/kit-files.ts';
import { kitFile, storeOrganisations } from '../../support/many-organisations.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { onRecordedDatabase } from '../../support/recorded-database.ts';
import { regionAtWork } from '../../support/region-at-work.ts';
import { runScript } from '../../support/script-run.ts';
import type { Recording } from '../../support/statements.ts';

const NOW = '2026-09-15T10:00:00+02:00';

describe.each(platformsInTurn())('a kit for more organisations than one step serves, published on %s', (platform) => {
  it('shows how far it has come, also after a restart, until each has it once', async () => {
    const { world, coordinator } = await openEdition(platform);
    const { id } = await world.database.prisma.edition.findFirstOrThrow();
    await storeOrganisations(world.database, id, { to: 255, without: true });
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo], note: 'Le logo' });
    expect(coordinator.read()).toContain('Cette version est pour 255 structures');
    await coordinator.press('Publier et envoyer');
    expect(coordinator.read()).toContain('Elle part maintenant vers 255 structures.');
    expect(coordinator.read()).toContain('Un message privé vous montre où cela en est.');
    const told = () => coordinator.screen().filter(({ text }) => /l.envoi de la version 1 du kit/i.test(text));
    expect(told().map(({ text }) => plain(text))).toEqual([expect.stringMatching(/Je prépare.*250 sur 255/s)]);
    await coordinator.command('/kit suivi');
    expect(coordinator.read()).toMatch(/Structure 99\b/);
    await world.restartBot();
    await world.runDue();
    expect(told().map(({ text }) => plain(text))).toEqual([expect.stringContaining('est préparé pour 255 structures')]);
    const kits = await world.database.prisma.delivery.findMany({ where: { key: { startsWith: 'kit:' } } });
    expect(new Set(kits.map(({ key }) => key)).size).toBe(255);
    expect(await world.database.prisma.kitReceipt.count()).toBe(255);
    await world.close();
  }, 120_000);
});

describe('a kit for many organisations', () => {
  let recording: Recording;
  let database: Database;
  onRecordedDatabase((given) => {
    ({ database, recording } = given);
  });

  async function region(organisations: number, on = database) {
    const work = await regionAtWork(on);
    await work.person('Claire', 'coordinator');
    const editionId = await work.edition(2026);
    await storeOrganisations(on, editionId, { to: organisations });
    const files = [await kitFile(on, work.region.id, NOW)];
    return { editionId, publish: (now = NOW) => work.as('Claire', now, publishKit, { files, note: null }) };
  }
  const runDue = (now = NOW) => createSchedule(database, kitJobs, silentLog).runDue(new Date(now));
  const copies = () =>
    database.prisma.delivery.findMany({ where: { key: { startsWith: 'kit:' } }, orderBy: { sequence: 'asc' } });
  const progress = async () =>
    JSON.stringify(
      (await database.prisma.delivery.findFirst({ where: { key: { startsWith: 'kit-progress:' } } }))?.body,
    );

  it('is published, and goes on, in as many statements for two thousand as for six hundred', async () => {
    const statements = async (organisations: number) => {
      const { publish } = await region(organisations);
      recording.taken();
      await publish();
      const publishing = recording.taken().length;
      expect(await copies()).toHaveLength(250);
      // One look takes two steps.
      await runDue();
      const steps = recording.taken().length;
      await emptyDatabase(database);
      return { publishing, steps };
    };
    await statements(600);
    const some = await statements(800);
    expect(some.publishing).toBeGreaterThan(20);
    expect(await statements(2_000)).toEqual(some);
  }, 60_000);

  it('goes to those who joined meanwhile, not to those who left, and nowhere once a newer version is out', async () => {
    const { editionId, publish } = await region(800);
    await publish();
    const last = await database.prisma.event.findFirstOrThrow({ where: { number: 800 } });
    await database.prisma.event.update({ where: { id: last.id }, data: { status: 'CANCELLED' } });
    await runDue();
    expect(await copies()).toHaveLength(750);
    expect(await progress()).toContain('750 sur 800');
    await publish('2026-09-15T10:00:30+02:00');
    await storeOrganisations(database, editionId, { from: 801, to: 803 });
    for (let look = 0; look < 3; look += 1) await runDue('2026-09-15T10:01:00+02:00');
    const keys = (await copies()).map(({ key }) => key.split(':'));
    expect(keys.map(([, , organisation]) => organisation)).not.toContain(last.organisationId);
    const [first, second] = await database.prisma.kit.findMany({ orderBy: { version: 'asc' } });
    expect(keys.filter(([, kit]) => kit === first?.id)).toHaveLength(750);
    expect(keys.filter(([, kit]) => kit === second?.id)).toHaveLength(799);
    expect(await progress()).toContain('ne prépare plus');
  }, 60_000);

  it('published in the night waits for the morning, all of it', async () => {
    const { publish } = await region(300);
    const night = '2026-09-15T23:00:00+02:00';
    const { leaves } = await publish(night);
    expect(leaves).toMatchObject({ now: 0, held: 300, until: new Date('2026-09-16T08:00:00+02:00') });
    await runDue(night);
    expect((await copies()).map(({ heldUntil }) => heldUntil?.toISOString())).toEqual(
      Array.from({ length: 300 }, () => '2026-09-16T06:00:00.000Z'),
    );
  });

  it('whoever belongs to several organisations gets two of them, and the others once the week has room', async () => {
    const { publish, editionId } = await region(5);
    const { personId, regionId } = await database.prisma.membership.findFirstOrThrow();
    const requestedAt = new Date(NOW);
    await database.prisma.membership.deleteMany({ where: { personId: { not: personId } } });
    const others = await database.prisma.organisation.findMany({ where: { memberships: { none: {} } } });
    for (const { id: organisationId } of others) {
      await database.prisma.membership.create({
        data: { regionId, personId, organisationId, status: 'ACTIVE', requestedAt },
      });
    }
    expect(await database.prisma.event.count({ where: { editionId } })).toBe(5);
    expect((await publish()).waiting).toHaveLength(3);
    expect(await copies()).toHaveLength(2);
    const areTaken = (at: string) =>
      database.prisma.delivery.updateMany({
        where: { key: { startsWith: 'kit:' }, status: 'PENDING' },
        data: { status: 'SENT', sentAt: new Date(at) },
      });
    await areTaken(NOW);
    await runDue('2026-09-22T10:00:00+02:00');
    expect(await copies()).toHaveLength(4);
    await areTaken('2026-09-22T10:00:00+02:00');
    await runDue('2026-09-29T10:00:00+02:00');
    expect(await copies()).toHaveLength(5);
  });
});

it('a kit reaches each organisation once, when the process is killed in the middle of a step', async () => {
  const location = await testDatabaseLocation();
  const inDatabase = async <T>(look: (database: Database) => Promise<T>): Promise<T> => {
    const database = await openDatabase({ ...location, log: silentLog });
    return look(database).finally(() => database.close());
  };
  await inDatabase(async (database) => {
    const work = await regionAtWork(database);
    await work.person('Claire', 'coordinator');
    await storeOrganisations(database, await work.edition(2026), { to: 1_000 });
    await work.as('Claire', NOW, publishKit, { files: [await kitFile(database, work.region.id, NOW)], note: null });
  });
  const sender = (killedIn: number) =>
    runScript(join(import.meta.dirname, 'killed.ts'), JSON.stringify(location), String(killedIn)).exit;
  expect((await sender(2)).code).toBeNull();
  const count = () => inDatabase(({ prisma }) => prisma.delivery.count({ where: { key: { startsWith: 'kit:' } } }));
  expect(await count()).toBe(500);
  expect((await sender(1)).code).toBeNull();
  expect(await count()).toBe(500);
  expect(await sender(0)).toEqual({ code: 0, output: '' });
  await inDatabase(async ({ prisma }) => {
    const kits = await prisma.delivery.findMany({ where: { key: { startsWith: 'kit:' } } });
    expect(new Set(kits.map(({ target }) => JSON.stringify(target))).size).toBe(1_000);
    expect(kits).toHaveLength(1_000);
    expect(await prisma.kitReceipt.count()).toBe(1_000);
    const told = await prisma.delivery.findFirstOrThrow({ where: { key: { startsWith: 'kit-progress:' } } });
    expect(JSON.stringify(told.body)).toContain('est préparé');
  });
}, 120_000);
