import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { organiser } from '../../support/proposing.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(['slack', 'discord'] as const)('a bilan to read, in a full week on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-12-01T10:00:00+01:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    ana = await organiser(world, platform, 'Ana', { organisation: 'Le Moulin' });
  });
  afterAll(() => world?.close());

  async function announce(texte: string): Promise<void> {
    await coordinator.command('/annonce diffuser', { texte });
    await coordinator.choose("Où l'envoyer", 'messages privés');
    await coordinator.press('Diffuser maintenant');
  }
  const read = () => ana.screen().map(({ text }) => plain(text));
  const drafts = () => read().filter((text) => text.includes('vous demande de relire le bilan')).length;

  it('is one of the two messages: it waits for room, and the coordination reads until when', async () => {
    for (const words of ['Première', 'Deuxième']) {
      await announce(words);
      expect(copies(ana, words)).toHaveLength(1);
    }
    const { id } = await world.database.prisma.person.findFirstOrThrow({ where: { name: 'Ana' } });
    await coordinator.command('/bilan relecture');
    await coordinator.press('Choisir qui le relit');
    await coordinator.fill({ people: [id], answerBy: '20 décembre' });
    await coordinator.press('Envoyer');
    await world.runDue();
    expect(drafts()).toBe(0);
    await coordinator.command('/bilan relecture');
    expect(plain(coordinator.read())).toContain('Ana : partira mar. 8 déc. à 10 h');

    await world.goTo('2026-12-07T10:00:00+01:00');
    expect(drafts()).toBe(0);
    await world.goTo('2026-12-08T10:00:00+01:00');
    expect(drafts()).toBe(1);
  });
});
