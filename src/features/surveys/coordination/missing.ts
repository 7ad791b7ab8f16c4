import type { Contact } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { unwilling } from '../../../delivery/outbox/index.ts';
import { addresseesOf } from '../asking/people.ts';
import { answeringOrganisations, isMissing, loadSheets } from '../questionnaires/load.ts';
import type { AskedSheet, Survey } from '../survey.ts';

/** A sheet nobody has answered or declined, and who could. */
export interface MissingSheet {
  readonly sheet: AskedSheet;
  /** The one who was asked first; then the other members. Empty: the organisation has nobody here. */
  readonly people: readonly Contact[];
  /** Ids of those who don't wish to be reminded, theirs among them. */
  readonly unwilling: ReadonlySet<string>;
}

export async function missingSheets(scope: RegionScope, survey: Survey): Promise<readonly MissingSheet[]> {
  const found: Omit<MissingSheet, 'unwilling'>[] = [];
  for (const sheet of (await loadSheets(scope, survey)).filter(isMissing)) {
    const to = await addresseesOf(scope, sheet);
    found.push({ sheet, people: to ? [to.first, ...to.others] : [] });
  }
  const ids = found.flatMap(({ people }) => people.map(({ personId }) => personId));
  const not = await unwilling(scope, ids, 'survey');
  return found.map((one) => ({ ...one, unwilling: not }));
}

/** What one person is reminded of. */
export interface Reminder {
  readonly to: Contact;
  readonly sheets: readonly AskedSheet[];
}

/** One reminder per person: the one who was asked first, of each organisation that is to answer now. */
export async function remindersFor(scope: RegionScope, sheets: readonly AskedSheet[]): Promise<readonly Reminder[]> {
  const byPerson = new Map<string, { to: Contact; sheets: AskedSheet[] }>();
  for (const sheet of sheets.filter(isMissing)) {
    for (const organisation of answeringOrganisations(sheet, scope.now, scope.region.timeZone)) {
      const first = (await addresseesOf(scope, sheet, organisation))?.first;
      if (!first) continue;
      const known = byPerson.get(first.personId);
      if (known) known.sheets.push(sheet);
      else byPerson.set(first.personId, { to: first, sheets: [sheet] });
    }
  }
  return [...byPerson.values()];
}
