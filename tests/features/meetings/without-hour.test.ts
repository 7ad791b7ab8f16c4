import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-10-05T09:00:00+02:00' });
});
afterAll(() => world?.close());

it('is suggested with hours alone while its date is typed', async () => {
  const { user, place } = world.coordinator.discord;
  for (const path of ['/reunion programmer', '/annonce programmer']) {
    const suggested = await world.discord.suggest(user.id, place, path, 'date', '14 novembre');
    expect(suggested.length).toBeGreaterThan(0);
    expect(JSON.stringify(suggested)).not.toContain('toute la journée');
  }
});

describe.each(platformsInTurn())('a meeting that is typed for whole days, on %s', (platform) => {
  it('is offered no whole day where only a day was typed, and keeps the day for its hour', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/reunion programmer', { titre: 'Préparation', date: '14 novembre', lieu: 'Amiens' });
    expect(plain(coordinator.look())).toContain("Il manque l'heure dans « 14 novembre »");
    expect(coordinator.look()).not.toContain('toute la journée');
    expect(coordinator.sees('Choisissez')).toBe(false);
    await coordinator.correct();
    const [when] = coordinator.form().fields.filter(({ id }) => id === 'when');
    expect(when?.value).toEqual(['14 novembre']);
    await coordinator.fill({ when: '14 novembre 10h' });
    expect(plain(coordinator.read())).toContain('samedi 14 novembre 2026 à 10 h');
  });

  it.each(['14 novembre toute la journée', 'toute la journée du 14 novembre', 'du 14 au 16 novembre'])(
    '« %s » is asked for its hour',
    async (date) => {
      const coordinator = world.coordinator[platform];
      await coordinator.command('/reunion programmer', { titre: 'Préparation', date, lieu: 'Amiens' });
      expect(plain(coordinator.look())).toContain("Une réunion commence à une heure. Donnez le jour et l'heure");
      expect(coordinator.sees('Annoncer la réunion')).toBe(false);
      await coordinator.correct();
      await coordinator.fill({ when: '14 novembre de 10h à 16h' });
      expect(plain(coordinator.read())).toContain('samedi 14 novembre 2026 de 10 h à 16 h');
      await coordinator.press('Annoncer la réunion');
      expect(coordinator.read()).toContain('est programmée');

      // So is one that is moved.
      await coordinator.command('/reunion liste');
      await coordinator.press('Déplacer la réunion');
      await coordinator.fill({ when: date });
      expect(plain(coordinator.look())).toContain('Une réunion commence à une heure');
      await coordinator.correct();
      await coordinator.fill({ when: '15 novembre 10h' });
      await coordinator.press('Déplacer la réunion', { in: 'Les annonces montreront' });
      expect(coordinator.read()).toContain('est déplacée');
      await coordinator.command('/reunion liste');
      await coordinator.press('Annuler la réunion');
      await coordinator.press('Annuler la réunion', { in: 'Les annonces seront corrigées' });
    },
  );
});
