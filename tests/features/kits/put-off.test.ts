import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { organiser, propose } from '../../support/events.ts';
import { logo } from '../../support/kit-files.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('the kit, for an event on %s that is put off without a date', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-10-05T09:00:00+02:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
  });
  afterAll(() => world?.close());

  const has = (person: Person, version: number) =>
    person.screen().filter(({ text }) => text.includes(`du Mois, version ${version}`)).length;
  async function publish(): Promise<void> {
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo] });
    await coordinator.press('Publier et envoyer');
  }
  async function putOff(person: Person, title: string): Promise<void> {
    await person.command('/evenement reporter', { evenement: title });
    await person.fill({});
    await person.press('Reporter');
    expect(person.read()).toContain('est reporté');
  }

  it('reaches its organisation, and who joins it then, and is followed up like any other', async () => {
    const gil = await organiser(world, platform, 'Gil', 'Repair Café');
    await propose(gil, { title: 'Fête du pain' });
    await coordinator.press('Accepter', { in: 'Fête du pain' });
    await putOff(gil, 'Fête du pain');
    await publish();
    expect(coordinator.read()).toContain('Elle part maintenant vers 1 structure');
    expect(has(gil, 1)).toBe(1);
    await coordinator.command('/kit suivi');
    expect(coordinator.read()).toContain('Repair Café');

    const zoe = await organiser(world, platform, 'Zoé', 'Le Moulin');
    await gil.command('/evenement coorganiser', { evenement: 'Fête du pain', structure: 'Le Moulin' });
    await zoe.press('Co-organiser', { in: 'Fête du pain' });
    expect(has(zoe, 1)).toBe(1);

    // What waited for the morning reaches one that was put off in between.
    const eve = await organiser(world, platform, 'Ève', 'Le Fournil');
    await propose(eve, { title: 'Visite' });
    await coordinator.press('Accepter', { in: 'Visite' });
    await world.goTo('2026-10-20T22:30:00+02:00');
    await publish();
    expect(has(eve, 2)).toBe(0);
    await putOff(eve, 'Visite');
    await world.goTo('2026-10-21T10:00:00+02:00');
    expect(has(eve, 2)).toBe(1);
    expect(has(gil, 2)).toBe(1);
  });
});
