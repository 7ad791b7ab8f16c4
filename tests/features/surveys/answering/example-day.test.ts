import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../../../support/events.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { launch, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

describe.each(platformsInTurn())('a date that can not be read, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-14T09:00:00+01:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
  });
  afterAll(() => world?.close());

  it('is refused with an example that lies near today', async () => {
    const { organiser } = await openDoors(world, platform);
    await launch(world.coordinator[platform]);
    await world.goTo('2026-11-15T10:00:00+01:00');
    await organiser.press('Reporté');
    await organiser.say('bientôt', 'À quelle date');
    expect(plain(organiser.read())).toContain(
      "Je n'ai pas trouvé de date dans « bientôt ». Par exemple : dimanche 22 novembre 2026.",
    );
  });
});
