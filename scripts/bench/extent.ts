import type { Extent } from './run.ts';

/** All that is measured, or just enough of each to see that it works. */
export function whole(quick: boolean): Extent {
  if (quick) {
    return {
      crowds: [
        { people: 1, rounds: 20 },
        { people: 50, rounds: 1 },
      ],
      warmUp: 1,
      levels: [100, 1_000],
      surveySamples: 5,
      growthSamples: 2,
    };
  }
  return {
    crowds: [
      { people: 1, rounds: 200 },
      { people: 50, rounds: 8 },
    ],
    warmUp: 4,
    levels: [100, 1_000, 10_000, 100_000],
    surveySamples: 25,
    growthSamples: 3,
  };
}
