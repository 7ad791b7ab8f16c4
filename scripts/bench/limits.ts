import type { LocalPlatformName } from '../../src/playground/local-platform.ts';

/** The limits of the local platforms for one token: so many messages at once, and so many a second from then on. */
export const TAKEN = {
  slack: { atOnce: 300, perSecond: 5 },
  discord: { atOnce: 50, perSecond: 50 },
} as const satisfies Record<LocalPlatformName, object>;

/** Returns the earliest moment, in milliseconds, at which the last of so many messages is accepted. */
export function floorOf(platform: LocalPlatformName, messages: number): number {
  const { atOnce, perSecond } = TAKEN[platform];
  return (Math.max(0, messages - atOnce) * 1_000) / perSecond;
}
