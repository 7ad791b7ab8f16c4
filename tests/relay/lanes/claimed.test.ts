import { expect, it } from 'vitest';
import type { DueCopy } from '../../../src/relay/copies/copy-store.ts';
import { type ClaimedOptions, workThrough } from '../../../src/relay/lanes/claimed.ts';
import { beforeEachTest, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

/** Works on so many copies, each of which takes so many milliseconds. Returns how many of them were stored together. */
async function storedTogether(count: number, milliseconds: number): Promise<readonly number[]> {
  const stored: number[] = [];
  const copies = Array.from({ length: count }, (_, index) => ({ id: `${index}` }) as DueCopy);
  const act: ClaimedOptions['act'] = async ({ id: copyId }) => {
    one.clock.advance(milliseconds);
    return {
      outcome: {
        ...{ copyId, regionId: '', turn: 0, status: 'POSTED', shown: 1, reason: null, late: false, pinned: false },
        ...{ added: [], removed: [], frozen: [] },
      },
      failure: null,
    };
  };
  await workThrough(copies, {
    ...{ database: one.database, mayGoOn: () => true, act, now: () => one.clock.now() },
    storeOutcomes: async (outcomes) => void (outcomes.length > 0 && stored.push(outcomes.length)),
  });
  return stored;
}

it('copies that stand are stored together, and none waits for long: somebody may answer it', async () => {
  expect(await storedTogether(50, 1)).toEqual([50]);
  expect(await storedTogether(4, 1_000)).toEqual([1, 1, 1, 1]);
  expect(await storedTogether(6, 200)).toEqual([3, 3]);
});
