import { expect, it } from 'vitest';
import type { DueCopy } from '../../../src/relay/copies/copy-store.ts';
import { createInHand } from '../../../src/relay/lanes/in-hand.ts';

const copy = (id: string) => ({ id }) as DueCopy;

it('takes no more than it may, whether they are expected, wait or are being worked on', async () => {
  const hand = createInHand(3);
  expect(hand.expect(2)).toBe(true);
  expect(hand.expect(2)).toBe(false);
  hand.put(2, [copy('a')]);
  expect(hand.expect(3)).toBe(false);
  await hand.during(hand.take(), async () => {
    expect(hand.expect(3)).toBe(false);
    expect(hand.expect(2)).toBe(true);
  });
});

it('gives what it was given in its order, once', () => {
  const hand = createInHand(5);
  expect(hand.expect(1) && hand.expect(2)).toBe(true);
  hand.put(1, [copy('a')]);
  hand.put(2, [copy('b'), copy('c')]);
  expect(hand.take().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(hand.isWaiting).toBe(false);
  expect(hand.take()).toEqual([]);
});

it('settles once nothing is expected any more', async () => {
  const hand = createInHand(5);
  await hand.settled();
  hand.expect(1);
  hand.expect(1);
  let isSettled = false;
  const settled = hand.settled().then(() => {
    isSettled = true;
  });
  hand.put(1, []);
  await Promise.resolve();
  expect(isSettled).toBe(false);
  hand.put(1, []);
  await settled;
  expect(hand.expectsMore).toBe(false);
});
