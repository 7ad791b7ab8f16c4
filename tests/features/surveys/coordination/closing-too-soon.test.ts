import { afterEach, expect, it } from 'vitest';
import { platformsInTurn } from '../../../support/platforms.ts';
import { openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
afterEach(() => world?.close());

it.each(platformsInTurn())(
  'whoever launches on %s is told which events would never be asked about',
  async (platform) => {
    world = await startWorld({ at: '2026-11-10T10:00:00+01:00' });
    const { [platform]: coordinator } = world.coordinator;
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    await openDoors(world, 'slack', { startsAt: '2026-11-20T14:00:00+01:00' });
    await openDoors(world, 'discord', { startsAt: '2026-11-28T14:00:00+01:00' });

    await coordinator.command('/questionnaire lancer', { cloture: '20 novembre 2026' });
    expect(coordinator.read()).toContain("Attention : 2 événements n'ont lieu qu'à cette date ou après");
    // The one thing there is to change in it is what its button names.
    await coordinator.correct('Choisir une autre date de clôture');
    expect(coordinator.form().fields[0]?.label).toBe('Dernier jour pour répondre');
    await coordinator.command('/questionnaire lancer', { cloture: '21 novembre 2026' });
    expect(coordinator.read()).toContain("Attention : 1 événement n'a lieu qu'à cette date ou après");
    await coordinator.press('Lancer le questionnaire');
    expect(coordinator.read()).toContain('Choisissez une date plus tardive');
  },
);

it.each(platformsInTurn())('nothing is said of it on %s where all are asked', async (platform) => {
  world = await startWorld({ at: '2026-11-10T10:00:00+01:00' });
  const { [platform]: coordinator } = world.coordinator;
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  await openDoors(world, platform, { startsAt: '2026-11-28T14:00:00+01:00' });
  await coordinator.command('/questionnaire lancer', { cloture: '29 novembre 2026' });
  expect(coordinator.read()).toContain('clôture le');
  expect(coordinator.read()).not.toContain('Attention');
});
