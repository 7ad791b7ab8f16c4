export { formatDate, formatMoment, formatPeriod, formatSlot, formatSlots, formatTime } from './format.ts';
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
