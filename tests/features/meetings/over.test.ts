import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-10-05T09:00:00+02:00' });
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('a meeting that is over, on %s', (platform) => {
  it('is said to be so, and no other one is offered as what was meant', async () => {
    const coordinator = world.coordinator[platform];
    const announce = async (title: string, date: string) => {
      await coordinator.command('/reunion programmer', { titre: `${title} ${platform}`, date, lieu: 'Amiens' });
      await coordinator.press('Annoncer la réunion');
    };
    await announce('Point presse', 'mardi 6 octobre de 14h à 16h');
    await coordinator.command('/reunion liste');
    await coordinator.press('Annuler la réunion');
    await coordinator.press('Annuler la réunion', { in: 'Les annonces seront corrigées' });
    await announce('Préparation', 'mardi 20 octobre de 14h à 16h');
    await announce('Bilan', 'jeudi 22 octobre de 14h à 16h');
    const before = world.clock.now();
    world.clock.set('2026-10-20T15:00:00+02:00');
    const ana = world.person(platform, `Ana ${platform}`);
    await ana.command('/reunion repondre', { reunion: `Préparation ${platform}`, reponse: 'YES' });
    expect(ana.read()).toContain(`La réunion « Préparation ${platform} » a déjà commencé.`);
    await ana.command('/reunion repondre', { reunion: `Point presse ${platform}`, reponse: 'YES' });
    expect(ana.read()).toContain(`La réunion « Point presse ${platform} » a été annulée.`);
    await ana.press('Voir les prochaines réunions');
    expect(ana.read()).toContain(`Bilan ${platform}`);
    await ana.command('/reunion repondre', { reunion: 'Rien de tel', reponse: 'YES' });
    expect(ana.form().text).toContain('Vous avez tapé « Rien de tel »');
    await world.platforms[platform].dismiss(ana.user.id);
    world.clock.set(before.toISOString());
  });
});
