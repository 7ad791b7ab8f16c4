import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { timeLimit, within } from '../../src/concurrency/within.ts';

/** No other limit in this process is as long, so that its timers are known among those of what else runs here. */
const LIMIT_MS = 1_013;
/** The timers of limits that were set and not cleared. */
const timers = new Set<unknown>();

beforeEach(() => {
  vi.useFakeTimers();
  timers.clear();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, delay?: number, ...rest: unknown[]) => {
    const timer = set(work, delay, ...(rest as []));
    if (delay === LIMIT_MS) timers.add(timer);
    return timer;
  }) as typeof setTimeout);
  vi.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    timers.delete(timer);
    clear(timer);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const taking = <T>(milliseconds: number, result: T) =>
  new Promise<T>((resolve) => {
    setTimeout(resolve, milliseconds, result);
  });

describe('work within a time', () => {
  it('gives its result when it is done in time, and leaves no timer behind', async () => {
    const result = within(LIMIT_MS, taking(400, 'done'));
    await vi.advanceTimersByTimeAsync(400);
    expect(await result).toBe('done');
    expect(timers.size).toBe(0);
  });

  it('gives nothing once the time has passed', async () => {
    const result = within(LIMIT_MS, taking(2_000, 'late'));
    await vi.advanceTimersByTimeAsync(LIMIT_MS);
    expect(await result).toBeNull();
  });

  it('fails as the work fails, and leaves no timer behind', async () => {
    await expect(within(LIMIT_MS, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(timers.size).toBe(0);
  });

  it('has the whole time again when the limit is restarted', async () => {
    const limit = timeLimit(LIMIT_MS);
    const result = limit.race(taking(1_500, 'done'));
    await vi.advanceTimersByTimeAsync(900);
    limit.restart();
    await vi.advanceTimersByTimeAsync(600);
    expect(await result).toBe('done');
    limit.clear();
    expect(timers.size).toBe(0);
  });
});
