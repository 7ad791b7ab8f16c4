import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logo, press } from '../../support/kit-files.ts';
import { acceptedEvent, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('the kit, published on %s', (platform) => {
  it('is shown back, published as a new version, received on demand and its receipt recorded', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo, press], note: 'Le logo en couleur' });
    expect(coordinator.read()).toContain('logo.png');
    await coordinator.press('Publier et envoyer');
    expect(coordinator.read()).toMatch(/La version \d est publiée/);

    const organiser = world.person(platform, `Odile ${platform}`);
    const organisationId = await organisationOf(world, `Les Jardins ${platform}`, [organiser]);
    const startsAt = '2026-11-14T14:00:00+01:00';
    await acceptedEvent(world, { title: `Fête ${platform}`, organisationId, by: organiser, startsAt });
    await organiser.command('/kit recevoir');
    expect(organiser.read()).toContain('Kit de communication');
    const kit = organiser.news.find((message) => message.text.includes('à utiliser sur tout'));
    expect(organiser.news.flatMap((message) => message.files.map((file) => file.name))).toEqual(
      expect.arrayContaining(['dossier.txt']),
    );
    expect(kit?.controls.length).toBeGreaterThan(0);
    await organiser.press("J'ai bien reçu le kit");
    expect(organiser.read()).toContain('bien arrivé');
    // The pressed button has made way for a line that tells what was done, and the files stay.
    expect(organiser.sees("J'ai bien reçu le kit")).toBe(false);
    const shown = organiser.screen().filter(({ text }) => text.includes('à utiliser sur tout'));
    expect(shown.map(({ text }) => text).join()).toContain("c'est noté, merci");
    expect(organiser.screen().flatMap(({ files }) => files.map(({ name }) => name))).toContain('dossier.txt');
    await world.goTo(new Date(world.clock.now().getTime() + 60_000));
    await organiser.command('/kit recevoir');
    expect(organiser.read()).toContain('a déjà confirmé');
    expect(organiser.news.flatMap(({ controls }) => controls)).toEqual([]);
    // Asked for again, it stands once: the copy from before has given way to it.
    await organiser.command('/kit recevoir');
    expect(organiser.screen().filter(({ text }) => text.includes('à utiliser sur tout'))).toHaveLength(1);

    await coordinator.command('/kit suivi');
    expect(coordinator.read()).toContain(`Les Jardins ${platform}`);
    expect(coordinator.read()).toContain(organiser.name);
  });
});
