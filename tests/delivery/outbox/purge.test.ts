import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { dueHandlers } from '../../../src/composition.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { silentLog } from '../../../src/log.ts';
import type { Person } from '../../../src/playground/person.ts';
import { planPurge } from '../../../src/schedule/purge.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';
import { copies, member } from '../../support/announcements.ts';
import { runsOnServer, testDatabase } from '../../support/database.ts';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, answersOf, launch } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

const NOW = new Date('2027-03-01T10:00:00+01:00');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

/** Ticks until nothing is due. Returns how many ticks it takes. */
async function purgeAll({ database }: Pick<World, 'database'>, now: Date): Promise<number> {
  for (const region of await database.prisma.region.findMany()) {
    await inTransaction(database, (tx) => planPurge({ tx, region: { ...region, locale: 'fr' }, now }));
  }
  const schedule = createSchedule(database, dueHandlers, silentLog);
  let ticks = 0;
  while ((await schedule.runDue(now)) > 0) ticks += 1;
  return ticks;
}

describe('what was sent', () => {
  test('loses its edits after a week and its words after three months, in small steps; nothing that waits does', async () => {
    const database = await testDatabase();
    const { prisma } = database;
    const { id: regionId } = await prisma.region.create({ data: { name: 'Picardie', createdAt: NOW } });
    const { id: elsewhere } = await prisma.region.create({ data: { name: 'Ailleurs', createdAt: NOW } });
    const target = { kind: 'channel', platform: 'slack', channel: 'C1' };
    const row = { regionId, platform: 'slack', target, body: { blocks: [] }, refs: [{ id: '1' }] } as const;
    const rows = (name: string, count: number, more: object) =>
      Array.from({ length: count }, (_, index) => ({ ...row, key: `${name}:${index}`, ...more }));
    const sent = { status: 'SENT', createdAt: daysAgo(91) } as const;
    await prisma.delivery.createMany({
      data: [
        ...rows('old', 1_200, sent),
        ...rows('refused', 2, { ...sent, status: 'REFUSED' }),
        ...rows('waits', 2, { ...sent, status: 'PENDING' }),
        ...rows('unsettled', 2, { ...sent, status: 'SENDING' }),
        ...rows('young', 2, { ...sent, createdAt: daysAgo(89) }),
        ...rows('old#edit', 1_100, { ...sent, createdAt: daysAgo(8), editOf: 'old:1' }),
        ...rows('waits#edit', 2, { ...sent, status: 'PENDING', createdAt: daysAgo(8), editOf: 'old:1' }),
        ...rows('young#edit', 2, { ...sent, createdAt: daysAgo(6), editOf: 'old:1' }),
      ] as never,
    });
    const counts = async () => {
      const found = await prisma.$queryRaw<{ name: string; all: number; bodies: number; refs: number }[]>`
        SELECT split_part("key", ':', 1) AS "name", count(*)::int AS "all", count("body")::int AS "bodies",
          count("refs")::int AS "refs" FROM "Delivery" GROUP BY 1`;
      return Object.fromEntries(found.map(({ name, all, bodies, refs }) => [name, [all, bodies, refs]]));
    };
    await prisma.delivery.create({ data: { ...row, ...sent, regionId: elsewhere, key: 'elsewhere:0' } });
    // 1 200 words go in three steps of 500.
    expect(await purgeAll({ database }, NOW)).toBe(3);
    expect(await counts()).toEqual({
      old: [1_200, 0, 1_200],
      refused: [2, 0, 2],
      waits: [2, 2, 2],
      unsettled: [2, 2, 2],
      young: [2, 2, 2],
      'waits#edit': [2, 2, 2],
      'young#edit': [2, 2, 2],
      elsewhere: [1, 0, 1],
    });
    await database.close();
  });

  test.skipIf(runsOnServer())('doesn’t make the embedded database grow, however often it is changed', async () => {
    const database = await testDatabase();
    const { prisma } = database;
    const { id: regionId } = await prisma.region.create({ data: { name: 'Picardie', createdAt: NOW } });
    const body = { blocks: [{ kind: 'text', text: 'mot '.repeat(100) }] };
    const row = { regionId, platform: 'slack', target: {}, body, status: 'PENDING', createdAt: NOW } as const;
    const data = Array.from({ length: 1_000 }, (_, index) => ({ ...row, key: `k:${index}` }));
    await prisma.delivery.createMany({ data });
    const night = async () => {
      // Every row becomes four.
      for (let time = 0; time < 4; time += 1)
        await prisma.delivery.updateMany({ data: { attempts: { increment: 1 } } });
      await database.upkeep.run();
      const [size] = await prisma.$queryRaw<{ pages: number; rows: number }[]>`
        SELECT (pg_relation_size('"Delivery"') / 8192)::int AS "pages", reltuples::int AS "rows" FROM pg_class
        WHERE relname = 'Delivery'`;
      return size ?? { pages: 0, rows: 0 };
    };
    const first = await night();
    expect(first.rows).toBe(1_000);
    for (let nights = 0; nights < 3; nights += 1) await night();
    expect((await night()).pages).toBeLessThanOrEqual(first.pages);
    await database.close();
  });

  test.skipIf(runsOnServer())('the embedded database is tidied at the start of the bot and every night', async () => {
    // Nothing is tidied without a region, so whatever is purged later is purged because of what follows.
    const world = await startWorld({ ticks: true, region: false });
    const { prisma } = world.database;
    const counted = async () => {
      const [row] = await prisma.$queryRaw<{ rows: number }[]>`
        SELECT reltuples::int AS "rows" FROM pg_class WHERE relname = 'Installation'`;
      return row?.rows;
    };
    const { id: regionId } = await prisma.region.create({ data: { name: 'Ailleurs', createdAt: world.clock.now() } });
    const elsewhere = (platform: string) => ({ regionId, platform, team: 'ELSEWHERE', installedAt: world.clock.now() });
    await prisma.installation.createMany({ data: [elsewhere('slack'), elsewhere('discord')] });
    await world.runDue();
    expect(await counted()).not.toBe(2);
    await world.restartBot();
    await world.runDue();
    await expect.poll(counted, { timeout: 30_000 }).toBe(2);
    // Each table is counted twice a run: what changes between the two would be counted too soon.
    await world.database.upkeep.run();
    await prisma.installation.deleteMany({ where: { platform: 'discord' } });
    await world.goTo('2026-09-16T03:29:00+02:00');
    expect(await counted()).toBe(2);
    await world.goTo('2026-09-16T03:31:00+02:00');
    await expect.poll(counted, { timeout: 30_000 }).toBe(1);
    await world.close();
  });
});

