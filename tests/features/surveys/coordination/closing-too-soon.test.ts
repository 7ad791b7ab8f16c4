import { afterEach, expect, it } from 'vitest';
import { platformsInTurn } from '../../../support/platforms.ts';
import { launch, openDoors, organisationOf } from '../../../support/surveys.ts';
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
  await coordinator.command('/questionnaire lancer', { cloture: '1er décembre 2026' });
  expect(coordinator.read()).toContain('clôture le');
  expect(coordinator.read()).not.toContain('Attention');
});

it.each(platformsInTurn())(
  'whoever closes on %s before the end of the Month is told how many organisations would never be asked, and when they are',
  async (platform) => {
    world = await startWorld({ at: '2026-11-10T10:00:00+01:00' });
    const { [platform]: coordinator } = world.coordinator;
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    await openDoors(world, platform);
    await organisationOf(world, 'Le Moulin', [world.person(platform, 'Ida')]);
    await launch(coordinator);
    await world.goTo('2026-11-22T11:00:00+01:00');
    await coordinator.command('/questionnaire fermer');
    expect(coordinator.read()).toContain(
      "Attention : 2 structures ne sont pas encore interrogées (elles doivent l'être mardi 1er décembre 2026 à 10 h) et ne le seront plus",
    );

    await world.goTo('2026-12-01T10:00:00+01:00');
    await coordinator.command('/questionnaire fermer');
    expect(coordinator.read()).toContain('Sans événement : 0 sur 1');
    expect(coordinator.read().split('---').at(-1)).not.toContain('Attention');
  },
);

it.each(platformsInTurn())(
  'whoever sets on %s a last day before the organisations are asked is told so, and nobody is reminded after it',
  async (platform) => {
    world = await startWorld({ at: '2026-11-10T10:00:00+01:00' });
    const { [platform]: coordinator } = world.coordinator;
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    await openDoors(world, platform);
    const late = "Attention : 1 structure n'est interrogée que mardi 1er décembre 2026 à 10 h";
    await coordinator.command('/questionnaire lancer', { cloture: '1er décembre 2026' });
    expect(coordinator.read()).not.toContain(late);
    await coordinator.command('/questionnaire lancer', { cloture: '30 novembre 2026' });
    expect(coordinator.read()).toContain(late);
    await coordinator.press('Lancer le questionnaire');
    await coordinator.command('/questionnaire prolonger', { cloture: '29 novembre 2026' });
    expect(coordinator.read()).toContain(late);

    // In the evening of the last day a reminder would leave the next morning.
    await world.goTo('2026-11-15T10:00:00+01:00');
    await world.goTo('2026-11-30T22:00:00+01:00');
    await coordinator.command('/questionnaire relancer');
    expect(coordinator.read()).toContain("Changez d'abord la date de clôture");
    await coordinator.press('Changer la date de clôture');
    await coordinator.fill({ closing: '15 janvier 2027' });
    await coordinator.press('Changer la date');
    await coordinator.command('/questionnaire relancer');
    expect(coordinator.read()).toContain('Relancer 1 personne ?');
  },
);
