import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEdition, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('what no other answer in a form would change, on %s', (platform) => {
  let opened: Awaited<ReturnType<typeof openEdition>>;
  let world: World;
  beforeAll(async () => {
    opened = await openEdition(platform);
    world = opened.world;
  });
  afterAll(() => world?.close());

  it('is refused with what can be done instead: a refusal that comes after an acceptance', async () => {
    const { coordinator, gil } = opened;
    await propose(gil, { title: 'Bourse' });
    coordinator.look();
    await coordinator.press('Refuser', { in: 'Bourse' });
    await world.coordinator[other[platform]].press('Accepter', { in: 'Bourse' });
    await coordinator.fill({ reason: 'Trop loin de tout.' });
    expect(coordinator.read()).toContain("L'événement « Bourse » a déjà été accepté par");
    expect(coordinator.read()).toContain('Trop loin de tout.');
    expect(coordinator.sees('Corriger')).toBe(false);
    expect(coordinator.sees('Voir la fiche')).toBe(true);
    await coordinator.press('Revenir sur la décision', { in: 'a déjà été accepté' });
    expect(coordinator.read()).toContain('sera retiré du programme');
  });

  it('an event that somebody was about to cancel by mistake stays as it is, by a button that says so', async () => {
    const { gil } = opened;
    await propose(gil, { title: 'Goûter' });
    await gil.command('/evenement annuler', { evenement: 'Goûter' });
    expect(gil.read()).toContain("Annuler l'événement");
    await gil.press('Ne rien changer');
    const { status } = await world.database.prisma.event.findFirstOrThrow({ where: { title: 'Goûter' } });
    expect(status).toBe('PROPOSED');
    expect(gil.sees("Annuler l'événement")).toBe(false);
  });
});
