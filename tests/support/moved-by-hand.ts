import type { SkippableClock } from '../../src/playground/clock.ts';

/** A clock of the platforms that stands still until it is moved, and then runs what was due. */
export function movedByHand(): SkippableClock {
  let time = Date.now();
  const waits: { at: number; action: () => void }[] = [];
  const after: SkippableClock['after'] = (milliseconds, action) => {
    const wait = { at: time + milliseconds, action };
    waits.push(wait);
    return () => void waits.splice(waits.indexOf(wait), Number(waits.includes(wait)));
  };
  return {
    now: () => time,
    after,
    deadline: after,
    skipTo(at) {
      time = at;
      for (const wait of waits.filter((one) => one.at <= at)) {
        waits.splice(waits.indexOf(wait), 1);
        wait.action();
      }
    },
  };
}
