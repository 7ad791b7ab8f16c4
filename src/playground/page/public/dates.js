/** Dates as the page writes them: in the zone of the trial's region, whatever that of the machine. */
const zone = { timeZone: 'Europe/Paris' };
const inFrench = (options) => new Intl.DateTimeFormat('fr-FR', { ...options, ...zone });
const long = inFrench({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const short = inFrench({ weekday: 'long', day: 'numeric', month: 'long' });
const hour = inFrench({ hour: 'numeric', minute: '2-digit' });
const clock = inFrench({ hour: '2-digit', minute: '2-digit' });

/** French says the first of a month by its rank: "1er novembre". */
const ranked = (text) => text.replace(/(?<=^| )1(?= \p{L})/u, '1er');

export const dayOf = (at) => ranked(long.format(at));
export const shortDayOf = (at) => ranked(short.format(at));
export const hourOf = (at) => hour.format(at).replace(':', ' h ');
/** The time beside a message, as both platforms write it. */
export const clockOf = (at) => clock.format(at);

const month = new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', ...zone });

/** Says where a moment lies in the year of an edition, whose Month is November: "avant le Mois". */
export function phaseOf(at, year) {
  const november = `${year}-11`;
  const now = month.format(at);
  if (now === november) return 'pendant le Mois';
  return now < november ? 'avant le Mois' : 'après le Mois';
}
