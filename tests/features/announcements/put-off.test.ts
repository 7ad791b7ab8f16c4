import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies, followed, member } from '../../support/announcements.ts';
import { linkAccounts } from '../../support/linked.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const WEEK_MS = 8 * 24 * 3_600_000;

describe.each(platformsInTurn())("a copy that waits for its reader's week, on %s", (platform) => {
  let world: World;
  let coordinator: Person;
  let jo: Person;
  beforeEach(async () => {
    world = await startWorld({ at: '2026-09-14T10:00:00+02:00' });
    coordinator = world.coordinator[platform];
    jo = await member(world, platform, 'Abel', 'Le Lavoir', 'Senlis');
  });
  afterEach(() => world?.close());

  async function aWeekLater(): Promise<void> {
    await world.goTo(new Date(world.clock.now().getTime() + WEEK_MS));
    await world.runDue();
  }

  /** Has a colleague join, who comes after in the order of names. */
  async function colleague(): Promise<Person> {
    const zoe = world.person(platform, 'Zoé');
    await zoe.command('/structure rejoindre', { structure: 'Le Lavoir' });
    await jo.press('Confirmer');
    return zoe;
  }

  /** Announces to the members until their weeks are full. Returns what the first one says that waits. */
  async function announceUntilFull(place: string): Promise<string> {
    for (let count = 1; ; count += 1) {
      const texte = `Annonce ${count}`;
      await coordinator.command('/annonce diffuser', { texte });
      await coordinator.choose("Où l'envoyer", place);
      await coordinator.press('Préciser le public');
      await coordinator.press('Choisir des structures');
      await coordinator.choose('Ajouter des structures', 'Le Lavoir');
      await coordinator.press('Diffuser maintenant');
      expect(followed(coordinator)).toContain(texte);
      if (followed(coordinator).includes('Plus tard : ')) return texte;
    }
  }

  it('leaves once its reader has linked their accounts meanwhile', async () => {
    const words = await announceUntilFull('messages privés');
    expect(copies(jo, words)).toEqual([]);
    const there = world.person(other[platform], 'Abel aussi');
    await linkAccounts(there, jo);
    await aWeekLater();
    expect([...copies(jo, words), ...copies(there, words)]).toHaveLength(1);
    expect(followed(coordinator)).not.toContain('Plus tard');
  });

  it('leaves to the colleagues of who has erased themselves meanwhile', async () => {
    const zoe = await colleague();
    const words = await announceUntilFull('conversation par structure');
    await jo.command('/profil donnees');
    await jo.press('Tout effacer');
    await jo.press('Effacer pour toujours');
    while ((await world.database.prisma.erasure.count({ where: { endedAt: null } })) > 0) {
      await world.goTo(new Date(world.clock.now().getTime() + 60_000));
    }
    await aWeekLater();
    expect(copies(zoe, words)).toHaveLength(1);
    expect(followed(coordinator)).not.toContain('Plus tard');
  });

  it.each(['messages privés', 'conversation par structure'])(
    'does not leave to who no longer belongs to whom it was for, as %s',
    async (place) => {
      await jo.command('/structure creer', { nom: 'Le Moulin', commune: 'Senlis' });
      const zoe = await colleague();
      const words = await announceUntilFull(place);
      await zoe.command('/structure exclure', { membre: 'Abel' });
      await zoe.press('Exclure');
      await zoe.press("J'ai lu", { in: 'Annonce 1' });
      await aWeekLater();
      expect(copies(jo, words)).toEqual([]);
      expect(copies(zoe, words)).toHaveLength(1);
      expect(followed(coordinator)).not.toContain('Plus tard');
    },
  );

  it('is not reminded of to who no longer belongs to whom it was for', async () => {
    await jo.command('/structure creer', { nom: 'Le Moulin', commune: 'Senlis' });
    const zoe = await colleague();
    // Her request to join was one of his two.
    await aWeekLater();
    await coordinator.command('/annonce diffuser', { texte: 'À lire' });
    await coordinator.choose("Où l'envoyer", 'messages privés');
    await coordinator.choose('Rappel à celles et ceux', 'au bout de 2 jours');
    await coordinator.press('Préciser le public');
    await coordinator.press('Choisir des structures');
    await coordinator.choose('Ajouter des structures', 'Le Lavoir');
    await coordinator.press('Diffuser maintenant');
    await jo.command('/structure quitter', { structure: 'Le Lavoir' });
    await jo.press('Confirmer', { in: 'Quitter' });
    await world.goTo('2026-09-24T10:00:00+02:00');
    await world.runDue();
    expect(copies(zoe, 'Vous recevez ce rappel')).toHaveLength(1);
    expect(copies(jo, 'Vous recevez ce rappel')).toEqual([]);
  });
});
