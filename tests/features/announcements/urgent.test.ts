import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies, member } from '../../support/announcements.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const MARKED = 'elle part aussi pour celles et ceux';

/** Writes an announcement to everybody in private, up to the moment before it leaves. */
async function toEverybody(coordinator: Person, texte: string): Promise<void> {
  await coordinator.command('/annonce diffuser', { texte });
  await coordinator.choose("Où l'envoyer", 'conversation par structure', 'messages privés');
}

describe.each(platformsInTurn())('an urgent announcement, written on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  beforeEach(async () => {
    world = await startWorld({ at: '2026-11-02T10:00:00+01:00' });
    coordinator = world.coordinator[platform];
    ana = await member(world, platform, 'Ana', 'Le Fournil', 'Amiens');
  });
  afterEach(() => world?.close());

  it('reaches who has had two messages this week; there is one a week, and the preview says so', async () => {
    for (const words of ['Première nouvelle', 'Deuxième nouvelle']) {
      await toEverybody(coordinator, words);
      await coordinator.press('Diffuser maintenant');
      expect(copies(ana, words)).toHaveLength(1);
    }
    await toEverybody(coordinator, 'La salle a changé');
    expect(coordinator.read()).not.toContain(MARKED);
    await coordinator.press('Urgent');
    expect(coordinator.read()).toContain(MARKED);
    await coordinator.press('Aperçu');
    expect(coordinator.read()).toContain(MARKED);
    expect(coordinator.read()).toContain('Urgent · Picardie');
    await coordinator.press('Diffuser maintenant');
    expect(copies(ana, 'La salle a changé')).toHaveLength(1);
    expect(copies(ana, 'La salle a changé')[0]?.text).toContain('Urgent · Picardie');

    // A second one this week isn't marked, on whichever platform; unmarked it waits for its week.
    await world.goTo('2026-11-06T10:00:00+01:00');
    await toEverybody(coordinator, 'Encore une');
    await coordinator.press('Urgent');
    expect(coordinator.read()).toContain('Une seule annonce urgente par semaine');
    await toEverybody(coordinator, 'Toujours une');
    await coordinator.press('Diffuser maintenant');
    expect(coordinator.read()).toContain('déjà reçu deux en sept jours');
    expect(copies(ana, 'Toujours une')).toEqual([]);
  });

  it('waits for the end of quiet hours, may be unmarked, and is scheduled a week from the other', async () => {
    await world.goTo('2026-11-16T22:30:00+01:00');
    await toEverybody(coordinator, 'Alerte au vent');
    await coordinator.press('Urgent');
    await coordinator.press('Diffuser maintenant');
    expect(copies(ana, 'Alerte au vent')).toEqual([]);
    await world.goTo('2026-11-17T08:00:00+01:00');
    expect(copies(ana, 'Alerte au vent')).toHaveLength(1);

    await coordinator.command('/annonce programmer', { texte: 'Dernier jour', date: 'lundi 23 novembre à 10h' });
    await coordinator.press('Urgent');
    // In channels there is no limit on private messages to be lifted.
    expect(coordinator.read()).toContain('chacun lit « Urgent » en tête');
    expect(coordinator.read()).not.toContain(MARKED);
    await coordinator.choose("Où l'envoyer", 'messages privés');
    expect(coordinator.read()).toContain(MARKED);
    await coordinator.press('Programmer : ');
    await coordinator.press('Modifier');
    await coordinator.press('Ne plus marquer comme urgente');
    expect(coordinator.read()).not.toContain(MARKED);
  });

  it('is marked by coordinators alone', async () => {
    // Somebody else is there to read it.
    await member(world, platform, 'Léo', 'La Ruche', 'Amiens');
    const named = { personne: coordinator.mention(ana), role: "Délégué·e d'un département", departement: '80' };
    await coordinator.command('/equipe nommer', named);
    await ana.command('/annonce diffuser', { texte: 'Réunion à Amiens' });
    expect(ana.sees('Diffuser maintenant')).toBe(true);
    expect(ana.sees('Urgent')).toBe(false);
  });
});
