import { afterAll, describe, expect, it } from 'vitest';
import { plain } from '../../support/events.ts';
import { logo } from '../../support/kit-files.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())("an organisation's copy of the kit, on %s", (platform) => {
  let world: World;
  afterAll(() => world?.close());

  it('reads in the language of who holds it once a colleague has confirmed it', async () => {
    world = await startWorld({ at: '2026-10-05T09:00:00+02:00' });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const bea = world.person(platform, 'Béa');
    const john = world.person(platform, 'John', { locale: 'en' });
    for (const one of [bea, john]) await one.command('/mois');
    const organisationId = await organisationOf(world, 'Le Rucher', [bea, john]);
    await acceptedEvent(world, {
      organisationId,
      by: bea,
      title: 'Portes ouvertes',
      startsAt: '2026-11-14T14:00:00+01:00',
    });
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo] });
    await coordinator.press('Publier et envoyer');
    await world.runDue();
    const hers = () => bea.screen().findLast(({ text }) => text.includes('version 1'))?.text ?? '';
    expect(hers()).toContain('Kit de communication');

    await john.command('/kit recevoir');
    await john.press('I have the kit');
    await world.runDue();
    expect(hers()).toContain('Kit de communication');
    expect(plain(hers())).toContain('Bien reçu');
  });
});
