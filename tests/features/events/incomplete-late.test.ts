import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copies } from '../../support/announcements.ts';
import { organiser, plain, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('a reminder of incomplete sheets that comes late, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
  });
  afterAll(() => world?.close());

  it('says on which day the Month begins', async () => {
    const coordinator = world.coordinator[platform];
    const bruno = await organiser(world, platform, 'Bruno', 'Structure de Bruno');
    await propose(bruno, { title: 'Concert', when: '30 novembre 20h', place: 'Salle des fêtes, Beauvais' });
    await coordinator.press('Accepter');
    for (const [day, texte] of [
      ['2026-10-22', 'Première'],
      ['2026-10-24', 'Deuxième'],
    ] as const) {
      await world.goTo(`${day}T10:00:00+02:00`);
      await coordinator.command('/annonce diffuser', { texte });
      await coordinator.choose("Où l'envoyer", 'messages privés');
      await coordinator.press('Diffuser maintenant');
      expect(copies(bruno, texte)).toHaveLength(1);
    }
    bruno.look();
    for (const day of ['25', '26', '27', '28']) {
      await world.goTo(`2026-10-${day}T10:00:00+01:00`);
      expect(bruno.look()).not.toContain("une de vos fiches n'est pas complète");
    }
    await world.goTo('2026-10-29T10:00:00+01:00');
    const read = plain(bruno.look());
    expect(read).toContain("Le Mois commence le dimanche 1er novembre 2026, et une de vos fiches n'est pas complète");
  });
});
