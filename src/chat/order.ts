/**
 * Compares the ids of two messages by time; negative when the first was said earlier. On both platforms ids grow with
 * time: Slack's are seconds, Discord's are snowflakes, which get longer.
 */
export function byTime(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Returns the id of the newest message; null when there is none. */
export function newest(...ids: readonly (string | null)[]): string | null {
  return (
    ids
      .filter((id) => id !== null)
      .sort(byTime)
      .at(-1) ?? null
  );
}

/** Returns the id of the oldest message; null when one of them is before all others. */
export function oldest(...ids: readonly (string | null)[]): string | null {
  return ids.some((id) => id === null) ? null : (ids.filter((id) => id !== null).sort(byTime)[0] ?? null);
}
