/**
 * Ids of messages grow with time on either platform: Slack's are seconds, Discord's snowflakes, whose digits become more.
 * Negative where the first was said before the second.
 */
export function byTime(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The id of what was said last; null where there is none. */
export function newest(...ids: readonly (string | null)[]): string | null {
  return (
    ids
      .filter((id) => id !== null)
      .sort(byTime)
      .at(-1) ?? null
  );
}
