import { afterEach, describe, expect, it } from 'vitest';
import { openEdition, propose, write } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World;
afterEach(() => world?.close());

const month = 'Attention : le Mois a lieu du dimanche 1er au lundi 30 novembre 2026';

describe.each(platformsInTurn())('dates outside the Month, on %s', (platform) => {
  it('are told of to who proposes them and to who decides, as many as there are, until they are in it', async () => {
    const opened = await openEdition(platform);
    world = opened.world;
    const { coordinator, gil } = opened;
    await write(gil, { title: 'Portes ouvertes', when: 'samedi 5 décembre 2026 14h' });
    expect(gil.read()).toContain(`${month}, et cette date n'y est pas.`);
    await gil.press('Proposer');
    expect(coordinator.look()).toContain(`${month}, et cette date n'y est pas.`);
    await coordinator.command('/evenement file');
    expect(coordinator.read()).toContain(`${month}, et cette date n'y est pas.`);

    await gil.command('/evenement modifier', { evenement: 'Portes ouvertes' });
    await gil.fill({ when: 'samedi 14 novembre 2026 14h, samedi 5 décembre 2026 14h' });
    await coordinator.command('/evenement file');
    expect(coordinator.read()).toContain("et une des dates n'y est pas.");

    await gil.command('/evenement modifier', { evenement: 'Portes ouvertes' });
    await gil.fill({ when: 'samedi 14 novembre 2026 14h' });
    await propose(gil, { title: 'Repas', when: '5 décembre 2026 12h, 6 décembre 2026 12h, 8 novembre 2026 12h' });
    await coordinator.command('/evenement file');
    expect(coordinator.read()).toContain("et 2 des dates n'y sont pas.");
    expect(coordinator.read().match(/Attention : le Mois/g)).toHaveLength(1);
    const card = coordinator
      .screen()
      .find(({ text }) => text.includes('1. Portes ouvertes') && text.includes('par Gil'));
    expect(card?.text).not.toContain('Attention');
  });
});
