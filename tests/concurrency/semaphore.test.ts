import { expect, it } from 'vitest';
import { createSemaphore } from '../../src/concurrency/semaphore.ts';

/** Work that goes on until it is told to end. */
function longWork(log: string[], name: string) {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = () => {
    log.push(name);
    return done;
  };
  return { work, end: () => end() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('lets in what fits, in the order it came, and nobody past who waits', async () => {
  const [semaphore, log] = [createSemaphore(10), [] as string[]];
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => longWork(log, name));
  if (!a || !b || !c || !d) throw new Error('no work');
  const all = [
    semaphore.taking(6, a.work),
    semaphore.taking(6, b.work),
    semaphore.taking(2, c.work),
    semaphore.taking(0, d.work),
  ];
  await turn();
  expect(log).toEqual(['d', 'a']);
  a.end();
  await turn();
  expect(log).toEqual(['d', 'a', 'b', 'c']);
  for (const { end } of [b, c, d]) end();
  await Promise.all(all);
});

it('lets in what is more than all of it once it is empty, and gives back what failing work took', async () => {
  const semaphore = createSemaphore(10);
  await expect(semaphore.taking(4, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await semaphore.taking(40, async () => 'all')).toBe('all');
  expect(await semaphore.taking(10, async () => 'again')).toBe('again');
  for (const odd of [-5, Number.NaN, 0]) expect(await semaphore.taking(odd, async () => 'odd')).toBe('odd');
  expect(await semaphore.taking(10, async () => 'still')).toBe('still');
});
