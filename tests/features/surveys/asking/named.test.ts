import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { plain } from '../../../support/events.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { launch, openDoors, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

describe.each(platformsInTurn())('questionnaires that stand beside each other, on %s', (platform) => {
  let world: World;
  let olive: Person;
  let quentin: Person;

  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
    olive = (await openDoors(world, platform, { name: 'Nord', startsAt: '2026-11-30T14:00:00+01:00' })).organiser;
    quentin = world.person(platform, 'Quentin');
    for (const name of ['Le Moulin', 'La Ruche']) await organisationOf(world, name, [quentin]);
    await launch(world.coordinator[platform], '15 janvier 2027');
    await world.goTo('2026-12-01T10:00:00+01:00');
  });
  afterAll(() => world?.close());

  it('are named by what they are, not by the organisation alone', async () => {
    expect(olive.look()).toContain('Ensuite, un autre vous attend : celui de votre structure (Les Jardins Nord).');
    expect(quentin.look()).toContain('Pourquoi pas cette année ? La Ruche');
    expect(quentin.look()).toContain('Ensuite, un autre vous attend : « Pourquoi pas cette année ? » (Le Moulin).');
    expect(quentin.look()).not.toContain('prochain ?');
  });

  it('are told apart in the list of the coordinators', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/questionnaire etat');
    const lists = coordinator.sawLast('où en sont').controls.filter((one) => one.kind === 'select');
    const options = lists.flatMap((list) => list.options.map(({ label, description }) => `${label}, ${description}`));
    expect(options.map(plain)).toEqual([
      'La Ruche, Pourquoi pas cette année',
      'Le Moulin, Pourquoi pas cette année',
      'Les Jardins Nord, Structure',
      'Portes ouvertes Nord, Les Jardins Nord',
    ]);
  });
});
