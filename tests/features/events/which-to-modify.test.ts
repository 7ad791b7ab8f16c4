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

describe.each(platformsInTurn())('/evenement modifier without saying which, on %s', (platform) => {
  it('opens the form of the only event, and of the one that is chosen among several', async () => {
    const eve = await organiser(world, platform, 'Eve', `Les Marcheurs ${platform}`);
    const title = () => eve.form().fields.find(({ id }) => id === 'title')?.value?.[0];
    await propose(eve, { title: `Balade ${platform}`, when: '6 novembre 18h', place: 'Laon' });
    await eve.command('/evenement modifier');
    expect(title()).toBe(`Balade ${platform}`);

    await propose(eve, { title: `Bal ${platform}`, when: '7 novembre 18h', place: 'Laon' });
    await eve.command('/evenement modifier');
    await eve.choose('Événement', `Bal ${platform}`);
    expect(title()).toBe(`Bal ${platform}`);
    await eve.fill({ title: `Grand bal ${platform}` });
    expect(plain(eve.read())).toContain(`« Grand bal ${platform} »`);

    // A typed word that is no event is told above the choice.
    await eve.command('/evenement modifier', { evenement: 'Kermesse' });
    expect(plain(eve.read())).toContain('« Kermesse »');
    await eve.choose('Événement', `Balade ${platform}`);
    expect(title()).toBe(`Balade ${platform}`);
  });
});
