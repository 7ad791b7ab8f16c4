/** The moment at which something was last stored, and the number of deliveries stored at it. */
let last = { moment: Number.NaN, stored: 0 };

/**
 * Returns the rank of so many deliveries: the number of others stored at the same moment, 0 for one stored alone. A
 * broadcast is stored at one moment, be it in one transaction or in those of everything that is due at once.
 */
export function rankAt(now: Date, count: number): number {
  last = { moment: now.getTime(), stored: storedAt(now) + count };
  return last.stored - 1;
}

/** Returns how many deliveries were stored at this moment so far. */
export function storedAt(now: Date): number {
  return last.moment === now.getTime() ? last.stored : 0;
}
