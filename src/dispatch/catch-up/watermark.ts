import { byTime } from '../../chat/order.ts';

/** A platform's watermark: everything it told up to this message was dealt with. */
export interface Watermark {
  /** Holds the watermark below whatever comes from now on, until this work is done. */
  holdDuring(work: Promise<unknown>): void;
  /** Tells that everything said in a workspace or server up to this message has come. */
  reached(team: string, until: string): void;
  /** Returns the watermark of each workspace or server. */
  soFar(): ReadonlyMap<string, string>;
  /**
   * Stops the watermark, because something may have been missed. It goes on once that is stored as still to be read.
   */
  pause(): void;
  resume(): void;
}

type Entry = { done: boolean } | { readonly team: string; readonly until: string };

export function createWatermark(): Watermark {
  /** Entries in the order they came. */
  const queue: Entry[] = [];
  const heard = new Map<string, string>();
  let paused = true;

  function advance(): void {
    for (let first = queue[0]; first; first = queue[0]) {
      if ('done' in first && !first.done) return;
      queue.shift();
      if ('done' in first || paused) continue;
      const known = heard.get(first.team);
      if (known === undefined || byTime(first.until, known) > 0) heard.set(first.team, first.until);
    }
  }

  return {
    holdDuring(work) {
      const entry = { done: false };
      queue.push(entry);
      const end = () => {
        entry.done = true;
        advance();
      };
      work.then(end, () => {
        // The message came but wasn't dealt with, so it counts as missed.
        paused = true;
        end();
      });
    },
    reached(team, until) {
      queue.push({ team, until });
      advance();
    },
    soFar: () => new Map(heard),
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
    },
  };
}
