import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOf, chooseFrom } from '../../support/lists.ts';
import { both } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';
import type { KnownList, Platform } from './known-list.ts';

const LENGTHS = [24, 25, 26, 101];

/** Returns which of so many are chosen: the last, the first, and those on both sides of 25. */
const chosenOf = (count: number) => new Set([count, 1, 25, 26].filter((at) => at <= count));

const inFrench = new Intl.Collator('fr');

/** Returns the entry that a label belongs to: some stand in the names of others. */
function among(entries: readonly string[], label: string): string | undefined {
  return entries.find((entry) => label === entry) ?? entries.find((entry) => label.includes(entry));
}

/** Tests what every list promises, however long it is. */
export function eachCanBeChosen(lists: readonly KnownList[]): void {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const hasSome = (platform: Platform) => lists.some(({ on = both }) => on.includes(platform));
  describe.each(both.filter(hasSome))('on %s', (platform) => {
    describe.each(lists.filter(({ on = both }) => on.includes(platform)))('$name', (list) => {
      const standing = list.order ?? 'as the language sorts them';
      it.each(list.counts ?? LENGTHS)(`%i are all there, ${standing}, and can be chosen`, async (count) => {
        const reader = world.coordinator[platform];
        const entries = await list.fill(world, platform, count);
        const areSorted = entries.every((entry, at) => inFrench.compare(entries[at - 1] ?? '', entry) <= 0);
        expect(areSorted).toBe(list.order === undefined);
        await list.open(reader, world);
        const seen = await allOf(reader, list.placeholder);
        const offered = seen.flatMap((label) => among(entries, label) ?? []);
        expect(offered).toEqual(entries);
        for (const at of chosenOf(count)) {
          const entry = entries[at - 1] ?? '';
          // The last page is in front already.
          if (at !== count) await list.open(reader, world);
          await chooseFrom(reader, list.placeholder, entry);
          await list.expectChosen(world, reader, entry);
        }
      });
    });
  });
}
