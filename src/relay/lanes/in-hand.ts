import type { DueCopy } from '../copies/copy-store.ts';

/** The claimed copies of a lane whose outcomes aren't stored yet. */
export interface InHand {
  /** Whether the intake will hand over more copies. */
  readonly expectsMore: boolean;
  /** Whether copies wait here to be worked on. */
  readonly isWaiting: boolean;
  /** Returns whether there is room for that many more, which are then expected. */
  expect(count: number): boolean;
  /** Takes copies in place of that many expected ones. */
  put(count: number, copies: readonly DueCopy[]): void;
  /** Takes out those that wait, in their order. They are no longer in hand. */
  take(): readonly DueCopy[];
  /** Works on some copies, which stay in hand until the work has ended. */
  during<T>(copies: readonly DueCopy[], work: () => Promise<T>): Promise<T>;
  /** Resolves when no more are expected. */
  settled(): Promise<void>;
}

/** @param most the most copies in hand: the search for standing copies after a kill looks for no more. */
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
