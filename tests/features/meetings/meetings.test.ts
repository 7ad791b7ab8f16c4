import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('a meeting, announced on %s', (platform) => {
  it('is shown back, announced on both platforms, answered, reminded and cancelled', async () => {
    world.clock.set('2026-09-15T09:00:00+02:00');
    const coordinator = world.coordinator[platform];
    const title = `Préparation ${platform}`;
    await coordinator.command('/reunion programmer', {
      titre: title,
      date: 'mardi 6 octobre de 14h à 16h',
      lieu: 'Amiens',
    });
    expect(coordinator.read()).toContain('mardi 6 octobre 2026 de 14 h à 16 h');
    await coordinator.press('Annoncer la réunion');
    expect(coordinator.read()).toContain('est programmée');

    const people = [world.person('slack', 'Sam'), world.person('discord', 'Dina')];
    for (const person of people) {
      await person.press('Je viens');
      expect(person.read()).toContain('vous venez');
    }
    expect(people[0]?.look()).toContain('2 personnes viennent');

    // Who answers in the form changes their mind below what confirms it.
    const tess = world.person(platform, `Tess ${platform}`);
    await tess.command('/reunion repondre', { reunion: title, reponse: 'Peut-être' });
    expect(tess.read()).toContain('vous viendrez peut-être');
    await tess.press('Je ne viens pas', { in: 'vous viendrez peut-être' });
    expect(tess.read()).toContain('vous ne venez pas');

    await world.goTo('2026-09-29T10:00:00+02:00');
    expect(people[1]?.look()).toContain(`Dans une semaine : ${title}`);
    await world.goTo('2026-10-05T10:00:00+02:00');
    expect(people[0]?.look()).toContain(`Demain : ${title}`);

    await coordinator.command('/reunion liste');
    await coordinator.press('Annuler la réunion');
    await coordinator.press('Annuler la réunion');
    expect(coordinator.read()).toContain('est annulée');
    expect(people[0]?.look()).toContain(`Annulée : ${title}`);
    const before = world.slack.requests.length;
    await world.goTo('2026-10-06T13:00:00+02:00');
    expect(world.slack.requests.length).toBe(before);
  });
});
