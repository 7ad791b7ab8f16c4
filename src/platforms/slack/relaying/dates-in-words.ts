import type { ShownDate } from '../../../chat/formatted/formatted.ts';
import type { DateInWords } from '../formatted/write-rich-text.ts';

const shapes: Readonly<Record<ShownDate, Intl.DateTimeFormatOptions>> = {
  time: { timeStyle: 'short' },
  seconds: { timeStyle: 'medium' },
  numeric: { dateStyle: 'short' },
  day: { dateStyle: 'long' },
  moment: { dateStyle: 'long', timeStyle: 'short' },
  weekday: { dateStyle: 'full', timeStyle: 'short' },
  relative: { dateStyle: 'long', timeStyle: 'short' },
};

/**
 * Words a date where Slack doesn't show it in the reader's own zone, as in notifications. Nobody's zone is known here, so
 * a time says which it means.
 */
export function datesInWords(locale: 'fr' | 'en'): DateInWords {
  return (at, style) => {
    const shape = { ...shapes[style], timeZone: 'UTC' };
    const words = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', shape).format(at * 1_000);
    return shape.timeStyle ? `${words} UTC` : words;
  };
}
