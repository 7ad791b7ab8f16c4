import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { plain } from '../../support/events.ts';
import { storeOrganisations } from '../../support/many-organisations.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ at: '2026-12-01T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  const { prisma } = world.database;
  await storeOrganisations(world.database, (await prisma.edition.findFirstOrThrow()).id, { to: 301 });
  await prisma.event.updateMany({ data: { decidedAt: new Date('2026-09-10T09:00:00Z') } });
});
afterEach(async () => {
  await world.database.prisma.$executeRawUnsafe('DROP FUNCTION IF EXISTS ends() CASCADE');
  await world.close();
});

const read = (person: Person) =>
  person
    .screen()
    .map(({ text }) => plain(asTyped(text)))
    .join('\n');
const filesOf = (person: Person, extension: string) =>
  person
    .screen()
    .flatMap(({ files }) => files)
    .filter(({ name }) => name.endsWith(extension));
const READING = 'lecture des réponses de 301 événements';

/** Makes whatever is sent with documents fail, as a fault of ours would, until it is mended. */
async function breakDocuments(): Promise<() => Promise<unknown>> {
  const { prisma } = world.database;
  await prisma.$executeRawUnsafe(
    `CREATE FUNCTION ends() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the process ended'; END $$`,
  );
  await prisma.$executeRawUnsafe(
    `CREATE TRIGGER ends BEFORE INSERT ON "Delivery" FOR EACH ROW WHEN (NEW."key" LIKE 'report:%') EXECUTE FUNCTION ends()`,
  );
  return () => prisma.$executeRawUnsafe('DROP FUNCTION ends() CASCADE');
}

describe.each(platformsInTurn())('the bilan of more than 300 events, on %s', (platform) => {
  it('is acknowledged before anything of it is read, and comes when it is made, with what can be done next', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan document');
    expect(plain(coordinator.read())).toContain('Le bilan de 301 événements est en préparation');
    expect(read(coordinator)).toContain(READING);
    expect(filesOf(coordinator, '.md')).toEqual([]);
    // Commands of other people don't wait for it.
    const somebody = world.person(platform, 'Paul');
    await somebody.command('/reunion liste');
    expect(somebody.read()).toContain('réunion');

    coordinator.look();
    await world.bot().schedule.runDue(world.clock.now());
    await world.settle();
    expect(read(coordinator)).not.toContain(READING);
    expect(filesOf(coordinator, '.md').map(({ name }) => name)).toEqual(['bilan-picardie-2026-projet-v1.md']);
    coordinator.look();
    expect(coordinator.sees('Voir ce qui reste')).toBe(true);
    expect(read(coordinator)).toContain('PDF et Word, étape 1 sur 2');
    await world.runDue();
    expect(filesOf(coordinator, '.pdf')).toHaveLength(1);
    expect(read(coordinator)).not.toContain('PDF et Word, étape');
  });

  it('comes once, although two processes make it at once, and one ended before', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan document');
    // The process ends at the last moment: when the files are stored, before anything is sent.
    const mend = await breakDocuments();
    await world.runDue();
    expect(await world.database.prisma.file.count()).toBe(0);
    expect(read(coordinator)).toContain(READING);
    await world.restartBot(async () => {
      await mend();
    });
    const { schedule } = world.bot();
    await Promise.all([schedule.runDue(world.clock.now()), schedule.runDue(world.clock.now())]);
    await world.runDue();
    expect(filesOf(coordinator, '.md')).toHaveLength(1);
    expect(filesOf(coordinator, '.pdf')).toHaveLength(1);
    expect(read(coordinator)).not.toContain(READING);
  });

  it('is made once, however often it is asked for meanwhile', async () => {
    const coordinator = world.coordinator[platform];
    for (const minute of ['00', '01', '02']) {
      world.clock.set(`2026-12-01T09:${minute}:00+01:00`);
      await coordinator.command('/bilan document');
      expect(plain(coordinator.read())).toContain('Le bilan de 301 événements est en préparation');
    }
    await world.runDue();
    expect(filesOf(coordinator, '.md')).toHaveLength(1);
    await world.runDue();
    expect(filesOf(coordinator, '.pdf')).toHaveLength(1);
    expect(read(coordinator)).not.toContain(READING);
    // Asked for afterwards, it is made again.
    world.clock.set('2026-12-01T09:05:00+01:00');
    await coordinator.command('/bilan document');
    await world.runDue();
    expect(filesOf(coordinator, '.md')).toHaveLength(2);
  });

  it('says so where it can’t be made, and isn’t made behind one’s back', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan document');
    const mend = await breakDocuments();
    await world.goTo('2026-12-01T09:20:00+01:00');
    expect(read(coordinator)).not.toContain(READING);
    expect(read(coordinator)).toContain("Le bilan n'a pas pu être préparé");
    await mend();
    await world.goTo('2026-12-01T12:00:00+01:00');
    expect(filesOf(coordinator, '.md')).toEqual([]);
    coordinator.look();
    await coordinator.press('Recevoir le document');
    await world.runDue();
    expect(filesOf(coordinator, '.md')).toHaveLength(1);
  });

  it('comes where it was asked for, though its person was seen elsewhere since', async () => {
    const { prisma } = world.database;
    const coordinator = world.coordinator[platform];
    const elsewhere = world.coordinator[platform === 'slack' ? 'discord' : 'slack'];
    const account = ({ user }: Person) => prisma.identity.findFirstOrThrow({ where: { externalId: user.id } });
    const [{ personId }, { id }] = [await account(coordinator), await account(elsewhere)];
    await prisma.identity.update({ where: { id }, data: { personId } });
    await coordinator.command('/bilan document');
    await elsewhere.command('/reunion liste');
    await world.runDue();
    await world.runDue();
    for (const extension of ['.md', '.pdf']) {
      expect(filesOf(coordinator, extension)).toHaveLength(1);
      expect(filesOf(elsewhere, extension)).toEqual([]);
    }
  });

  it.each([
    ['refused', { status: 'REFUSED' }],
    ['proposed', { status: 'PROPOSED', decidedAt: null }],
  ] as const)('isn’t of one that is only %s', async (_status, data) => {
    const { prisma } = world.database;
    const { id } = await prisma.event.findFirstOrThrow();
    await prisma.event.update({ where: { id }, data });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan document');
    expect(plain(coordinator.read())).toContain('Le bilan part maintenant vers vous');
  });

  it('doesn’t come to who coordinates no longer', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan document');
    await world.database.prisma.teamRole.deleteMany({
      where: { person: { identities: { some: { externalId: coordinator.user.id } } } },
    });
    await world.runDue();
    expect(filesOf(coordinator, '.md')).toEqual([]);
    expect(read(coordinator)).not.toContain(READING);
  });
});
