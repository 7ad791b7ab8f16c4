import type { Locator } from 'playwright-core';

/** Returns how many pixels of what is shown are out of sight; of what is longer than there is room, how much room it leaves. */
export async function outOfSight(shown: Locator, list: Locator): Promise<number> {
  const [inside, around] = await Promise.all([shown.boundingBox(), list.boundingBox()]);
  if (inside === null || around === null) return Number.POSITIVE_INFINITY;
  const seen = Math.min(inside.y + inside.height, around.y + around.height) - Math.max(inside.y, around.y);
  return Math.min(inside.height, around.height) - seen;
}
