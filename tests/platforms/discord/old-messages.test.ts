import { afterAll, beforeAll, expect, test } from 'vitest';
import { message, text } from '../../../src/chat/message.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { type Connected, connected, objectionsTo } from './connected.ts';
import { failure } from './support.ts';

const HOUR = 3_600_000;
const clock = manualClock();
let world: Connected;
beforeAll(async () => {
  world = await connected({ local: { clock } });
});
afterAll(async () => {
  expect(objectionsTo(world.discord)).toEqual([]);
  await world.close();
});

test('an edit of many old messages goes on where a limit stopped it, and shows the last state', async () => {
  const parts = (word: string) => message(...[1, 2, 3, 4, 5].map((n) => text(`${word} ${n} `.repeat(300))));
  const target = { kind: 'channel', platform: 'discord', channel: world.channel } as const;
  const refs = await world.platform.post(target, parts('avant'), 'tally');
  expect(refs.length).toBeGreaterThan(3);
  const firstWords = () => world.read().map((one) => one.text.split(' ')[0]);
  const edit = (word: string) => world.platform.edit(refs, parts(word), 'tally#edit');
  clock.advance(HOUR + 1);
  expect(await failure(edit('après'))).toMatchObject({ kind: 'rate-limited' });
  clock.advance(20_000);
  await edit('après');
  expect(new Set(firstWords())).toEqual(new Set(['après']));

  // The state that is newer than what was shown half is shown whole.
  clock.advance(20_000);
  expect(await failure(edit('puis'))).toMatchObject({ kind: 'rate-limited' });
  clock.advance(20_000);
  expect(await failure(edit('enfin'))).toMatchObject({ kind: 'rate-limited' });
  clock.advance(20_000);
  await edit('enfin');
  expect(new Set(firstWords())).toEqual(new Set(['enfin']));
});
