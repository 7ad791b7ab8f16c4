import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, organiser, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import type { World } from '../../support/world.ts';
import { eraseWholly } from './erasing.ts';

const CONTACT = 'Léa Martin, 06 12 34 56 78';
const NUMBER = '06 12 34 56 78';

describe.each(platformsInTurn())('the contact that somebody gave of themselves on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    ({ world, coordinator } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  it('goes with them, though others are called like a word of it, or like all of it', async () => {
    // What she is called by the platform is none of her names in it.
    const marie = await organiser(world, platform, 'mdupont', 'Jardins partagés');
    await propose(marie, { title: 'Fête des graines', contact: CONTACT });
    for (const name of ['Léa', 'Léa Martin']) await world.person(platform, name).command('/mois');
    await world.runDue();
    expect(messagesNaming(world, [NUMBER]).length).toBeGreaterThan(0);

    await eraseWholly(world, marie);
    expect(await tablesNaming(world, [CONTACT, NUMBER])).toEqual([]);
    expect(messagesNaming(world, [NUMBER])).toEqual([]);
    await coordinator.command('/evenement voir', { evenement: '1' });
    expect(coordinator.read()).toContain('Fête des graines');
    expect(coordinator.read()).toContain('[texte effacé]');
  });
});
