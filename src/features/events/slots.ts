import { atLocalTime, dayAfterAt, type Slot } from '../../dates/index.ts';

/** Returns the first instant of an edition and the first one after it. */
export function editionSpan(
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
  timeZone: string,
): { readonly from: Date; readonly to: Date } {
  const lastNoon = atLocalTime(endsOn, '12:00', timeZone);
  return { from: atLocalTime(startsOn, '00:00', timeZone), to: dayAfterAt(lastNoon, 1, '00:00', timeZone) };
}

/** Sorts slots by time and drops repeated ones. */
export function sortedSlots(slots: readonly Slot[]): readonly Slot[] {
  const byStart = slots.toSorted((a, b) => a.start.getTime() - b.start.getTime());
  const seen = new Set<string>();
  return byStart.filter(({ start, end }) => {
    const hours = `${start.getTime()}-${end?.getTime()}`;
    return !seen.has(hours) && seen.add(hours);
  });
}
