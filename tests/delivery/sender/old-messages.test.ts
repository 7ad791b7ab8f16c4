import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { edit, send } from '../../../src/delivery/outbox/index.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { type Setting, say, startSetting, toChannel } from '../setting.ts';

const HOUR = 3_600_000;
/** The milliseconds for which the local Discord lets a channel's old messages rest after three edits. */
const REST = 20_000;

const clock = manualClock();
let world: Setting;
beforeAll(async () => {
  world = await startSetting({ clock });
});
afterAll(async () => {
  vi.useRealTimers();
  await world.close();
});

test('a tally older than an hour shows its last state, however often it changed while it could not be edited', async () => {
  const channel = world.channel('discord');
  const sender = world.sender();
  await sender.start();
  const post = (key: string, words: string) =>
    world.store((scope) => send(scope, { key, target: toChannel('discord', channel), message: say(words) }));
  const count = async (answers: number) => {
    await world.store((scope) => edit(scope, 'tally', say(`${answers} réponses`)));
    await sender.drained();
  };
  const edits = () => world.sent('discord', 'edit');
  await post('tally', 'aucune réponse');
  await sender.drained();
  clock.advance(HOUR + 1);

  for (const answers of [1, 2, 3, 4]) await count(answers);
  expect(world.texts('discord', channel)).toEqual(['3 réponses']);
  expect(edits()).toBe(4);

  // All that comes meanwhile becomes one edit, which holds up no message.
  for (const answers of [5, 6, 7]) await count(answers);
  await post('next', 'autre chose');
  await sender.drained();
  expect(world.texts('discord', channel)).toEqual(['3 réponses', 'autre chose']);
  expect(edits()).toBe(4);

  clock.advance(REST);
  // The bot's own watch, by which it waits.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + REST + 1_000 });
  await sender.drained();
  expect(world.texts('discord', channel)).toEqual(['7 réponses', 'autre chose']);
  expect(edits()).toBe(5);
  vi.useRealTimers();
});
