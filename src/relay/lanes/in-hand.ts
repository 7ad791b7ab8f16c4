import type { DueCopy } from '../copies/copy-store.ts';

/** The copies of a lane that are claimed, and of which no outcome is stored yet. */
export interface InHand {
  /** Whether the intake is still to hand over copies. */
  readonly expectsMore: boolean;
  /** Whether copies wait here to be worked on. */
  readonly isWaiting: boolean;
  /** Returns whether there is room for so many more, which are expected from then on. */
  expect(count: number): boolean;
  /** Takes copies of which so many were expected. */
  put(count: number, copies: readonly DueCopy[]): void;
  /** Returns those that wait, in their order. They aren't in hand any more. */
  take(): readonly DueCopy[];
  /** Works on some, which stay in hand until that has ended. */
  during<T>(copies: readonly DueCopy[], work: () => Promise<T>): Promise<T>;
  /** Resolves when no more are expected. */
  settled(): Promise<void>;
}

/** @param most so many at most: whoever finds out what stands after a kill looks for no more. */
export function createInHand(most: number): InHand {
  const waiting: DueCopy[] = [];
  let expected = 0;
  let working = 0;
  let settled = () => {};
  let settling: Promise<void> | null = null;

  return {
    get expectsMore() {
      return expected > 0;
    },
    get isWaiting() {
      return waiting.length > 0;
    },
    expect(count) {
      if (working + waiting.length + expected + count > most) return false;
      expected += count;
      return true;
    },
    put(count, copies) {
      expected -= count;
      waiting.push(...copies);
      if (expected > 0) return;
      settled();
      settling = null;
    },
    take: () => waiting.splice(0),
    async during(copies, work) {
      working = copies.length;
      try {
        return await work();
      } finally {
        working = 0;
      }
    },
    settled() {
      if (expected === 0) return Promise.resolve();
      settling ??= new Promise((resolve) => {
        settled = resolve;
      });
      return settling;
    },
  };
}