describe.each(platformsInTurn())('after the words of what was sent are gone, on %s', (platform) => {
  let world: World;
  let ana: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
    ana = await member(world, platform, 'Ana', 'Le Fournil', 'Amiens');
  });
  afterAll(() => world?.close());

  /** Lets a hundred days pass: everything that was sent loses its words. */
  async function later(): Promise<void> {
    const { prisma } = world.database;
    const before = await prisma.delivery.count({ where: { editOf: null } });
    expect(before).toBeGreaterThan(0);
    world.clock.set(new Date(world.clock.now().getTime() + 100 * 86_400_000));
    await purgeAll(world, world.clock.now());
    await world.settle();
    const [left] = await prisma.$queryRaw<{ bodies: number; edits: number }[]>`
      SELECT count("body")::int AS "bodies", count("editOf")::int AS "edits" FROM "Delivery"
      WHERE "createdAt" < ${world.clock.now()}::timestamptz - interval '95 days'`;
    expect(left).toEqual({ bodies: 0, edits: 0 });
  }

  it('an old announcement is corrected on every copy, and taken back', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/annonce diffuser', { texte: 'Venez nombreux' });
    await coordinator.choose("Où l'envoyer", 'salons', 'messages privés');
    await coordinator.press('Diffuser maintenant');
    await world.runDue();
    const { length } = copies(ana, 'Venez nombreux');
    expect(length).toBeGreaterThan(0);
    await later();
    await coordinator.press('Corriger le texte', { in: 'Venez nombreux' });
    await coordinator.fill({ text: 'Venez tous' });
    await coordinator.press('Appliquer partout');
    await world.runDue();
    expect(copies(ana, 'Venez nombreux')).toHaveLength(0);
    expect(copies(ana, 'Venez tous')).toHaveLength(length);
    await coordinator.press("Retirer l'annonce", { in: 'Venez tous' });
    await coordinator.press("Retirer l'annonce", { in: 'seront effacés' });
    await world.runDue();
    expect(copies(ana, 'Venez tous')).toHaveLength(0);
  });

  it('an answer typed where an old question stands counts for it, and changes the tally', async () => {
    const coordinator = world.coordinator[platform];
    const organisationId = (await world.database.prisma.organisation.findFirstOrThrow()).id;
    const startsAt = new Date(world.clock.now().getTime() + 86_400_000).toISOString();
    const eventId = await acceptedEvent(world, { organisationId, by: ana, title: 'Portes ouvertes', startsAt });
    // A channel is told how many came once three have said it.
    const others = [];
    for (const name of ['Bea', 'Cid']) {
      const by = await member(world, platform, name, `Le Moulin de ${name}`, 'Amiens');
      const { id } = await world.database.prisma.organisation.findFirstOrThrow({
        where: { name: `Le Moulin de ${name}` },
      });
      await acceptedEvent(world, { organisationId: id, by, title: `Visite de ${name}`, startsAt });
      others.push({ by, title: `Visite de ${name}` });
    }
    await coordinator.command('/chiffres afficher');
    await launch(coordinator, '31 décembre 2027');
    await world.goTo(new Date(Date.parse(startsAt) + 30 * 3_600_000));
    // On Discord one questionnaire is open at a time in a thread, and that of the organisation was there first.
    await ana.command('/questionnaire repondre');
    await ana.press('Répondre : Portes ouvertes');
    await ana.press('Oui', { in: 'a-t-il eu lieu' });
    for (const { by, title } of others) {
      await by.command('/questionnaire repondre');
      await by.press(`Répondre : ${title}`);
      await by.press('Oui', { in: 'a-t-il eu lieu' });
      await by.say('32', 'Combien de personnes sont venues');
    }
    await later();
    await ana.say('une soixantaine', 'Combien de personnes sont venues');
    await world.settle();
    expect(ana.read()).toContain('→ environ 60 (« une soixantaine »)');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 60 } });
    await world.runDue();
    const tallies = coordinator.screen().filter(({ text }) => text.includes('📊'));
    expect(tallies).toHaveLength(1);
    expect(plain(tallies[0]?.text ?? '')).toMatch(/Personnes venues : .*\b124 \(3 événements renseignés/);
  });
});
