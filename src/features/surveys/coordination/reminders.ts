import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { localDay } from '../../../dates/index.ts';
import { addresseesOf } from '../asking/people.ts';
import { answeringOrganisations, isBegun, isMissing, isReminded } from '../questionnaires/load.ts';
import type { Questionnaire } from '../survey.ts';

/** The questionnaires that one person is reminded of. */
export interface Reminder {
  readonly to: Contact;
  readonly questionnaires: readonly Questionnaire[];
}

/**
 * Returns one reminder per person. Of a questionnaire that nobody has answered the first addressee in each organisation
 * that is to answer now is reminded; of one that was begun, once, the person who stopped there: unless `again`, which also
 * finds those of whom somebody was reminded already, for wording that reminder anew (`isNamedIn`).
 */
export async function remindersFor(
  scope: RegionScope,
  questionnaires: readonly Questionnaire[],
  { again = false }: { readonly again?: boolean } = {},
): Promise<readonly Reminder[]> {
  const byPerson = new Map<string, { to: Contact; questionnaires: Questionnaire[] }>();
  for (const questionnaire of questionnaires) {
    for (const to of await remindedOf(scope, questionnaire, again)) {
      const known = byPerson.get(to.personId);
      if (known) known.questionnaires.push(questionnaire);
      else byPerson.set(to.personId, { to, questionnaires: [questionnaire] });
    }
  }
  return [...byPerson.values()];
}

async function remindedOf(
  scope: RegionScope,
  questionnaire: Questionnaire,
  again: boolean,
): Promise<readonly Contact[]> {
  if (!isReminded(questionnaire)) return [];
  if (isMissing(questionnaire)) return firstAddressees(scope, questionnaire);
  if (!isBegun(questionnaire)) return [];
  const isDue = questionnaire.finishReminder === null ? wasLeft(scope, questionnaire) : again;
  return isDue ? whoStopped(scope, questionnaire) : [];
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

async function firstAddressees(scope: RegionScope, questionnaire: Questionnaire): Promise<readonly Contact[]> {
  const found: Contact[] = [];
  for (const organisation of answeringOrganisations(questionnaire, scope.now, scope.region.timeZone)) {
    const first = (await addresseesOf(scope, questionnaire, organisation))?.first;
    if (first) found.push(first);
  }
  return found;
}

/** Returns the member who answered last; the first addressee where they are gone or only a coordinator has answered. */
async function whoStopped(scope: RegionScope, questionnaire: Questionnaire): Promise<readonly Contact[]> {
  const last = questionnaire.entries.findLast(({ onBehalf }) => !onBehalf);
  for (const organisation of answeringOrganisations(questionnaire, scope.now, scope.region.timeZone)) {
    const member = (await directory(scope).members(organisation)).find(({ personId }) => personId === last?.by);
    if (member) return [member];
  }
  return (await firstAddressees(scope, questionnaire)).slice(0, 1);
}
