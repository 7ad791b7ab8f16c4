/** Returns a percentile of milliseconds, sorted or not, by the nearest rank: a value that was really measured. */
export function percentile(values: readonly number[], rank: number): number {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Percentiles of a list of durations, in milliseconds. */
export interface Spread {
  readonly samples: number;
  readonly p50: number;
  readonly p99: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { samples: values.length, p50: percentile(values, 50), p99: percentile(values, 99) };
}
