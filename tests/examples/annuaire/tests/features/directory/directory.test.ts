import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe.each(['slack', 'discord'] as const)('the directory, on %s', (platform) => {
  it('stands in the help, and is opened by the menu', async () => {
    const visitor = world.person(platform, `Nour ${platform}`);
    await visitor.command('/aide');
    expect(visitor.read()).toContain('/annuaire liste : Voir qui organise des événements dans la région');
    await visitor.command('/mois');
    await visitor.press('Tout le reste');
    await visitor.press('Annuaire');
    await visitor.press("Voir l'annuaire");
    expect(visitor.read()).toContain('Les structures de la région');
  });

  it('lists the organisations, and tells where to find one that is picked in a form', async () => {
    const organiser = world.person(platform, `Lou ${platform}`);
    const name = `La Halle ${platform}`;
    await organiser.command('/structure creer');
    await organiser.fill({ name, municipality: 'Amiens' });
    await organiser.command('/annuaire liste');
    expect(organiser.read()).toContain(`${name} (Amiens)`);
    await organiser.press('Voir une structure');
    await organiser.fill({ organisation: name });
    expect(organiser.read()).toContain('Amiens');
    expect(organiser.read()).toContain('non renseigné');
  });
});
