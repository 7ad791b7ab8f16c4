/** The moment at which something was stored last, and how much was stored at it. */
let last = { moment: Number.NaN, stored: 0 };

/**
 * Returns the rank of so many deliveries: the number of others stored at the same moment, 0 for one stored alone. A
 * broadcast is stored at one moment, be it in one transaction or in those of everything that is due at once.
 */
export function rankAt(now: Date, count: number): number {
  const moment = now.getTime();
  const before = last.moment === moment ? last.stored : 0;
  last = { moment, stored: before + count };
  return last.stored - 1;
}
