import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { both, organiser } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(both)('whoever has a role and is erased on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    world = await startWorld();
    coordinator = world.coordinator[platform];
  });
  afterAll(() => world?.close());

  async function erase(person: Person): Promise<void> {
    await person.command('/profil donnees');
    await person.press('Tout effacer');
    await person.press('Effacer pour toujours');
    await world.runDue();
  }

  it('leaves the role: a delegate is in the team no more, nor when they come back', async () => {
    const luc = world.person(platform, 'Luc Martin');
    await luc.command('/mois');
    await coordinator.command('/equipe nommer', {
      personne: coordinator.mention(luc),
      role: 'delegate',
      departement: '80',
    });
    await coordinator.command('/equipe voir');
    expect(coordinator.read()).toContain('Luc Martin');
    await erase(luc);
    await coordinator.command('/equipe voir');
    expect(coordinator.read()).not.toContain('Luc Martin');
    expect(coordinator.read()).not.toContain('personne effacée');
    await luc.command('/structure creer', { nom: 'Atelier vélo' });
    await coordinator.command('/equipe voir');
    expect(coordinator.read()).not.toContain('Luc Martin');
    expect(await world.database.prisma.teamRole.count({ where: { role: 'DELEGATE' } })).toBe(0);
  });

  it('the coordination is told of an organisation that nobody is left of, without the name', async () => {
    const marie = await organiser(world, platform, 'Marie Dupont', 'Jardins partagés');
    await erase(marie);
    const told = coordinator.screen().filter(({ text }) => text.includes('Jardins partagés'));
    expect(told.at(-1)?.text).toContain('personne effacée');
    expect(told.map(({ text }) => text).join()).not.toContain('Marie');
  });
});
