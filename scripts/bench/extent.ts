import type { DeliveriesExtent } from './deliveries.ts';
import type { Extent } from './run.ts';

/** Returns how much to measure: everything, or with `quick` just enough to see that it works. */
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

/** Returns the same for deliveries. In real time, there are a hundred more than the platforms take at once. */
export function wholeOfDeliveries(quick: boolean): DeliveriesExtent {
  if (quick) {
    return {
      broadcast: { slack: 310, discord: 100 },
      realBroadcast: { slack: 310, discord: 100 },
      ...{ processes: [1, 2], throughput: 200, enqueued: 200, enqueueSamples: 2 },
    };
  }
  return {
    broadcast: { slack: 1_000, discord: 1_000 },
    realBroadcast: { slack: 400, discord: 150 },
    ...{ processes: [1, 2, 4], throughput: 2_000, enqueued: 2_000, enqueueSamples: 15 },
  };
}

/** Returns how often each thing is asked of either database. */
export function yearsSamples(quick: boolean): number {
  return quick ? 3 : 25;
}
