export { type Formatting, formatDate, formatMoment, formatSlot, formatSlots, formatTime } from './format.ts';
export { momentValue } from './moment-value.ts';
export { readMoment } from './read-moment.ts';
export type { Assumption, Locale, MomentContext, MomentProblem, MomentReading, Slot } from './slot.ts';
export { MAX_SLOTS } from './slot.ts';
export { type MomentSuggestion, suggestMoments } from './suggest-moments.ts';
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
