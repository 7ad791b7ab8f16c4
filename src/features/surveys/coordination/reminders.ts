import type { Contact } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { localDay } from '../../../dates/index.ts';
import { type Addressees, addresseesAmong } from '../asking/people.ts';
import { answeringOrganisations, isBegun, isMissing, isReminded } from '../questionnaires/load.ts';
import type { Questionnaire } from '../survey.ts';

/** The questionnaires that one person is reminded of. */
export interface Reminder {
  readonly to: Contact;
  readonly questionnaires: readonly Questionnaire[];
}

/**
 * Returns one reminder per person, of questionnaires of one survey, however many, in a few statements. Of a questionnaire that nobody
 * has answered the first addressee in each organisation that is to answer now is reminded; of one that was begun, once, the person who
 * stopped there: unless `again`, which also finds those of whom somebody was reminded already, for wording that reminder anew
 * (`isNamedIn`).
 */
export async function remindersFor(
  scope: RegionScope,
  questionnaires: readonly Questionnaire[],
  { again = false }: { readonly again?: boolean } = {},
): Promise<readonly Reminder[]> {
  const sought = questionnaires.filter((questionnaire) => isSought(scope, questionnaire, again));
  const [first] = sought;
  if (!first) return [];
  const organisations = new Set(sought.flatMap((questionnaire) => answering(scope, questionnaire)));
  const addressees = await addresseesAmong(scope, first.survey.editionId, [...organisations]);
  const byPerson = new Map<string, { to: Contact; questionnaires: Questionnaire[] }>();
  for (const questionnaire of sought) {
    const found = answering(scope, questionnaire).flatMap((id) => addressees(questionnaire, id) ?? []);
    for (const to of isMissing(questionnaire) ? found.map((one) => one.first) : whoStopped(questionnaire, found)) {
      const known = byPerson.get(to.personId);
      if (known) known.questionnaires.push(questionnaire);
      else byPerson.set(to.personId, { to, questionnaires: [questionnaire] });
    }
  }
  return [...byPerson.values()];
}

function answering({ now, region }: RegionScope, questionnaire: Questionnaire): readonly string[] {
  return answeringOrganisations(questionnaire, now, region.timeZone);
}

/** Returns whether somebody is to be reminded of it. */
function isSought(scope: RegionScope, questionnaire: Questionnaire, again: boolean): boolean {
  if (!isReminded(questionnaire)) return false;
  if (isMissing(questionnaire)) return true;
  if (!isBegun(questionnaire)) return false;
  return questionnaire.finishReminder === null ? wasLeft(scope, questionnaire) : again;
}

/** Returns whether the reminder sent under this key names a questionnaire, worded again now. */
export function isNamedIn(key: string, questionnaire: Questionnaire): boolean {
  return isMissing(questionnaire) || questionnaire.finishReminder === key;
}

/** Returns whether the last answer is of an earlier day: somebody who is just answering isn't reminded. */
function wasLeft({ now, region }: RegionScope, { entries }: Questionnaire): boolean {
  const last = entries.at(-1);
  return last !== undefined && localDay(last.at, region.timeZone) < localDay(now, region.timeZone);
}

/** Returns the member who answered last; the first addressee where they are gone or only a coordinator has answered. */
function whoStopped({ entries }: Questionnaire, found: readonly Addressees[]): readonly Contact[] {
  const last = entries.findLast(({ onBehalf }) => !onBehalf);
  const members = found.flatMap(({ first, others }) => [first, ...others]);
  const member = members.find(({ personId }) => personId === last?.by) ?? found[0]?.first;
  return member ? [member] : [];
}
