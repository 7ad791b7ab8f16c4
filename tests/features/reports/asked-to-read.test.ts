import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
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

  /** Asks this person, and others by what is typed, by the form. */
  async function send(first: string, others: string, answerBy = ''): Promise<void> {
    const { id } = await world.database.prisma.person.findFirstOrThrow({ where: { name: first } });
    await coordinator.command('/bilan relecture');
    await coordinator.press('Envoyer à quelqu’un');
    await coordinator.fill({ person: id, others, answerBy });
  }

  it('is found by what tells people apart, and finds the bilan again in the menu and by the command', async () => {
    const bob = await organiser(world, platform, 'Bob Martin', { organisation: 'La Ruche' });
    await organiser(world, platform, 'Hugo Blanc', { organisation: 'Le Fournil' });
    await organiser(world, platform, 'Hugo Petit', { organisation: 'Le Verger' });

    // A name that may be several people's is told with their names.
    await send('Hugo Blanc', 'hugo');
    expect(coordinator.read()).toContain('plusieurs personnes : Hugo Blanc (Le Fournil), Hugo Petit (Le Verger).');
    await send('Hugo Blanc', 'Zoé');
    expect(coordinator.read()).toContain('« Zoé » : je ne connais personne de ce nom');

    // What there is to read is said before it leaves.
    await send('Hugo Blanc', 'bob', '12 décembre');
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
});
