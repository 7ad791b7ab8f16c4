import { afterEach, expect, it } from 'vitest';
import { platformsInTurn } from '../../../support/platforms.ts';
import { launch, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
afterEach(() => world?.close());

it.each(platformsInTurn())(
  "a survey is launched on %s once the earlier edition's, left open, is closed",
  async (platform) => {
    world = await startWorld({ at: '2026-11-10T10:00:00+01:00' });
    const { [platform]: coordinator } = world.coordinator;
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    await openDoors(world, platform);
    await launch(coordinator);
    await world.database.prisma.edition.updateMany({ data: { status: 'CLOSED', closedAt: world.clock.now() } });

    world.clock.set('2027-11-10T10:00:00+01:00');
    await coordinator.command('/edition ouvrir', { annee: '2027' });
    await coordinator.command('/questionnaire lancer');
    expect(coordinator.read()).toContain("Mois de l'ESS 2026 » est encore ouvert");
    await coordinator.press('Clore', { in: 'est encore ouvert' });
    await coordinator.press('Clore', { in: 'Clore le questionnaire ?' });
    await launch(coordinator);
    expect(coordinator.read()).toContain('Le questionnaire est lancé');
    expect(await world.database.prisma.survey.count({ where: { closedAt: null } })).toBe(1);
  },
);
