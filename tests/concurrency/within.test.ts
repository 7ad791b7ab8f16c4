import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { timeLimit, within } from '../../src/concurrency/within.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const taking = <T>(milliseconds: number, result: T) =>
  new Promise<T>((resolve) => {
    setTimeout(resolve, milliseconds, result);
  });

describe('work within a time', () => {
  it('gives its result when it is done in time, and leaves no timer behind', async () => {
    const result = within(1_000, taking(400, 'done'));
    await vi.advanceTimersByTimeAsync(400);
    expect(await result).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives nothing once the time has passed', async () => {
    const result = within(1_000, taking(2_000, 'late'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await result).toBeNull();
  });

  it('fails as the work fails, and leaves no timer behind', async () => {
    await expect(within(1_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('has the whole time again when the limit is restarted', async () => {
    const limit = timeLimit(1_000);
    const result = limit.race(taking(1_500, 'done'));
    await vi.advanceTimersByTimeAsync(900);
    limit.restart();
    await vi.advanceTimersByTimeAsync(600);
    expect(await result).toBe('done');
    limit.clear();
    expect(vi.getTimerCount()).toBe(0);
  });
});
