import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import type { Person } from '../../../src/playground/person.ts';
import { planPurge } from '../../../src/schedule/purge.ts';
import { copies } from '../../support/announcements.ts';
import { both } from '../../support/events.ts';
import { movedByHand } from '../../support/moved-by-hand.ts';
import { startWorld, type World } from '../../support/world.ts';
import { messagesNaming, tablesNaming } from './traces.ts';

const NAME = 'Marie Dupont';
const DAY_MS = 86_400_000;
const OLD = 'je ne sais plus qui ils nomment';

describe.each(both)('messages whose words are no longer stored, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let marie: Person;
  const clock = movedByHand();
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00', protocolClock: clock });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    marie = world.person(platform, NAME);
    await marie.command('/structure creer', { nom: 'Jardins partagés' });
    for (const texte of ['Le 12, MARIE DUPONT vous accueille', 'Le 13, Marie-Lou Dupont vous accueille']) {
      await coordinator.command('/annonce diffuser', { texte });
      await coordinator.choose("Où l'envoyer", 'salons');
      await coordinator.press('Diffuser maintenant');
    }
    await world.runDue();
    // What they say goes after ninety days.
    await world.goTo(new Date(world.clock.now().getTime() + 100 * DAY_MS));
    for (const region of await world.database.prisma.region.findMany()) {
      const scope = { region: { ...region, locale: 'fr' as const }, now: world.clock.now() };
      await inTransaction(world.database, (tx) => planPurge({ tx, ...scope }));
    }
    await world.runDue();
  });
  afterAll(() => world?.close());

  const wordless = () =>
    world.database.prisma.delivery.findMany({
      where: { names: { isEmpty: false }, editOf: null },
      select: { names: true },
    });

  it('are known by the accounts of those whom they name alone, and are taken back while the platform comes and goes', async () => {
    expect(copies(coordinator, 'MARIE DUPONT vous accueille').length).toBeGreaterThan(0);
    const kept = copies(coordinator, 'Marie-Lou Dupont').length;
    expect(kept).toBeGreaterThan(0);
    const accounts = await world.database.prisma.identity.findMany({ select: { id: true } });
    const known = new Set(accounts.map(({ id }) => id));
    const noted = await wordless();
    expect(noted.length).toBeGreaterThan(0);
    expect(noted.flatMap(({ names }) => names).every((one) => known.has(one))).toBe(true);
    expect(
      (await tablesNaming(world, [NAME])).filter((row) => row.startsWith('Delivery') && row.includes('accueille')),
    ).toEqual([]);

    const isUnavailable = { kind: 'status', status: 503, times: 10_000 } as const;
    world.slack.fault({ ...isUnavailable, method: /^chat\.(delete|update)$/ });
    const fault = world.discord.fault({ ...isUnavailable, path: /\/messages\/\d+$/ });
    await marie.command('/profil donnees');
    await marie.press('Tout effacer');
    expect(marie.read()).toContain("dont je n'ai plus le texte, disparaissent en entier");
    await marie.press('Effacer pour toujours');
    await world.runDue();
    expect(copies(coordinator, 'MARIE DUPONT').length).toBeGreaterThan(0);
    await marie.press('Où en est-ce ?');
    expect(marie.read()).toContain('Il reste à retirer ou à corriger');

    world.slack.clearFaults();
    fault.cancel();
    clock.skipTo(clock.now() + DAY_MS);
    // From here on the bot goes by the platforms' clock, on which what was put off has long been due.
    await world.restartBot(undefined, { limited: true });
    await world.goTo(new Date(world.clock.now().getTime() + 10 * 60_000));
    await world.goTo(new Date(world.clock.now().getTime() + 10 * 60_000));
    expect(messagesNaming(world, [NAME, NAME.toUpperCase(), marie.user.id])).toEqual([]);
    expect(copies(coordinator, 'Marie-Lou Dupont')).toHaveLength(kept);
    await marie.press('Où en est-ce ?');
    expect(marie.read()).toContain('Tout est terminé');
    expect(marie.read()).not.toContain(OLD);
    expect((await tablesNaming(world, [NAME])).filter((row) => !/^(Person|Identity|Conversation)/.test(row))).toEqual(
      [],
    );
  });

  it('from before they were known so are told, and so are those that are as old as an edition that goes', async () => {
    const { prisma } = world.database;
    const zoe = world.person(platform, 'Zoé Martin');
    await zoe.command('/profil donnees');
    await zoe.press('Tout effacer');
    await zoe.press('Effacer pour toujours');
    expect(zoe.read()).not.toContain(OLD);
    const [{ id } = { id: '' }] = await prisma.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Delivery" WHERE "editOf" IS NULL AND "body" IS NULL AND "refs" IS NOT NULL LIMIT 1`;
    await prisma.$executeRaw`UPDATE "Delivery" SET "names" = NULL WHERE "id" = ${id}::uuid`;
    await zoe.press('Où en est-ce ?');
    expect(zoe.read()).toContain(OLD);
    await prisma.$executeRaw`UPDATE "Delivery" SET "names" = '{}' WHERE "id" = ${id}::uuid`;
    await zoe.press('Où en est-ce ?');
    expect(zoe.read()).not.toContain(OLD);
    await prisma.region.updateMany({ data: { createdAt: new Date(world.clock.now().getTime() - 6 * 365 * DAY_MS) } });
    await zoe.press('Où en est-ce ?');
    expect(zoe.read()).toContain(OLD);
  });
});
