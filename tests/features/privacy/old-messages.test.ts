import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import type { Person } from '../../../src/playground/person.ts';
import { planPurge } from '../../../src/schedule/purge.ts';
import { copies } from '../../support/announcements.ts';
import { movedByHand } from '../../support/moved-by-hand.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { proposing } from '../../support/proposing.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';
import { untilErased } from './erasing.ts';

const NAME = 'Marie Dupont';
const DAY_MS = 86_400_000;
const OLD = 'je ne sais plus qui ils nomment';
const FORGOTTEN = 'restent dans notre conversation';
/** A contact of hers, which doesn't say her name. */
const CONTACT = 'la cuisine du jardin, 06 12 34 56 78';

describe.each(platformsInTurn())('messages whose words are no longer stored, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let marie: Person;
  const clock = movedByHand();
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00', protocolClock: clock });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    // Somebody was called so before her, and no longer is.
    const former = world.person(platform, 'Marie du Pont');
    for (const called of [NAME, 'Marie du Pont']) {
      await world.restartBot(async () => world[platform].renameUser(former.user.id, called));
      await former.command('/mois');
    }
    marie = world.person(platform, NAME);
    await marie.command('/structure creer', { nom: 'Jardins partagés' });
    await proposing(marie, { contact: CONTACT });
    await marie.press('Proposer');
    for (const texte of [
      'Le 12, MARIE DUPONT vous accueille',
      'Le 13, Marie-Lou Dupont vous accueille',
      `Inscriptions : ${CONTACT}`,
      'Inscriptions : la cuisine du jardin',
    ]) {
      await coordinator.command('/annonce diffuser', { texte });
      await coordinator.choose("Où l'envoyer", 'salons');
      await coordinator.press('Diffuser maintenant');
    }
    await world.runDue();
    // Their words go after ninety days.
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
    expect(copies(coordinator, CONTACT).length).toBeGreaterThan(0);
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
    await untilErased(world, 10);
    expect(messagesNaming(world, [NAME, NAME.toUpperCase(), marie.user.id])).toEqual([]);
    expect(copies(coordinator, 'Marie-Lou Dupont')).toHaveLength(kept);
    // Messages that held her words alone went, too, and the others stay.
    expect(messagesNaming(world, [CONTACT])).toEqual([]);
    expect(copies(coordinator, 'Inscriptions : la cuisine du jardin').length).toBeGreaterThan(0);
    await marie.press('Où en est-ce ?');
    expect(marie.read()).toContain('Tout est terminé');
    expect(marie.read()).not.toContain(OLD);
    expect((await tablesNaming(world, [NAME])).filter((row) => !/^(Person|Identity|Conversation)/.test(row))).toEqual(
      [],
    );
  });

  it('from before they were known so are told', async () => {
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
  });
});

describe.each(platformsInTurn())('messages that are older than an edition that goes, on %s', (platform) => {
  it('are taken back where they name somebody, or hold their words; private ones stay, which is told before', async () => {
    const world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const marie = world.person(platform, NAME);
    await marie.command('/structure creer', { nom: 'Jardins partagés' });
    const omar = world.person(platform, 'Omar Petit');
    await omar.command('/structure creer', { nom: 'Atelier vélo' });
    for (const texte of ['Le 12, Marie Dupont vous accueille', 'Le 13, Omar Petit vous accueille', 'Le 14, venez']) {
      await coordinator.command('/annonce diffuser', { texte });
      await coordinator.choose("Où l'envoyer", 'salons');
      await coordinator.press('Diffuser maintenant');
    }
    await world.runDue();
    const purged = async (days: number) => {
      await world.goTo(new Date(world.clock.now().getTime() + days * DAY_MS));
      for (const region of await world.database.prisma.region.findMany()) {
        const scope = { region: { ...region, locale: 'fr' as const }, now: world.clock.now() };
        await inTransaction(world.database, (tx) => planPurge({ tx, ...scope }));
      }
      await world.runDue();
    };
    const old = () => world.database.prisma.delivery.count({ where: { createdAt: { lt: new Date('2026-09-16') } } });
    await purged(100);
    const all = await old();
    await purged(6 * 365);
    // Nothing is left of the others.
    const [of, and] = [await old(), copies(coordinator, 'Omar Petit vous accueille').length];
    expect(of).toBeLessThan(all);
    expect(of).toBeGreaterThan(0);
    expect(copies(coordinator, 'Marie Dupont vous accueille').length).toBeGreaterThan(0);

    await marie.command('/profil donnees');
    await marie.press('Tout effacer');
    expect(marie.read()).toContain('mes messages privés les plus anciens (5 ans et plus)');
    await marie.press('Effacer pour toujours');
    expect(marie.read()).toContain(FORGOTTEN);
    await untilErased(world, 10);
    await marie.press('Où en est-ce ?');
    expect(marie.read()).toContain('Tout est terminé');
    expect(copies(coordinator, 'Marie Dupont vous accueille')).toEqual([]);
    expect(copies(coordinator, 'Omar Petit vous accueille')).toHaveLength(and);
    // Once nobody is known whom they name, nothing is left of them here but what stands for something.
    await world.database.prisma.delivery.updateMany({ where: { names: { isEmpty: false } }, data: { names: [] } });
    await purged(10);
    expect(await old()).toBeLessThan(of);
    await world.close();
  }, 120_000);
});
