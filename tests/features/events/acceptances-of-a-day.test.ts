import { afterEach, describe, expect, it } from 'vitest';
import { dueHandlers } from '../../../src/composition.ts';
import { EVENTS_ACCEPTED } from '../../../src/features/events/due-kinds.ts';
import { silentLog } from '../../../src/log.ts';
import type { Person } from '../../../src/playground/person.ts';
import { createSchedule, type DueHandlers } from '../../../src/schedule/run-due.ts';
import { openEdition, propose } from '../../support/events.ts';
import { type Platform, platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** Opens an edition, to which Gil has proposed events of these titles. */
async function proposed(platform: Platform, ...titles: readonly string[]) {
  const { coordinator, gil, ...opened } = await openEdition(platform);
  world = opened.world;
  for (const title of titles) await propose(gil, { title });
  return { world, coordinator, gil, reader: world.person(platform, 'Rita') };
}

const accept = (coordinator: Person, title: string) => {
  coordinator.look();
  return coordinator.press('Accepter', { in: title });
};

const digests = (reader: Person) => reader.look().split(/nouveaux? événements? au programme/).length - 1;

describe.each(platformsInTurn())('the acceptances of a day, on %s', (platform) => {
  it('are told at once to the organisation, and to the channel in one message at six', async () => {
    const { world, coordinator, gil, reader } = await proposed(platform, 'Visite', 'Repas', 'Lecture');
    await accept(coordinator, 'Visite');
    await accept(coordinator, 'Repas');
    await accept(coordinator, 'Lecture');
    expect(gil.look()).toContain('Bonne nouvelle : votre événement « Visite » est accepté');
    expect(digests(reader)).toBe(0);
    await world.goTo('2026-09-15T17:59:00+02:00');
    expect(digests(reader)).toBe(0);
    await world.goTo('2026-09-15T18:00:00+02:00');
    const told = reader.look();
    expect(told).toContain('3 nouveaux événements au programme');
    for (const title of ['Visite', 'Repas', 'Lecture']) expect(told).toContain(`« ${title} », samedi 14 novembre`);
    await world.goTo('2026-09-16T18:00:00+02:00');
    expect(digests(reader)).toBe(1);
  });

  it('are told without one that was taken back before, and corrected where one is taken back later', async () => {
    const { world, coordinator, gil, reader } = await proposed(platform, 'Visite', 'Repas');
    await accept(coordinator, 'Visite');
    await accept(coordinator, 'Repas');
    await coordinator.press('Revenir sur la décision', { in: 'Repas' });
    await coordinator.press('Revenir sur la décision', { in: 'sera retiré du programme' });
    await world.goTo('2026-09-15T18:00:00+02:00');
    expect(reader.look()).toContain('Un nouvel événement au programme');
    expect(reader.look()).not.toContain('« Repas »');

    await accept(coordinator, 'Repas');
    await world.goTo('2026-09-16T18:00:00+02:00');
    expect(reader.look()).toContain('« Repas », samedi 14 novembre');
    await coordinator.press('Revenir sur la décision', { in: 'Visite' });
    await coordinator.press('Revenir sur la décision', { in: 'sera retiré du programme' });
    expect(reader.look()).toContain("Retiré du programme pour l'instant : « Visite »");

    // A postponement and a cancellation are corrections too.
    await gil.command('/evenement reporter', { evenement: 'Repas' });
    if (!gil.sees('Reporter')) await gil.fill({});
    await gil.press('Reporter');
    expect(reader.look()).toContain('Reporté, date à venir : « Repas »');
    await gil.command('/evenement annuler', { evenement: 'Repas' });
    await gil.press("Annuler l'événement");
    expect(reader.look()).toContain('Annulé : « Repas »');
  });

  it('are told in the morning when the bot was away at six, and to nobody where the edition wants that', async () => {
    const { world, coordinator, reader } = await proposed(platform, 'Visite', 'Repas');
    await accept(coordinator, 'Visite');
    await world.goTo('2026-09-15T23:00:00+02:00');
    expect(reader.look()).not.toContain('« Visite »');
    await world.goTo('2026-09-16T08:00:00+02:00');
    expect(reader.look()).toContain('« Visite », samedi 14 novembre');

    await coordinator.command('/edition objectifs');
    await coordinator.fill({ acceptances: 'NONE' });
    expect(coordinator.read()).toContain('Pas annoncés');
    await accept(coordinator, 'Repas');
    await world.goTo('2026-09-16T18:00:00+02:00');
    await coordinator.command('/edition objectifs');
    await coordinator.fill({ acceptances: 'DAILY' });
    await world.goTo('2026-09-17T18:00:00+02:00');
    expect(reader.look()).not.toContain('« Repas »');
  });

  it('are told with one that is accepted between two turns of that same moment', async () => {
    const { world, coordinator, reader } = await proposed(platform, 'Visite', 'Repas', 'Lecture');
    await accept(coordinator, 'Visite');
    await accept(coordinator, 'Repas');
    world.clock.set('2026-09-15T18:00:00+02:00');
    let turns = 0;
    const stopsAfterOne: DueHandlers = {
      async [EVENTS_ACCEPTED](scope, subject) {
        turns += 1;
        if (turns > 1) throw new Error('stopped before the next turn');
        await dueHandlers[EVENTS_ACCEPTED]?.(scope, subject);
      },
    };
    const run = (handlers: DueHandlers) =>
      createSchedule(world.database, handlers, silentLog).runDue(world.clock.now());
    await run(stopsAfterOne);
    await world.settle();
    expect(reader.look()).toContain('2 nouveaux événements au programme');
    await accept(coordinator, 'Lecture');
    await run(dueHandlers);
    await world.settle();
    expect(reader.look()).toContain('3 nouveaux événements au programme');
    expect(reader.look()).toContain('« Lecture », samedi 14 novembre');
    expect(digests(reader)).toBe(1);
  });

  it('are told once, by two processes at the same time, and after one that died in the middle of it', async () => {
    const { world, coordinator, reader } = await proposed(platform, 'Visite', 'Repas');
    await accept(coordinator, 'Visite');
    await accept(coordinator, 'Repas');
    world.clock.set('2026-09-15T18:00:00+02:00');
    const dies: DueHandlers = {
      async [EVENTS_ACCEPTED](scope, subject) {
        await dueHandlers[EVENTS_ACCEPTED]?.(scope, subject);
        throw new Error('killed before it was stored');
      },
    };
    const run = (handlers: DueHandlers) =>
      createSchedule(world.database, handlers, silentLog).runDue(world.clock.now());
    await run(dies);
    await world.settle();
    expect(digests(reader)).toBe(0);
    await Promise.all([run(dueHandlers), run(dueHandlers)]);
    await world.settle();
    expect(reader.look()).toContain('2 nouveaux événements au programme');
    expect(digests(reader)).toBe(1);
  });
});
