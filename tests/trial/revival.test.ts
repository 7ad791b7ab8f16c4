import { expect, it } from 'vitest';
import { manualClock } from '../../src/playground/clock.ts';
import { Revival } from '../../src/trial/revival.ts';

function revived() {
  const clock = manualClock();
  let starts = 0;
  const revival = new Revival(clock, () => {
    starts += 1;
  });
  return { clock, revival, starts: () => starts };
}

it('starts again what has ended, after a pause that grows, and not for ever', () => {
  const { clock, revival, starts } = revived();
  const pauses: number[] = [];
  for (let pause = revival.ended(); pause !== null; pause = revival.ended()) {
    clock.advance(pause - 1);
    expect(starts()).toBe(pauses.length);
    clock.advance(1);
    pauses.push(pause);
    expect(starts()).toBe(pauses.length);
    // It runs for a while each time, and not long enough.
    revival.runs();
    clock.advance(30_000);
  }
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  clock.advance(3_600_000);
  expect(starts()).toBe(5);
});

it('counts anew once it has run for a minute, or somebody has started it', () => {
  const { clock, revival, starts } = revived();
  revival.ended();
  expect(revival.ended()).toBe(2_000);
  revival.runs();
  clock.advance(60_000);
  expect(revival.ended()).toBe(1_000);
  const before = starts();
  revival.leave();
  clock.advance(60_000);
  expect(starts()).toBe(before);
  expect(revival.ended()).toBe(1_000);
});
