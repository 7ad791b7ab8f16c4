/** The moment at which something was stored last, and how much was stored at it. */
let last = { moment: Number.NaN, stored: 0 };

/**
 * With how many others so many are stored, of one moment: 0 for what is stored alone. A broadcast is stored at one moment, be
 * it in one transaction or in those of all that is due at once.
 */
export function rankAt(now: Date, count: number): number {
  const moment = now.getTime();
  const before = last.moment === moment ? last.stored : 0;
  last = { moment, stored: before + count };
  return last.stored - 1;
}
