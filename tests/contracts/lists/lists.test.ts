import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';
import { lists } from './known.ts';
import { allOf, chooseFrom } from './reading.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** What can be chosen first, on both sides of where Discord's lists end, and last. */
const ends = (count: number) => [...new Set([1, 25, 26, count])].filter((at) => at <= count);

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  describe.each(lists)('$name', (list) => {
    it.each([24, 25, 26, 101])('each of %i can be chosen, and is what is then done', async (count) => {
      const reader = world.coordinator[platform];
      const entries = await list.fill(world, platform, count);
      expect(entries).toHaveLength(count);
      await list.open(reader, entries);
      const seen = await allOf(reader, list.placeholder);
      const offered = seen.filter((label) => entries.some((entry) => label.includes(entry)));
      expect(offered).toHaveLength(count);
      for (const at of ends(count)) {
        const entry = entries.find((one) => offered[at - 1]?.includes(one)) ?? '';
        await list.open(reader, entries);
        await chooseFrom(reader, list.placeholder, entry);
        await list.expectChosen(world, reader, entry);
      }
    });
  });
});
