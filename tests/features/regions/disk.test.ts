import { afterAll, beforeAll, expect, it } from 'vitest';
import { plain } from '../../support/events.ts';
import { both } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const MEGABYTE = 1_048_576;
/** The room left on the disk, in megabytes. */
let left = 16;

let world: World;
beforeAll(async () => {
  const disk = { free: async () => left * MEGABYTE, low: 4 * MEGABYTE, well: 8 * MEGABYTE };
  world = await startWorld({ at: '2026-11-12T10:00:00+01:00', disk });
});
afterAll(() => world?.close());

const told = (words: string) =>
  both.map((platform) => world.coordinator[platform].screen().filter(({ text }) => plain(text).includes(words)).length);
const low = () => told('Le disque où se trouve ma base est presque plein');
const well = () => told('Il y a de nouveau de la place sur le disque');

it('the disk gets nearly full: the coordinators read it once on each platform, and when there is room again', async () => {
  await world.goTo('2026-11-12T10:02:00+01:00');
  left = 7;
  await world.goTo('2026-11-12T10:04:00+01:00');
  expect(low()).toEqual([0, 0]);
  left = 3;
  await world.goTo('2026-11-12T10:06:00+01:00');
  expect(low()).toEqual([1, 1]);
  // A little room, or another start, is no news.
  left = 6;
  await world.goTo('2026-11-12T11:00:00+01:00');
  await world.restartBot();
  left = 3;
  await world.goTo('2026-11-12T12:00:00+01:00');
  expect([low(), well()]).toEqual([
    [1, 1],
    [0, 0],
  ]);
  left = 15;
  await world.goTo('2026-11-12T13:00:00+01:00');
  await world.goTo('2026-11-12T14:00:00+01:00');
  expect([low(), well()]).toEqual([
    [1, 1],
    [1, 1],
  ]);
  // The next time they are told again.
  left = 2;
  await world.goTo('2026-11-13T10:00:00+01:00');
  expect(low()).toEqual([2, 2]);
});
