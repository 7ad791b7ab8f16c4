import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies } from '../../support/announcements.ts';
import { openEdition, organiser, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import type { World } from '../../support/world.ts';
import { eraseWholly } from './erasing.ts';

const CONTACT = 'Léa Martin, 06 12 34 56 78';
const NUMBER = '06 12 34 56 78';

describe.each(platformsInTurn())('the contact that somebody gave of themselves on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    ({ world, coordinator } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  it('goes with them, though others are called like a word of it, or like all of it', async () => {
    // The platform calls her by none of her names in the contact.
    const marie = await organiser(world, platform, 'mdupont', 'Jardins partagés');
    await propose(marie, { title: 'Fête des graines', contact: CONTACT });
    for (const name of ['Léa', 'Léa Martin']) await world.person(platform, name).command('/mois');
    await world.runDue();
    expect(messagesNaming(world, [NUMBER]).length).toBeGreaterThan(0);

    await eraseWholly(world, marie);
    expect(await tablesNaming(world, [CONTACT, NUMBER])).toEqual([]);
    expect(messagesNaming(world, [NUMBER])).toEqual([]);
    await coordinator.command('/evenement voir', { evenement: '1' });
    expect(coordinator.read()).toContain('Fête des graines');
    expect(coordinator.read()).toContain('[texte effacé]');
  });
});

describe.each(platformsInTurn())(
  'the contact that somebody gave on %s, and that is somebody else’s, too,',
  (platform) => {
    it('goes from their own event alone', async () => {
      const name = 'Marie Dupont';
      const { world, coordinator } = await openEdition(platform);
      await world.person(platform, name).command('/mois');
      const bob = await organiser(world, platform, 'Bob Petit', 'Atelier vélo');
      await propose(bob, { title: 'Bourse aux vélos', contact: name });
      const both = 'la cuisine du jardin, 06 98';
      await propose(bob, { title: 'Balade', contact: both });
      const nina = await organiser(world, platform, 'Nina Roy', 'Le Fournil');
      await propose(nina, { title: 'Fournée', contact: both });
      await coordinator.command('/annonce diffuser', { texte: `Le 12, ${name} vous accueille` });
      await coordinator.choose("Où l'envoyer", 'salons');
      await coordinator.press('Diffuser maintenant');
      await world.runDue();
      expect(copies(coordinator, `${name} vous accueille`).length).toBeGreaterThan(0);

      await eraseWholly(world, bob);
      expect(copies(coordinator, `${name} vous accueille`).length).toBeGreaterThan(0);
      await coordinator.command('/evenement voir', { evenement: '1' });
      expect(coordinator.read()).toContain('[texte effacé]');
      await coordinator.command('/evenement voir', { evenement: '3' });
      expect(coordinator.read()).toContain(both);
      await world.close();
    });
  },
);
