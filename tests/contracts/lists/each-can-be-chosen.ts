import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';
import type { KnownList } from './known-list.ts';
import { allOf, chooseFrom } from './reading.ts';

/** Which are chosen: of all the last, and of the longest also the first and those on both sides of 25. */
const chosen = { 24: [24], 25: [25], 26: [26], 101: [1, 25, 26, 101] } as const;

/** What every list promises, however long it is. */
export function eachCanBeChosen(lists: readonly KnownList[]): void {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
    describe.each(lists)('$name', (list) => {
      it.each([24, 25, 26, 101] as const)('%i are all there, and can be chosen', async (count) => {
        const reader = world.coordinator[platform];
        const entries = await list.fill(world, platform, count);
        await list.open(reader, world);
        const seen = await allOf(reader, list.placeholder);
        const offered = seen.flatMap((label) => entries.find((entry) => label.includes(entry)) ?? []);
        expect(offered).toEqual(entries);
        for (const at of chosen[count]) {
          const entry = entries[at - 1] ?? '';
          await list.open(reader, world);
          await chooseFrom(reader, list.placeholder, entry);
          await list.expectChosen(world, reader, entry);
        }
      });
    });
  });
}
