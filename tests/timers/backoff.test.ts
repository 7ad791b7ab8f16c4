import { describe, expect, it } from 'vitest';
import { backoff } from '../../src/timers/backoff.ts';

describe('the wait between attempts', () => {
  it('doubles with each failure', () => {
    expect([1, 2, 3, 4].map((tries) => backoff(1_000, tries, 60_000))).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it('grows no further than the longest, however often it fails', () => {
    expect([6, 7, 100, 5_000].map((tries) => backoff(1_000, tries, 60_000))).toEqual([32_000, 60_000, 60_000, 60_000]);
  });
});
