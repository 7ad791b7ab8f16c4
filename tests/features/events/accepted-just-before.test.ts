import { afterEach, describe, expect, it } from 'vitest';
import { openEdition, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

describe.each(platformsInTurn())('an event that is accepted too late for the message at six, on %s', (platform) => {
  /** Opens an edition to which these were proposed, each with its date, and returns how they are accepted and read of. */
  async function proposed(events: Readonly<Record<string, string>>) {
    const { coordinator, gil, ...opened } = await openEdition(platform);
    world = opened.world;
    for (const [title, when] of Object.entries(events)) await propose(gil, { title, when });
    const reader = world.person(platform, 'Rita');
    return {
      world,
      gil,
      accept: async (title: string) => {
        coordinator.look();
        await coordinator.press('Accepter', { in: title });
      },
      told: () => reader.look(),
      messages: () => reader.look().split(/nouve(?:l|aux) événements? au programme/).length - 1,
    };
  }

  it('is told of within minutes, in one message with what else waits; what comes later is told at six', async () => {
    const { world, accept, told, messages } = await proposed({
      Visite: 'samedi 14 novembre de 10h à 16h',
      Repas: 'samedi 14 novembre 12h',
      Bal: 'samedi 21 novembre 20h',
      Lecture: 'dimanche 22 novembre 15h',
    });
    await world.goTo('2026-11-13T18:30:00+01:00');
    await accept('Visite');
    await world.goTo('2026-11-13T18:33:00+01:00');
    await accept('Repas');
    await accept('Bal');
    expect(messages()).toBe(0);
    await world.goTo('2026-11-13T18:40:00+01:00');
    expect(told()).toContain('3 nouveaux événements au programme');
    for (const title of ['Visite', 'Repas', 'Bal']) expect(told()).toContain(`« ${title} »`);
    await accept('Lecture');
    for (const at of ['13T19:00', '14T08:00', '14T17:59']) await world.goTo(`2026-11-${at}:00+01:00`);
    expect(messages()).toBe(1);
    await world.goTo('2026-11-14T18:00:00+01:00');
    expect(messages()).toBe(2);
    expect(told()).toContain('« Lecture »');
  });

  it('is told of in time for the date that it is given after it was accepted', async () => {
    const { world, gil, accept, told, messages } = await proposed({ Visite: 'samedi 21 novembre de 14h à 16h' });
    await world.goTo('2026-11-13T10:00:00+01:00');
    await accept('Visite');
    await world.goTo('2026-11-13T11:00:00+01:00');
    await gil.command('/evenement reporter');
    await gil.fill({ when: '13 novembre de 14h à 16h' });
    await gil.press('Reporter');
    await world.goTo('2026-11-13T11:10:00+01:00');
    expect(told()).toContain('« Visite », vendredi 13 novembre');
    await world.goTo('2026-11-13T18:00:00+01:00');
    expect(messages()).toBe(1);
  });

  it('is told of in the morning where that is at night, and on its day as long as it goes on', async () => {
    const { world, accept, told } = await proposed({
      Visite: 'samedi 14 novembre de 10h à 16h',
      Troc: 'samedi 14 novembre de 9h à 17h',
    });
    await world.goTo('2026-11-13T23:00:00+01:00');
    await accept('Visite');
    await world.goTo('2026-11-13T23:30:00+01:00');
    expect(told()).not.toContain('« Visite »');
    await world.goTo('2026-11-14T08:00:00+01:00');
    expect(told()).toContain('« Visite »');
    await world.goTo('2026-11-14T11:00:00+01:00');
    await accept('Troc');
    await world.goTo('2026-11-14T11:10:00+01:00');
    expect(told()).toContain('« Troc »');
  });
});
