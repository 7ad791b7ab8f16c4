/** Dates as the page writes them: in the zone of the trial's region, whatever that of the machine. */
const zone = { timeZone: 'Europe/Paris' };

/** French says the first of a month by its rank, "1er novembre", and an hour as "18 h 30". */
const french = {
  locale: 'fr-FR',
  ranked: (day) => day.replace(/(?<=^| )1(?= \p{L})/u, '1er'),
  spoken: (hour) => hour.replace(':', ' h '),
};
const english = { locale: 'en-GB', ranked: (day) => day.replace(',', ''), spoken: (hour) => hour };

/** Dates in each language of the page. */
export const datesIn = { fr: written(french), en: written(english) };

function written({ locale, ranked, spoken }) {
  const as = (options) => new Intl.DateTimeFormat(locale, { ...options, ...zone });
  const long = as({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const short = as({ weekday: 'long', day: 'numeric', month: 'long' });
  const hour = as({ hour: 'numeric', minute: '2-digit' });
  const clock = as({ hour: '2-digit', minute: '2-digit' });
  return {
    dayOf: (at) => ranked(long.format(at)),
    shortDayOf: (at) => ranked(short.format(at)),
    hourOf: (at) => spoken(hour.format(at)),
    /** The time beside a message, as both platforms write it. */
    clockOf: (at) => clock.format(at),
  };
}

const month = new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', ...zone });

/** Says where a moment lies in the year of an edition, whose Month is November: 'before', 'during' or 'after' the Month. */
export function phaseOf(at, year) {
  const november = `${year}-11`;
  const now = month.format(at);
  if (now === november) return 'during';
  return now < november ? 'before' : 'after';
}
