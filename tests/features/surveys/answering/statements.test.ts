import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { both, platformsInTurn } from '../../../support/platforms.ts';
import { recordStatements } from '../../../support/statements.ts';
import { launch, type OpenDoors, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const recording = recordStatements();
let world: World;
const asked = {} as Record<(typeof both)[number], OpenDoors>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-14T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) asked[platform] = await openDoors(world, platform);
  await launch(world.coordinator.slack);
  await world.goTo('2026-11-15T10:00:00+01:00');
});
afterAll(async () => {
  await world?.close();
  recording.stop();
});

/** Returns how many statements the transaction takes that stores an answer, without its beginning and its end. */
async function takenBy(answer: () => Promise<void>): Promise<number> {
  recording.taken();
  await answer();
  const taken = recording.taken();
  const isStored = (text: string) => text.trim().startsWith('INSERT INTO "public"."Answer"');
  // On a server others ask something meanwhile, on connections of their own, and its other processes are told what is due.
  const connection = taken.find(({ text }) => isStored(text))?.connection;
  const own = taken.filter((one) => one.connection === connection && !one.text.includes('pg_notify'));
  const all = own.map(({ text }) => text.trim());
  const stored = all.findIndex(isStored);
  const from = all.findLastIndex((text, place) => place < stored && /^BEGIN/i.test(text));
  const to = all.findIndex((text, place) => place > stored && /^COMMIT/i.test(text));
  expect(stored).toBeGreaterThan(from);
  return to - from - 1;
}

/** The most that each may take. On Discord its organisation's room is locked, and the summary of its thread follows. */
const most = { slack: { pressed: 11, typed: 12 }, discord: { pressed: 13, typed: 14 } } as const;

describe.each(platformsInTurn())('an answer on %s', (platform) => {
  it('is stored, shown and followed up with few statements, pressed or typed', async () => {
    const { organiser: by } = asked[platform];
    const pressed = await takenBy(() => by.press('Oui', { in: 'a-t-il eu lieu' }));
    expect(pressed).toBeLessThanOrEqual(most[platform].pressed);
    const typed = await takenBy(() => by.say('60', 'Combien de personnes'));
    expect(typed).toBeLessThanOrEqual(most[platform].typed);
  });
});
