import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organiser, plain, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('who was asked on %s to co-organise and has not answered', (platform) => {
  it('learns that the event is refused or cancelled, and their card asks nothing any more', async () => {
    const coordinator = world.coordinator[platform];
    const title = `Marché ${platform}`;
    const eva = await organiser(world, other[platform], 'Eva', `Le Verger ${platform}`);
    const fay = await organiser(world, platform, 'Fay', `Les Voisins ${platform}`);
    await propose(eva, { title, when: '7 novembre 18h' });
    await eva.command('/evenement coorganiser', { evenement: title, structure: `Les Voisins ${platform}` });
    expect(fay.look()).toContain('vous propose de co-organiser');
    const asks = () =>
      fay
        .screen()
        .some(({ controls }) => controls.some((one) => one.kind === 'button' && plain(one.label) === 'Co-organiser'));
    expect(asks()).toBe(true);

    await coordinator.press('Refuser', { in: title });
    await coordinator.fill({ reason: 'Trop loin.' });
    expect(plain(fay.look())).toContain(`« ${title} », que « Le Verger ${platform} » vous proposait de co-organiser`);
    expect(asks()).toBe(false);

    await coordinator.press('Revenir sur la décision', { in: title });
    await coordinator.press('Revenir sur la décision', { in: 'Votre refus et son motif' });
    expect(asks()).toBe(true);
    // They had two messages unasked this week.
    await world.goTo(new Date(world.clock.now().getTime() + 8 * 86_400_000));
    expect(plain(fay.look())).toContain("L'invitation attend de nouveau votre réponse");

    await eva.command('/evenement annuler', { evenement: title });
    await eva.press("Annuler l'événement");
    expect(plain(fay.look())).toContain("a annulé l'événement");
    expect(asks()).toBe(false);
    expect(
      fay.screen().some(({ text }) => plain(text).includes("n'est plus prévu : il n'y a plus rien à répondre")),
    ).toBe(true);
  });
});
