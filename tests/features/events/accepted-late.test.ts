import { afterEach, describe, expect, it } from 'vitest';
import { openEdition, propose } from '../../support/events.ts';
import { logo } from '../../support/kit-files.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

describe.each(platformsInTurn())('an event that is accepted once it is over, on %s', (platform) => {
  it('is said to count in the bilan; nobody is sent a kit for it or invited to it', async () => {
    const { coordinator, gil, ...opened } = await openEdition(platform);
    world = opened.world;
    const reader = world.person(platform, 'Rita');
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo] });
    await coordinator.press('Publier et envoyer');
    await propose(gil, { title: 'Fournil ouvert' });
    await world.goTo('2026-11-16T10:00:00+01:00');
    coordinator.look();
    await coordinator.press('Accepter', { in: 'Fournil ouvert' });
    expect(coordinator.read()).toContain('Il a déjà eu lieu : il est compté dans le bilan, sans kit ni annonce.');
    const told = gil.look();
    expect(told).toContain(
      'Votre événement « Fournil ouvert » est accepté : il a déjà eu lieu (samedi 14 novembre 2026',
    );
    expect(told).not.toContain('Il est au programme');
    expect(told).not.toContain('Voici votre kit');
    await world.goTo('2026-11-16T18:00:00+01:00');
    expect(reader.look()).not.toContain('au programme');
    await gil.command('/mois');
    expect(gil.read()).toMatch(/Vos événements passés : Fournil ouvert \(.*14 nov/);
    expect(gil.read()).not.toContain('prêt pour vous');
  });
});
