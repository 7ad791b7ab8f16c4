import { afterAll, describe, expect, it } from 'vitest';
import { platformsInTurn } from '../../../support/platforms.ts';
import { startWorld, type World } from '../../../support/world.ts';

describe.each(platformsInTurn())('the survey of an edition of long ago, launched on %s', (platform) => {
  let world: World;
  afterAll(() => world?.close());

  it('asks for another last day than the usual one, which is past, and is launched with it', async () => {
    world = await startWorld({ at: '2026-11-16T10:00:00+01:00' });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2024' });
    await coordinator.command('/questionnaire lancer');
    expect(coordinator.read()).toContain(
      'Le dernier jour habituel pour répondre est déjà passé (mercredi 15 janvier 2025)',
    );
    await coordinator.correct();
    await coordinator.fill({ closing: platform === 'slack' ? '2026-12-15' : '15 décembre 2026' });
    await coordinator.press('Lancer le questionnaire');
    expect(coordinator.read()).toContain('15 décembre');
  });
});
