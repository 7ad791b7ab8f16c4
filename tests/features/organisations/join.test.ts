import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organiser } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('to join an organisation on %s', (platform) => {
  it('where it isn’t there, leads to creating it', async () => {
    const nora = world.person(platform, `Nora ${platform}`);
    await nora.command('/structure rejoindre', { structure: `La Volière ${platform}` });
    expect(nora.read()).toContain(`Je ne trouve pas de structure « La Volière ${platform} »`);
    await nora.press('Créer ma structure');
    await nora.fill({ name: `La Volière ${platform}` });
    expect(nora.read()).toContain('est créée, et vous en faites partie');
    const omar = world.person(platform, `Omar ${platform}`);
    await omar.command('/structure rejoindre');
    expect(omar.form().text).toContain("Elle n'est pas dans la liste ? Créez-la avec /structure creer.");
  });

  it('a second time, offers to take the request back instead of the same form', async () => {
    await organiser(world, platform, `Ana ${platform}`, `Les Jardins ${platform}`);
    const bob = world.person(platform, `Bob ${platform}`);
    for (let times = 0; times < 2; times += 1) {
      await bob.command('/structure rejoindre', { structure: `Les Jardins ${platform}` });
    }
    expect(bob.read()).toContain(`Votre demande pour « Les Jardins ${platform} » attend une réponse.`);
    expect(bob.sees('Corriger')).toBe(false);
    await bob.press('Retirer ma demande', { in: 'attend une réponse' });
    expect(bob.read()).toContain('est retirée');
  });

  it('that one belongs to, leads to what one can do there', async () => {
    const cleo = await organiser(world, platform, `Cléo ${platform}`, `Le Fournil ${platform}`);
    await cleo.command('/structure rejoindre', { structure: `Le Fournil ${platform}` });
    expect(cleo.read()).toContain('Vous faites déjà partie de');
    expect(cleo.sees('Corriger')).toBe(false);
    expect(cleo.sees('Voir ce que je peux faire')).toBe(true);
  });
});

it('where there is none at all, leads to creating the first one', async () => {
  const empty = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  try {
    const nora = empty.person('slack', 'Nora');
    await nora.command('/structure rejoindre');
    expect(nora.read()).toContain("Aucune structure n'est encore inscrite ici");
    expect(nora.sees('Créer ma structure')).toBe(true);
  } finally {
    await empty.close();
  }
});
