import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { organiser, plain, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const when = 'samedi 14 novembre de 14h à 18h';
const place = 'Salle des fêtes, Beauvais';

describe.each(platformsInTurn())('the card of a proposal that waits, on %s', (platform) => {
  let world: World;
  let bob: Person;
  /** Returns the text of the card of « Portes ouvertes », as a coordinator reads it now. */
  const card = () =>
    world.coordinator[platform]
      .screen()
      .filter(
        ({ text, onlyForYou }) => !onlyForYou && text.includes('Portes ouvertes') && text.includes('Proposé par Ana'),
      )
      .map(({ text }) => text)
      .join('\n');

  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
    const ana = await organiser(world, platform, 'Ana', 'Les Jardins');
    bob = await organiser(world, platform, 'Bob', 'Le Moulin');
    await propose(ana, { title: 'Portes ouvertes', when, place });
  });
  afterAll(() => world?.close());

  it('learns of an overlap that comes later, of its end, and of those that come with other or more dates', async () => {
    // It learns of an overlap that comes later.
    expect(card()).toContain('Portes ouvertes');
    expect(card()).not.toContain('Braderie');
    await propose(bob, { title: 'Braderie', when, place });
    await world.runDue();
    expect(card()).toContain('« Braderie » (Le Moulin)');
    expect(card()).toContain('aux mêmes heures, dans la même commune');

    // The card learns when the overlap ends, since the other event is moved away.
    await bob.command('/evenement modifier', { evenement: 'Braderie' });
    await bob.fill({ when: 'dimanche 22 novembre de 14h à 18h' });
    if (bob.sees('Enregistrer')) await bob.press('Enregistrer');
    await world.runDue();
    expect(card()).toContain('Portes ouvertes');
    expect(card()).not.toContain('Braderie');

    // The card learns of an event that is moved to its hours.
    await bob.command('/evenement modifier', { evenement: 'Braderie' });
    await bob.fill({ when });
    if (bob.sees('Enregistrer')) await bob.press('Enregistrer');
    await world.runDue();
    expect(card()).toContain('« Braderie » (Le Moulin)');

    // And of one that comes with more dates of an accepted event, once these were shown back and confirmed.
    await bob.command('/evenement modifier', { evenement: 'Braderie' });
    await bob.fill({ when: 'dimanche 22 novembre de 14h à 18h' });
    await world.coordinator[platform].press('Accepter', { in: 'Braderie' });
    await world.runDue();
    expect(card()).not.toContain('Braderie');
    await bob.command('/evenement completer', { evenement: 'Braderie' });
    await bob.press('Compléter');
    await bob.fill({ when });
    expect(plain(bob.read())).toContain('« Portes ouvertes » (Les Jardins)');
    expect(plain(bob.read())).toMatch(/Voici ce que la coordination lira :[\s\S]*en plus : samedi 14 novembre 2026/);
    expect(world.coordinator[platform].look()).not.toContain('Bob a modifié');
    expect(await world.database.prisma.occurrence.count()).toBe(2);
    await bob.press('Enregistrer les nouvelles dates');
    expect(await world.database.prisma.occurrence.count()).toBe(3);
    expect(world.coordinator[platform].look()).toContain('Bob a modifié');
    await world.runDue();
    expect(card()).toContain('« Braderie » (Le Moulin)');
  });
});

describe.each(platformsInTurn())('how far away what competes with a proposal is, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
  });
  afterAll(() => world?.close());

  it('is told where it is known, in another commune', async () => {
    const ana = await organiser(world, platform, 'Ana', 'Les Jardins');
    const bob = await organiser(world, platform, 'Bob', 'Le Moulin');
    const cleo = await organiser(world, platform, 'Cléo', 'La Fabrique');
    const evening = (title: string, town: string) => ({ title, when: 'samedi 14 novembre 20h', place: `Bar, ${town}` });
    await propose(ana, evening('Bal', 'Amiens'));
    await propose(bob, evening('Veillée', 'Abbeville'));
    expect(plain(bob.read())).toContain('« Bal » : aux mêmes heures, à 40 km environ');
    expect(bob.sees('Co-organiser avec « Les Jardins » ?')).toBe(true);
    // It isn't known where every village lies: then it isn't told how far away it is.
    await propose(cleo, evening('Concert', 'Agenvillers'));
    expect(plain(cleo.read())).toContain('Amiens : aux mêmes heures');
    expect(plain(cleo.read())).not.toContain('km');
  });

  it('is told with the evening and the theme that they share', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition theme', { nom: 'Habiter' });
    const dora = await organiser(world, platform, 'Dora', 'Le Potager');
    const eve = await organiser(world, platform, 'Ève', 'La Grange');
    await propose(dora, { title: 'Chorale', when: 'samedi 21 novembre 18h', place: 'Bar, Amiens' });
    await propose(eve, { title: 'Contes', when: 'dimanche 22 novembre 20h', place: 'Bar, Abbeville' });
    await coordinator.press('Accepter', { in: 'Contes' });
    for (const [by, evenement] of [
      [dora, 'Chorale'],
      [eve, 'Contes'],
    ] as const) {
      await by.command('/evenement voir', { evenement });
      await by.choose('Choisir le thème', 'Habiter');
    }
    await eve.command('/evenement modifier', { evenement: 'Contes' });
    await eve.press('Modifier');
    await eve.fill({ when: 'samedi 21 novembre 20h30' });
    expect(plain(eve.read())).toContain('« Chorale » (Le Potager)');
    expect(plain(eve.read())).toContain('le même soir, à 40 km environ, sur le même thème');
  });
});
