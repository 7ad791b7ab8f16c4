/**
 * Ids of messages grow with time on either platform: Slack's are seconds, Discord's snowflakes, whose digits become more.
 * Negative where the first was said before the second.
 */
export function byTime(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
