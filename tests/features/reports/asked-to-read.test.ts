import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { allOf } from '../../support/lists.ts';
import { organiser } from '../../support/proposing.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(['slack', 'discord'] as const)('who is asked to read the bilan on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-10-20T10:00:00+02:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
  });
  afterAll(() => world?.close());

  const idsOf = async (names: readonly string[]) => {
    const people = await world.database.prisma.person.findMany({ where: { name: { in: [...names] } } });
    return people.map(({ id }) => id);
  };

  /** Asks these people, chosen together in the form. */
  async function send(names: readonly string[], answerBy = ''): Promise<void> {
    await coordinator.command('/bilan relecture');
    await coordinator.press('Choisir qui le relit');
    await coordinator.fill({ people: await idsOf(names), answerBy });
  }

  it('is chosen with others, and finds the bilan again in the menu and by the command', async () => {
    const bob = await organiser(world, platform, 'Bob Martin', { organisation: 'La Ruche' });
    await organiser(world, platform, 'Hugo Blanc', { organisation: 'Le Fournil' });

    // The coordinator is told what there is to read before it leaves.
    await send(['Hugo Blanc', 'Bob Martin'], '12 décembre');
    expect(coordinator.read()).toContain('part en message privé vers : Bob Martin et Hugo Blanc');
    expect(coordinator.read()).toContain("Il n'y a encore rien à lire : aucun événement accepté");
    expect(coordinator.read()).toContain(
      "Le Mois n'a pas commencé : son premier jour est le dimanche 1er novembre 2026",
    );
    await coordinator.press('Envoyer');
    await world.runDue();

    // It waits as long as they have said nothing.
    await bob.command('/mois');
    expect(bob.read()).toContain('Un bilan attend votre relecture depuis le mardi 20 octobre 2026');
    expect(bob.read()).toContain('Réponse souhaitée au plus tard le samedi 12 décembre 2026');
    const before = bob.screen().flatMap(({ files }) => files).length;
    await bob.press('Recevoir le bilan à relire');
    expect(bob.read()).toContain('vient en message privé');
    await world.runDue();
    expect(bob.screen().flatMap(({ files }) => files)).toHaveLength(before + 3);
    await bob.command('/bilan relecture');
    expect(bob.read()).toContain(`${coordinator.name} vous demande de relire le bilan`);
    expect(bob.read()).toContain("Vous ne l'avez pas encore commenté");
    await bob.press('Commenter');
    await bob.fill({ chapter: 'events', text: 'Rien à dire.' });
    await bob.command('/mois');
    expect(bob.read()).not.toContain('attend votre relecture');
    await bob.command('/bilan relecture');
    expect(bob.read()).toContain("Vous l'avez commenté une fois");

    // Who wasn't asked is led nowhere.
    const eve = await organiser(world, platform, 'Eve', { organisation: 'Le Moulin' });
    await eve.command('/bilan relecture');
    expect(eve.read()).toContain('Seule la coordination');
    await eve.command('/mois');
    expect(eve.read()).not.toContain('relecture');
  });

  it('are several people at once, on several pages of a long list too, each of them once', async () => {
    const { prisma } = world.database;
    const { id: regionId } = await prisma.region.findFirstOrThrow({ where: { editionRows: { some: {} } } });
    const { id: organisationId } = await prisma.organisation.create({
      data: { regionId, name: 'La Chorale', nameKey: 'la chorale', createdAt: world.clock.now() },
    });
    const names = Array.from({ length: 60 }, (_, at) => `Membre ${String(at + 1).padStart(2, '0')}`);
    for (const name of names)
      await prisma.person.create({
        data: {
          ...{ regionId, name, lastPlatform: platform, createdAt: world.clock.now() },
          identities: { create: { regionId, platform, externalId: `U${name.slice(-2)}`, name } },
          memberships: { create: { regionId, organisationId, status: 'ACTIVE', requestedAt: world.clock.now() } },
        },
      });
    // Who was asked before counts, too.
    const first = names.slice(0, 4);
    const last = names.slice(-4);
    await coordinator.command('/bilan relecture');
    await coordinator.press('Choisir qui le relit');
    if (platform === 'slack') {
      await coordinator.fill({ people: [...(await idsOf([...first, ...last]))] });
    } else {
      await coordinator.choose('À qui', ...first);
      // The last page is in front then.
      await allOf(coordinator, 'À qui');
      await coordinator.choose('À qui', ...last);
      for (const name of [...first, ...last]) expect(coordinator.read()).toContain(name);
      await coordinator.press('Continuer');
      await coordinator.fill({});
    }
    expect(coordinator.read()).toContain(`vers : ${first.join(', ')}, ${last.slice(0, -1).join(', ')} et Membre 60.`);
    await coordinator.press('Envoyer');
    const readers = await prisma.reportReader.findMany({ where: { review: { readers: { some: {} } } } });
    expect(readers.length).toBeGreaterThanOrEqual(8);
    expect(new Set(readers.map(({ personId, reviewId }) => `${reviewId} ${personId}`)).size).toBe(readers.length);
  });
});
