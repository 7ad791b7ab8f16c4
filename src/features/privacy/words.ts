import type { Term } from '../../access/personal/columns.ts';
import type { DataSettings } from '../../access/region/data-settings-store.ts';
import { daysOf, type TermDays } from '../../access/region/terms.ts';
import type { Translator } from '../../texts/translator.ts';

const DAYS_A_YEAR = 365;

/** Words a term: "90 jours", "5 ans". */
export function durationText(t: Translator, days: number): string {
  const years = days % DAYS_A_YEAR === 0 ? days / DAYS_A_YEAR : 0;
  return t.text('privacy.duration', { days, years });
}

/** Words how long rows of a term are kept: "gardé 90 jours", "gardé avec la région". */
export function termText(t: Translator, kept: Term, days: TermDays): string {
  const counted = daysOf(kept, days);
  return t.text(`privacy.term.${kept}`, { duration: counted === null ? '' : durationText(t, counted) });
}

/**
 * Words whom to ask about data. Where the chamber hasn't said, it names whoever remains: for a coordinator, themselves.
 */
export function contactText(
  t: Translator,
  { contact }: Pick<DataSettings, 'contact'>,
  { chamber, coordinator }: { readonly chamber: string; readonly coordinator: boolean },
): string {
  if (contact !== null) return t.text('privacy.contact.set', { chamber, contact });
  return t.text(coordinator ? 'privacy.contact.yours' : 'privacy.contact.unset', { chamber });
}
