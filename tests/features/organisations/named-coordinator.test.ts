import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('who says in their name that they coordinate, on %s', (platform) => {
  it('is not said twice to do so', async () => {
    const tuilerie = `La Tuilerie de ${platform}`;
    const coordinator = world.coordinator[platform];
    const [vic, wim] = [world.person(platform, 'Vic'), world.person(platform, 'Wim')];
    const camille = world.person(platform, 'Camille (coordination)');
    await organisationOf(world, tuilerie, [wim]);
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(camille), role: 'Coordination' });
    await camille.command('/structure ajouter', { personne: camille.mention(vic), structure: tuilerie });
    expect(vic.look()).toContain(`« ${tuilerie} », grâce à Camille (coordination).`);
    await camille.command('/structure exclure', { membre: vic.name });
    await camille.press('Exclure');
    expect(vic.look()).toContain(': Camille (coordination) a mis fin');
  });

  it('is, otherwise, said to do so', async () => {
    const [vera, wanda] = [world.person(platform, 'Véra'), world.person(platform, 'Wanda')];
    const forge = `La Forge de ${platform}`;
    const coordinator = world.coordinator[platform];
    await organisationOf(world, forge, [wanda]);
    await coordinator.command('/structure ajouter', { personne: coordinator.mention(vera), structure: forge });
    expect(vera.look()).toContain(`grâce à ${coordinator.name} (coordination).`);
  });
});
