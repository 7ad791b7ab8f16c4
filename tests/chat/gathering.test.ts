import { describe, expect, it } from 'vitest';
import { gathering } from '../../src/chat/gathering.ts';

const done = <R>(value: R): PromiseSettledResult<R> => ({ status: 'fulfilled', value });

/** Work that goes on when it is told to. */
function heldBack() {
  const groups: (readonly string[])[] = [];
  const goOn: (() => void)[] = [];
  const keep = gathering<string, string>(async (things) => {
    groups.push(things);
    await new Promise<void>((resolve) => goOn.push(resolve));
    return things.map((thing) =>
      thing === 'poison' ? { status: 'rejected', reason: new Error(thing) } : done(thing.toUpperCase()),
    );
  }, 3);
  return { keep, groups, goOn: () => goOn.shift()?.() };
}

describe('what is worked on together', () => {
  it('is what came while the work before it was under way, in its order, so many at most', async () => {
    const { keep, groups, goOn } = heldBack();
    const all = ['a', 'b', 'c', 'd', 'e'].map(keep);
    expect(groups).toEqual([['a']]);
    goOn();
    expect(await all[0]).toBe('A');
    goOn();
    expect(await Promise.all(all.slice(0, 4))).toEqual(['A', 'B', 'C', 'D']);
    goOn();
    expect(await all[4]).toBe('E');
    expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  it('fails one by one, and what comes afterwards is worked on all the same', async () => {
    const { keep, goOn } = heldBack();
    const all = ['a', 'poison', 'c'].map(keep);
    goOn();
    await all[0];
    goOn();
    await expect(all[1]).rejects.toThrow('poison');
    expect(await all[2]).toBe('C');
    const later = keep('d');
    goOn();
    expect(await later).toBe('D');
  });
});
