import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { both, platformsInTurn } from '../../../support/platforms.ts';
import { recordStatements } from '../../../support/statements.ts';
import { answersOf, launch, type OpenDoors, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const recording = recordStatements();
let world: World;
const asked = {} as Record<(typeof both)[number], OpenDoors>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-14T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    asked[platform] = await openDoors(world, platform);
  }
  await launch(world.coordinator.slack);
  await world.goTo('2026-11-15T10:00:00+01:00');
});
afterAll(async () => {
  await world?.close();
  recording.stop();
});

describe.each(platformsInTurn())('somebody who writes many lines to the bot at once on %s', (platform) => {
  const atOnce = async (user: string, lines: readonly string[]) => {
    recording.taken();
    await Promise.all(lines.map((line) => world[platform].say(user, { channel: 'direct', thread: null }, line)));
    await world.settle();
    return recording.taken().length;
  };
  const many = (count: number) => Array.from({ length: count }, (_, index) => `Ligne numéro ${index + 1}`);

  it('asks a quarter of the database of what the same lines ask one by one, while nothing is asked of them', async () => {
    const line = world.person(platform, `Line ${platform}`);
    await line.command('/mois');
    const { user } = line;
    await atOnce(user.id, ['Bonjour']);
    const one = await atOnce(user.id, ['Bonjour ?']);
    expect(await atOnce(user.id, many(100))).toBeLessThan((100 * one) / 4);
    // None is left to be dealt with, and each is known should it be brought or read again.
    const counted = {
      platform,
      event: { not: { startsWith: 'interaction' } },
    } as const;
    expect(await world.database.prisma.receivedEvent.count({ where: { said: { not: null } } })).toBe(0);
    expect(await world.database.prisma.receivedEvent.count({ where: counted })).toBeGreaterThanOrEqual(102);
  });

  it('answers with one of them the question that waits', async () => {
    const { organiser: by, eventId } = asked[platform];
    await by.press('Oui');
    const lines = many(40);
    await atOnce(by.user.id, [...lines.slice(0, 10), 'une soixantaine', ...lines.slice(10)]);
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 60, precision: 'estimated' } });
  });
});
