import { expect, it } from 'vitest';
import { createSemaphore, type Semaphore } from '../../src/concurrency/semaphore.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Takes so much, and notes when it was given. Returns what gives it back. */
function taking(semaphore: Semaphore, log: string[], name: string, amount: number, holder = name): () => void {
  const taken = semaphore.take(amount, holder).then((free) => {
    log.push(name);
    return free;
  });
  return () => void taken.then((free) => free());
}

it('lets in what fits, in the order it came, and nobody past who waits', async () => {
  const [semaphore, log] = [createSemaphore(10), [] as string[]];
  const first = taking(semaphore, log, 'a', 6);
  const others = [taking(semaphore, log, 'b', 6), taking(semaphore, log, 'c', 2), taking(semaphore, log, 'd', 0)];
  await turn();
  expect(log.toSorted()).toEqual(['a', 'd']);
  first();
  await turn();
  expect(log.slice(2)).toEqual(['b', 'c']);
  for (const free of others) free();
});

it('lets in what is more than all of it once it is empty, and no more comes back than was taken', async () => {
  const [semaphore, log] = [createSemaphore(10), [] as string[]];
  taking(semaphore, log, 'some', 4)();
  taking(semaphore, log, 'all', 40)();
  for (const odd of [-5, Number.NaN, 0]) taking(semaphore, log, 'odd', odd)();
  await turn();
  const rest = [taking(semaphore, log, 'ten', 10), taking(semaphore, log, 'one', 1)];
  await turn();
  expect(log.filter((name) => name !== 'odd')).toEqual(['some', 'all', 'ten']);
  for (const free of rest) free();
});

it('leaves others what one holder may not have, unless a single piece of its work takes more', async () => {
  const [semaphore, log] = [createSemaphore(10, 5), [] as string[]];
  const all = [
    taking(semaphore, log, 'north 1', 3, 'north'),
    taking(semaphore, log, 'north 2', 3, 'north'),
    taking(semaphore, log, 'south', 7, 'south'),
  ];
  await turn();
  expect(log).toEqual(['north 1', 'south']);
  all[0]?.();
  await turn();
  expect(log).toEqual(['north 1', 'south', 'north 2']);
  for (const free of all.slice(1)) free();
});

it('lets whose holder has least go first', async () => {
  const [semaphore, log] = [createSemaphore(10), [] as string[]];
  const first = [taking(semaphore, log, 'north 1', 5, 'north'), taking(semaphore, log, 'east', 5, 'east')];
  for (const name of ['north 2', 'north 3']) taking(semaphore, log, name, 5, 'north');
  taking(semaphore, log, 'south', 5, 'south');
  await turn();
  first[1]?.();
  await turn();
  expect(log).toEqual(['north 1', 'east', 'south']);
});
