import { afterEach, describe, expect, it } from 'vitest';
import { openEdition, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World;
afterEach(() => world?.close());

describe.each(platformsInTurn())('events of one title, on %s', (platform) => {
  it('are told apart by their dates where a coordinator chooses among them, and once they are accepted', async () => {
    const opened = await openEdition(platform);
    world = opened.world;
    const { coordinator, gil } = opened;
    await propose(gil, { title: 'Portes ouvertes', when: '14 novembre 14h' });
    await propose(gil, { title: 'Portes ouvertes', when: '21 novembre 14h' });
    await propose(gil, { title: 'Repas', when: '22 novembre 12h' });
    await coordinator.command('/evenement file');
    const offered = JSON.stringify(coordinator.news.map(({ controls }) => controls)).replaceAll('\u00a0', ' ');
    expect(offered).toMatch(/sam\. 14 nov\..* · Repair Café/u);
    await coordinator.choose('Accepter plusieurs', '1. Portes ouvertes', '2. Portes ouvertes', '3. Repas');
    await coordinator.press('Accepter les 3');
    expect(coordinator.read()).toContain('1. Portes ouvertes (sam. 14 nov.');
    expect(coordinator.read()).toContain('2. Portes ouvertes (sam. 21 nov.');
    expect(coordinator.read()).not.toContain('3. Repas (');
  });
});
