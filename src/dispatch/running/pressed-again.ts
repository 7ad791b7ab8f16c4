import type { Message } from '../../chat/message.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import { createKeyedQueue } from '../../concurrency/keyed-queue.ts';
import { monotonicNow } from './deadline.ts';

/** The number of messages whose last press is remembered. */
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
   * Runs the work of a press, one press in a message after the other, and returns its words. A press that follows one of the same button
   * that did what it says returns that one's words. `place` names the message and who presses there, `button` the button and what
   * stood beside it.
   */
  answer(place: string, button: string, work: () => Promise<Pressed>): Promise<Message | null>;
  /** Notes that something else was pressed in a message: what stands there now is asked anew. */
  left(place: string): void;
}

export function createPressedAgain(): PressedAgain {
  const turns = createKeyedQueue();
  const last = new RecentMap<string, { readonly button: string; readonly words: Message | null; readonly at: number }>(
    MOST,
  );
  return {
    answer: (place, button, work) =>
      turns.run(place, async () => {
        const before = last.get(place);
        if (before?.button === button && monotonicNow() - before.at < UNREAD_MS) return before.words;
        const { words, isDone } = await work();
        if (isDone) last.set(place, { button, words, at: monotonicNow() });
        else last.delete(place);
        return words;
      }),
    left: (place) => last.delete(place),
  };
}
