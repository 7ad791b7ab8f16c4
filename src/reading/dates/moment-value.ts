import type { Slot } from '../../dates/slot.ts';
import { inZone } from '../../dates/wall-clock.ts';
import { localText } from './iso-moment.ts';

/**
 * Writes slots as ISO 8601 local text, which readMoment reads back to the same instants: "2026-11-14T18:30",
 * "2026-11-14T18:30/2026-11-14T20:00", whole days "2026-11-14/2026-11-16" (last day included; a single one is written
 * twice, since a day alone lacks its hour). Several are joined by commas and shortened, "2026-11-14T18:30/20:00",
 * because a Discord choice holds 100 characters.
 */
export function momentValue(slots: readonly Slot[], timeZone: string): string {
  return slots.map((slot) => slotValue(slot, timeZone, slots.length > 1)).join(',');
}

function slotValue(slot: Slot, timeZone: string, short: boolean): string {
  if (slot.allDay) {
    const first = inZone(slot.start, timeZone).toFormat('yyyy-MM-dd');
    const last = slot.end ? inZone(slot.end, timeZone).minus({ days: 1 }).toFormat('yyyy-MM-dd') : first;
    return `${first}/${last}`;
  }
  const start = localText(slot.start, timeZone);
  if (slot.end === null) return start;
  const end = localText(slot.end, timeZone);
  const sameDay = start.slice(0, 10) === end.slice(0, 10) && end.length === 16;
  return short && sameDay ? `${start}/${end.slice(11)}` : `${start}/${end}`;
}
