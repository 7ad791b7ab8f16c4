import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organiser, plain, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('a question on a proposal, on %s', (platform) => {
  it('stands above the field for its answer, which reaches the coordination once the event is accepted, too', async () => {
    const coordinator = world.coordinator[platform];
    const title = `Balade ${platform}`;
    const eve = await organiser(world, platform, 'Eve', `Les Marcheurs ${platform}`);
    await propose(eve, { title, when: '6 novembre 18h', place: 'Laon' });
    await coordinator.press('Demander une précision', { in: title });
    await coordinator.fill({ question: "Et s'il pleut ?" });
    coordinator.look();
    await coordinator.press('Accepter', { in: title });
    expect(plain(coordinator.look())).toContain('Attention : une question attend encore sa réponse.');

    await eve.press('Répondre', { in: 'a une question' });
    expect(plain(eve.form().text)).toContain("Question de la coordination : « Et s'il pleut ? »");
    await eve.fill({ answer: 'Sous le préau.' });
    expect(plain(eve.read())).toContain('part à la coordination (CRESS). Votre événement est déjà accepté.');
    const told = plain(coordinator.look());
    expect(told).toContain(`Réponse de « Les Marcheurs ${platform} » à la question de la coordination sur`);
    expect(told).toContain('Sous le préau.');

    // It is answered once.
    await eve.press('Répondre', { in: 'a une question' });
    expect(plain(eve.read())).toContain('déjà');
  });
});
