import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openEdition, propose } from '../../support/events.ts';
import { logo } from '../../support/kit-files.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('the kit of an edition that is closed, on %s', (platform) => {
  let world: World;
  afterAll(() => world?.close());
  let opened: Awaited<ReturnType<typeof openEdition>>;
  beforeAll(async () => {
    opened = await openEdition(platform);
    world = opened.world;
  });

  it('is handed out no more: who asks is told of which edition it was, and is offered nothing that is refused', async () => {
    const { coordinator, gil } = opened;
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo] });
    await coordinator.press('Publier et envoyer');
    await gil.command('/kit liste');
    expect(gil.sees('Recevoir le kit')).toBe(true);
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");

    await gil.press('Recevoir le kit');
    expect(gil.read()).toContain("L'édition « Mois de l'ESS 2026 » est close : on ne peut plus recevoir son kit ici.");
    gil.look();
    await gil.command('/kit liste');
    expect(gil.read()).toContain('logo');
    expect(gil.news.flatMap(({ controls }) => controls)).toEqual([]);
  });
});

describe.each(platformsInTurn())('a version of the kit that waits, on %s', (platform) => {
  let world: World | undefined;
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });

  it('is not sent any more once the edition is closed', async () => {
    const { world: own, coordinator, gil } = await openEdition(platform);
    world = own;
    await propose(gil, { title: 'Fête du pain' });
    await coordinator.press('Accepter', { in: 'Fête du pain' });
    const has = (version: number) =>
      gil.screen().filter(({ text }) => text.includes(`du Mois, version ${version}`)).length;
    const publish = async () => {
      await coordinator.command('/kit publier');
      await coordinator.fill({ files: [logo] });
      await coordinator.press('Publier et envoyer');
    };
    // The third one finds his week full.
    for (let version = 1; version <= 3; version += 1) await publish();
    expect([1, 2, 3].map(has)).toEqual([1, 1, 0]);
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    await world.goTo(new Date(world.clock.now().getTime() + 8 * 24 * 3_600_000));
    await world.runDue();
    expect(has(3)).toBe(0);
    await coordinator.command('/kit suivi');
    expect(coordinator.read()).toContain('pas envoyé avant la clôture');
    expect(coordinator.read()).not.toMatch(/la recevra|prévu le|pas encore/);
  });

  it('until the morning counts as sent to nobody', async () => {
    const { world: own, coordinator, gil } = await openEdition(platform);
    world = own;
    await propose(gil, { title: 'Fête du pain' });
    await coordinator.press('Accepter', { in: 'Fête du pain' });
    const today = world.clock.now().toISOString().slice(0, 10);
    await world.goTo(new Date(`${today}T22:30:00+02:00`));
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo] });
    await coordinator.press('Publier et envoyer');
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    await world.goTo(new Date(world.clock.now().getTime() + 12 * 3_600_000));
    expect(gil.look()).not.toContain('du Mois, version 1');
    await coordinator.command('/kit suivi');
    expect(coordinator.read()).toContain('pas envoyé avant la clôture');
  });

  it('until the morning reaches an organisation that takes part no more, and then again', async () => {
    const { world: own, coordinator, gil } = await openEdition(platform);
    world = own;
    await propose(gil, { title: 'Fête du pain' });
    await coordinator.press('Accepter', { in: 'Fête du pain' });
    const has = () => gil.screen().filter(({ text }) => text.includes('du Mois, version 1')).length;
    const today = world.clock.now().toISOString().slice(0, 10);
    await world.goTo(new Date(`${today}T22:30:00+02:00`));
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo] });
    await coordinator.press('Publier et envoyer');
    await coordinator.press('Revenir sur la décision', { in: 'Fête du pain' });
    await coordinator.press('Revenir sur la décision', { in: 'sera retiré du programme' });
    await world.goTo(new Date(world.clock.now().getTime() + 12 * 3_600_000));
    expect(has()).toBe(0);
    await coordinator.press('Accepter', { in: 'Fête du pain' });
    await world.runDue();
    expect(has()).toBe(1);
  });
});
