export { formatDate, formatMoment, formatPeriod, formatSlot, formatSlots, formatTime } from './format.ts';
export { asTyped, typedMoment } from './moment-text.ts';
export { momentValue } from './moment-value.ts';
export { readMoment } from './read-moment.ts';
export { readTimeOfDay } from './read-time.ts';
export type { Locale, MomentContext, MomentReading, Slot } from './slot.ts';

export { suggestMoments } from './suggest-moments.ts';
export {
  addDaysAt,
  afterQuietHours,
  atLocalTime,
  calendarDaysBetween,
  dayAfterAt,
  isQuiet,
  localDay,
  monthOf,
  type QuietHours,
} from './wall-clock.ts';
