import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('an edition, opened on %s', (platform) => {
  it('is announced on both platforms, given a theme and objectives, and closed after a confirmation', async () => {
    const coordinator = world.coordinator[platform];
    const reader = world.person(platform === 'slack' ? 'discord' : 'slack', `Rita ${platform}`);
    const year = platform === 'slack' ? '2026' : '2027';
    await coordinator.command('/edition ouvrir', { annee: year, message: "L'ESS près de chez vous" });
    expect(coordinator.read()).toContain(`Mois de l'ESS ${year}`);
    expect(reader.look()).toContain("c'est ouvert");

    await coordinator.command('/edition theme', { nom: 'Habiter' });
    expect(coordinator.read()).toContain('Habiter');
    await coordinator.command('/edition theme', { nom: 'habiter' });
    expect(coordinator.read()).toContain('existe déjà');

    await coordinator.command('/edition objectifs');
    await coordinator.fill({ figure: 'events', target: '30' });
    expect(coordinator.read()).toContain('Événements : 30');

    await coordinator.command('/edition cloturer');
    await coordinator.press('Ne rien changer');
    expect(coordinator.read()).toContain("Rien n'a été changé");
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    expect(coordinator.read()).toContain('est close');
  });

  it('is not to be opened by somebody who is no coordinator, nor twice, nor with a year that is none', async () => {
    const somebody = world.person(platform, `Paul ${platform}`);
    await somebody.command('/edition ouvrir', { annee: '2030' });
    expect(somebody.read()).toContain('coordination');
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: 'abcd' });
    expect(coordinator.read()).toContain('quatre chiffres');
    await coordinator.correct();
    expect(coordinator.form().fields.find((field) => field.id === 'year')?.value).toEqual(['abcd']);
  });

  it('is closed from where it stands in the way of the next one, whose year is proposed', async () => {
    const coordinator = world.coordinator[platform];
    const year = platform === 'slack' ? 2028 : 2029;
    await coordinator.command('/edition ouvrir', { annee: String(year) });
    await coordinator.command('/edition ouvrir');
    expect(coordinator.form().fields.find(({ id }) => id === 'year')?.value).toEqual([String(year + 1)]);
    await coordinator.fill({});
    expect(coordinator.read()).toContain(`L'édition ${year} est encore ouverte`);
    await coordinator.press('Clore');
    await coordinator.press("Clore l'édition");
    expect(coordinator.read()).toContain('est close');
  });
});
