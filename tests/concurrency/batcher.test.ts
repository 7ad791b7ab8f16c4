import { describe, expect, it } from 'vitest';
import { createBatcher } from '../../src/concurrency/batcher.ts';

const done = <R>(value: R): PromiseSettledResult<R> => ({ status: 'fulfilled', value });

/** Returns work that goes on when it is told to. */
function heldBack(patienceMs = 60_000) {
  const groups: (readonly string[])[] = [];
  const goOn: (() => void)[] = [];
  const keep = createBatcher<string, string>(
    async (things) => {
      groups.push(things);
      await new Promise<void>((resolve) => goOn.push(resolve));
      return things.map((thing) =>
        thing === 'poison' ? { status: 'rejected', reason: new Error(thing) } : done(thing.toUpperCase()),
      );
    },
    3,
    patienceMs,
  );
  /** Lets the work go on once so many groups have begun. */
  const goOnWith = async (begun: number) => {
    await expect.poll(() => groups.length).toBe(begun);
    goOn.shift()?.();
  };
  return { keep, groups, goOnWith };
}

describe('what is worked on together', () => {
  it('is what came while the work before it was under way, in its order, so many at most', async () => {
    const { keep, groups, goOnWith } = heldBack();
    const all = ['a', 'b', 'c', 'd', 'e'].map(keep);
    expect(groups).toEqual([['a']]);
    await goOnWith(1);
    expect(await all[0]).toBe('A');
    await goOnWith(2);
    expect(await Promise.all(all.slice(0, 4))).toEqual(['A', 'B', 'C', 'D']);
    await goOnWith(3);
    expect(await all[4]).toBe('E');
    expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  it('goes on beside what takes long', async () => {
    const { keep, groups, goOnWith } = heldBack(1);
    const first = keep('a');
    const second = keep('b');
    await expect.poll(() => groups).toEqual([['a'], ['b']]);
    await goOnWith(2);
    await goOnWith(2);
    expect(await Promise.all([first, second])).toEqual(['A', 'B']);
  });

  it('fails one by one, and what comes afterwards is worked on all the same', async () => {
    const { keep, goOnWith } = heldBack();
    const all = ['a', 'poison', 'c'].map(keep);
    await goOnWith(1);
    await all[0];
    await goOnWith(2);
    await expect(all[1]).rejects.toThrow('poison');
    expect(await all[2]).toBe('C');
    const later = keep('d');
    await goOnWith(3);
    expect(await later).toBe('D');
  });
});
