import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, organiser, plain, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const notices = (reader: Person) =>
  plain(reader.look()).split("a modifié l'événement 1, « Portes ouvertes »").length - 1;

describe.each(platformsInTurn())('a proposal that nobody has decided on, on %s', (platform) => {
  it('tells who co-organises it, or is asked to, of its other date, and of nothing else', async () => {
    const { gil, ...opened } = await openEdition(platform);
    world = opened.world;
    const zoe = await organiser(world, other[platform], 'Zoé', 'Le Moulin');
    const lea = await organiser(world, platform, 'Léa', 'La Ruche');
    await propose(gil, { title: 'Portes ouvertes' });
    for (const structure of ['Le Moulin', 'La Ruche']) {
      await gil.command('/evenement coorganiser', { evenement: '1. Portes ouvertes', structure });
    }
    await zoe.press('Co-organiser');
    await gil.command('/evenement modifier', { evenement: 'Portes ouvertes' });
    await gil.fill({ pitch: 'Avec un repas.' });
    expect([notices(zoe), notices(lea), notices(gil)]).toEqual([0, 0, 0]);
    // Who hasn't answered yet reads on the card what they would agree to.
    expect(lea.look()).toContain('Avec un repas.');

    await gil.command('/evenement modifier', { evenement: 'Portes ouvertes' });
    await gil.fill({ when: 'samedi 21 novembre de 14h à 18h' });
    expect([notices(zoe), notices(lea), notices(gil)]).toEqual([1, 1, 0]);
    expect(plain(zoe.look())).toMatch(/samedi 14 novembre.* → samedi 21 novembre/);

    // An answer to the coordination moves nothing.
    const coordinator = world.coordinator[platform];
    await coordinator.press('Demander une précision');
    await coordinator.fill({ question: 'Y a-t-il un parking ?' });
    await gil.press('Répondre');
    await gil.fill({ answer: 'Oui, derrière la salle.' });
    expect([notices(zoe), notices(lea), notices(gil)]).toEqual([1, 1, 0]);
    expect(plain(coordinator.look())).toContain('Oui, derrière la salle.');
  });
});
