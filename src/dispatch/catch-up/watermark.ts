import { byTime } from '../../chat/order.ts';

/** How far all that a platform told was dealt with. */
export interface Watermark {
  /** Something that came is being dealt with: of what comes after it nothing counts as heard before it is done. */
  holdDuring(work: Promise<unknown>): void;
  /** All that was said in a workspace or server up to this one has come. */
  reached(team: string, until: string): void;
  /** By workspace or server. */
  soFar(): ReadonlyMap<string, string>;
  /** Something may have been missed: from now on nothing counts, until that is noted as still to be read. */
  pause(): void;
  resume(): void;
}

type Entry = { done: boolean } | { readonly team: string; readonly until: string };

export function createWatermark(): Watermark {
  /** In the order it came. */
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
        // It was missed, though it came.
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
