import type { Message } from '../../chat/message.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import { createKeyedQueue } from '../../concurrency/keyed-queue.ts';
import { monotonicNow } from './deadline.ts';

/** The number of answers that are remembered. */
const MOST = 500;
/** The milliseconds in which somebody who presses once more can't have read the answer yet. */
const UNREAD_MS = 3_000;

/** The outcome of a press: what it is answered with, and whether what was shown was done. */
export interface Pressed {
  readonly words: Message | null;
  readonly isDone: boolean;
}

/** Gives whoever presses one button several times in a row the answer to the press that did it. */
export interface PressedAgain {
  /**
   * Runs the work of a press, one press of the same button after the other, and returns its words. A press that follows one that did
   * what it says returns that one's words. `button` names the button, what stood beside it, its message and who pressed it.
   */
  answer(button: string, work: () => Promise<Pressed>): Promise<Message | null>;
}

export function createPressedAgain(): PressedAgain {
  const turns = createKeyedQueue();
  const answered = new RecentMap<string, { readonly words: Message | null; readonly at: number }>(MOST);
  return {
    answer: (button, work) =>
      turns.run(button, async () => {
        const before = answered.get(button);
        if (before && monotonicNow() - before.at < UNREAD_MS) return before.words;
        const { words, isDone } = await work();
        if (isDone) answered.set(button, { words, at: monotonicNow() });
        else answered.delete(button);
        return words;
      }),
  };
}
