import { manualClock, type ProtocolClock } from '../../src/playground/clock.ts';

/** A clock that stands still until it is told to go on to the next timer. */
export interface SteppedClock extends ProtocolClock {
  /** Goes to the next moment for which a timer was set. */
  step(): void;
  advance(milliseconds: number): void;
}

export function steppedClock(): SteppedClock {
  const { now, after, advance } = manualClock();
  const asked = new Set<{ readonly at: number }>();
  const noted: ProtocolClock['after'] = (milliseconds, action) => {
    const one = { at: now() + milliseconds };
    asked.add(one);
    const cancel = after(milliseconds, () => {
      asked.delete(one);
      action();
    });
    return () => {
      asked.delete(one);
      cancel();
    };
  };
  return {
    now,
    after: noted,
    deadline: noted,
    step() {
      if (asked.size === 0) throw new Error('nothing will ever happen');
      advance(Math.max(0, Math.min(...[...asked].map(({ at }) => at)) - now()));
    },
    advance,
  };
}
