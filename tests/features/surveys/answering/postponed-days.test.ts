import { afterEach, describe, expect, it } from 'vitest';
import { platformsInTurn } from '../../../support/platforms.ts';
import { answersOf, launch, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

describe.each(platformsInTurn())('the new date of a postponed event, on %s', (platform) => {
  let world: World;
  afterEach(() => world?.close());

  it('is not taken for next year\u2019s where it is past, and of several days the last one counts', async () => {
    world = await startWorld({ at: '2026-11-14T09:00:00+01:00' });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const { organiser: by, eventId } = await openDoors(world, platform);
    await launch(coordinator);
    await world.goTo('2026-11-15T10:00:00+01:00');
    await world.goTo('2026-11-25T10:00:00+01:00');
    await by.press('Reporté');

    for (const past of ['20 novembre', '20 novembre 2026']) {
      await by.say(past);
      expect(by.read()).toContain(
        "Le vendredi 20 novembre 2026 est passé : si l'événement a eu lieu ce jour-là, répondez « Oui » à la première question",
      );
    }
    expect(await answersOf(world, { eventId })).not.toHaveProperty('newDay');

    await by.say('du 28 au 29 novembre');
    expect(by.read()).toContain('lundi 30 novembre 2026 à 10 h');
    expect(coordinator.look()).toContain(
      'il est reporté au samedi 28 novembre 2026 (dernier jour : dimanche 29 novembre 2026)',
    );
    await world.goTo('2026-11-29T10:00:00+01:00');
    expect(await answersOf(world, { eventId })).toHaveProperty('newDay');
    await world.goTo('2026-11-30T10:00:00+01:00');
    expect(await answersOf(world, { eventId })).toEqual({});
  });

  it('may be a weekday of the next year, whose month is further off than the last one', async () => {
    world = await startWorld({ at: '2026-11-14T09:00:00+01:00' });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const { organiser: by } = await openDoors(world, platform);
    await launch(coordinator);
    await world.goTo('2026-11-15T10:00:00+01:00');
    await by.press('Reporté');
    await by.say('samedi 5 juin');
    expect(by.read()).toContain('dimanche 6 juin 2027 à 10 h');
  });
});
