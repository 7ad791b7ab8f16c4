export { formatDate, formatMoment, formatPeriod, formatSlot, formatTime } from './format.ts';
export { formatSlots } from './format-slots.ts';
export type { Locale, Slot } from './slot.ts';
export {
  addDaysAt,
  afterQuietHours,
  atLocalTime,
  calendarDaysBetween,
  dayAfterAt,
  isQuiet,
  localDay,
  localHour,
  monthOf,
  type QuietHours,
} from './wall-clock.ts';
