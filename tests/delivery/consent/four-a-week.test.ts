import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { announceInPrivate, copies, twoMembers } from '../../support/announcements.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, readsIn } from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('the messages of one week, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  let zoe: Person;
  beforeEach(async () => {
    ({ world, coordinator, ana, zoe } = await twoMembers(platform));
    const { prisma } = world.database;
    const idOf = async (name: string) => (await prisma.organisation.findFirstOrThrow({ where: { name } })).id;
    const given = { organisationId: await idOf('Le Moulin'), by: zoe, coOrganisers: [await idOf('Le Fournil')] };
    for (const title of ['Bal', 'Troc', 'Veillée']) {
      await acceptedEvent(world, { ...given, title, startsAt: '2026-11-28T18:00:00+01:00' });
    }
  });
  afterEach(() => world?.close());

  const announce = (texte: string, urgent = false) => announceInPrivate(coordinator, texte, { urgent });

  async function cancel(evenement: string): Promise<void> {
    await zoe.command('/evenement annuler', { evenement });
    await zoe.press("Annuler l'événement");
  }

  async function move(evenement: string): Promise<void> {
    await zoe.command('/evenement modifier', { evenement });
    await zoe.fill({ when: 'dimanche 29 novembre 15h' });
    await zoe.press('Enregistrer');
  }

  /** Returns how often she was told in private of an event. */
  const told = (title: string) => readsIn(ana, 'direct').split(`« ${title} »`).length - 1;

  it('are two; what she takes part in and an urgent one come all the same, and nothing more than four', async () => {
    for (const words of ['Première', 'Deuxième', 'Troisième']) await announce(words);
    expect(['Première', 'Deuxième', 'Troisième'].map((words) => copies(ana, words).length)).toEqual([1, 1, 0]);
    await move('Veillée');
    expect(told('Veillée')).toBe(1);
    await announce('La salle a changé', true);
    expect(copies(ana, 'La salle a changé')).toHaveLength(1);

    // That one more event is cancelled she learns once her week has room.
    await cancel('Troc');
    expect(told('Troc')).toBe(0);
    await world.goTo('2026-11-08T10:00:00+01:00');
    expect(told('Troc')).toBe(0);
    await world.goTo('2026-11-09T10:00:00+01:00');
    expect(told('Troc')).toBe(1);
  });

  it('come by day alone, whatever they are', async () => {
    await world.goTo('2026-11-02T22:00:00+01:00');
    await cancel('Bal');
    await announce('Alerte au vent', true);
    expect([told('Bal'), copies(ana, 'Alerte au vent').length]).toEqual([0, 0]);
    await world.goTo('2026-11-03T07:59:00+01:00');
    expect([told('Bal'), copies(ana, 'Alerte au vent').length]).toEqual([0, 0]);
    await world.goTo('2026-11-03T08:00:00+01:00');
    expect([told('Bal'), copies(ana, 'Alerte au vent').length]).toEqual([1, 1]);
  });
});
