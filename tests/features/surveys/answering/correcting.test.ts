import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { both, platformsInTurn } from '../../../support/platforms.ts';
import { answersOf, launch, type OpenDoors, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const people = {} as Record<'slack' | 'discord', OpenDoors>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    people[platform] = await openDoors(world, platform);
  }
  await launch(world.coordinator.slack, '20 janvier 2027');
  await world.goTo('2026-11-15T10:00:00+01:00');
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('an earlier answer opened to be corrected on %s', (platform) => {
  it('stays open until it is answered or given up; where that postpones the event, the coordinators move it', async () => {
    const { organiser, eventId } = people[platform];

    // It stays open with its buttons when what is written is nothing it could be.
    await organiser.press('Reporté');
    expect(organiser.read()).toContain('À quelle date est-il reporté');
    await organiser.choose('Corriger une réponse', 'a-t-il eu lieu');
    await organiser.say('plein de monde', 'a-t-il eu lieu');
    expect(organiser.read()).toContain("Je n'ai pas compris « plein de monde »");
    expect(organiser.sees('Annulé')).toBe(true);
    expect(organiser.sees('Ne rien changer')).toBe(true);
    expect(await answersOf(world, { eventId })).toMatchObject({ held: { option: 'postponed' } });

    // It is given up with a button; then the question that waits is asked again.
    await organiser.press('Ne rien changer');
    await organiser.say('15 décembre', 'À quelle date est-il reporté');
    expect(organiser.read()).toContain('À quelle date est-il reporté ?\n→ mardi 15 décembre 2026');
    expect(organiser.read()).toContain('Votre événement a-t-il eu lieu ?\n→ Reporté');
    expect(organiser.read()).toContain("l'événement est reporté");
    expect(await answersOf(world, { eventId })).toMatchObject({ newDay: { day: '2026-12-15' } });

    // An event answered to be postponed is told to the coordinators, who move it with a button after a look.
    const coordinator = world.coordinator[platform];
    expect(coordinator.look()).toContain(`« Portes ouvertes ${platform} » n'a pas eu lieu à sa date`);
    expect(coordinator.read()).toContain('il est reporté au mardi 15 décembre 2026');
    await coordinator.press("Reporter l'événement", { in: `« Portes ouvertes ${platform} »` });
    expect(coordinator.form().fields.find(({ id }) => id === 'when')?.value).toEqual(['mardi 15 décembre 2026 14 h']);
    await coordinator.fill({});
    expect(coordinator.read()).toContain('mardi 15 décembre 2026');
    await coordinator.press('Reporter', { in: 'À : mardi' });
    const event = await world.database.prisma.event.findUniqueOrThrow({
      where: { id: eventId },
      select: { status: true, occurrences: { select: { startsAt: true } } },
    });
    expect(event.occurrences).toEqual([{ startsAt: new Date('2026-12-15T14:00:00+01:00') }]);
    await world.runDue();
    const due = await world.database.prisma.dueItem.findMany({ where: { kind: 'survey-ask', doneAt: null } });
    expect(due.map(({ dueAt }) => dueAt)).toContainEqual(new Date('2026-12-16T10:00:00+01:00'));
  });
});
