import { afterEach, describe, expect, it } from 'vitest';
import { platformsInTurn } from '../../../support/platforms.ts';
import { answersOf, launch, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

describe.each(platformsInTurn())('what is typed to the bot alone on %s', (platform) => {
  let world: World;
  afterEach(() => world?.close());

  it('answers the questionnaire that was opened last, also for another organisation, on the telephone', async () => {
    world = await startWorld({ at: '2026-11-14T09:00:00+01:00' });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const events = [];
    for (const name of ['Moulin', 'Ruche']) events.push(await openDoors(world, platform, { name }));
    const [mill, hive] = events;
    if (!mill || !hive) throw new Error('two open their doors');
    await launch(coordinator);
    await world.goTo('2026-11-15T10:00:00+01:00');

    await coordinator.command('/questionnaire saisir', { questionnaire: 'Portes ouvertes Moulin' });
    await coordinator.say('oui');
    await coordinator.command('/questionnaire saisir', { questionnaire: 'Portes ouvertes Ruche' });
    await coordinator.say('oui');
    await coordinator.say('120');
    expect(coordinator.read()).toContain('→ 120');
    await coordinator.command('/questionnaire saisir', { questionnaire: 'Portes ouvertes Moulin' });
    await coordinator.say('45');
    expect(await answersOf(world, { eventId: hive.eventId })).toMatchObject({ attendance: { value: 120 } });
    expect(await answersOf(world, { eventId: mill.eventId })).toMatchObject({ attendance: { value: 45 } });
  });

  it('is counted as late once the survey is closed, as the card says', async () => {
    world = await startWorld({ at: '2026-11-14T09:00:00+01:00' });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const { organiser: by, eventId } = await openDoors(world, platform);
    await launch(coordinator);
    await world.goTo('2026-11-15T10:00:00+01:00');
    await by.press('Oui');
    await coordinator.command('/questionnaire fermer');
    await coordinator.press('Clore');
    await by.say('120');
    expect(by.read()).toContain('→ 120');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 120 } });
    expect(await world.database.prisma.answer.count({ where: { question: 'attendance', late: true } })).toBe(1);

    // After two months it is no answer any more.
    await world.goTo('2027-02-15T10:00:00+01:00');
    await by.say('oui');
    expect(await answersOf(world, { eventId })).not.toHaveProperty('officials');
  });
});
