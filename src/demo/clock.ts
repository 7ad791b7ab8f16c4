/** The domain clock of an edition that is played: it stands still until it is set. */
export interface DemoClock {
  readonly now: () => Date;
  set(at: Date): void;
}

export function demoClock(start: Date): DemoClock {
  let time = start;
  return {
    now: () => time,
    set(at) {
      time = at;
    },
  };
}
