import type { Contact } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { optedOut } from '../../../delivery/outbox/index.ts';
import { addresseesOf } from '../asking/people.ts';
import { answeringOrganisations, isMissing, loadQuestionnaires } from '../questionnaires/load.ts';
import type { Questionnaire, Survey } from '../survey.ts';

/** A questionnaire that nobody has answered or declined, and the people who could. */
export interface MissingQuestionnaire {
  readonly questionnaire: Questionnaire;
  /** The person who was asked, then the other members; empty when the organisation has no member here. */
  readonly people: readonly Contact[];
  /** Ids of those who don't wish to be reminded, theirs among them. */
  readonly unwilling: ReadonlySet<string>;
}

export async function missingQuestionnaires(
  scope: RegionScope,
  survey: Survey,
): Promise<readonly MissingQuestionnaire[]> {
  const found: Omit<MissingQuestionnaire, 'unwilling'>[] = [];
  for (const questionnaire of (await loadQuestionnaires(scope, survey)).filter(isMissing)) {
    const to = await addresseesOf(scope, questionnaire);
    found.push({ questionnaire, people: to ? [to.first, ...to.others] : [] });
  }
  const ids = found.flatMap(({ people }) => people.map(({ personId }) => personId));
  const not = await optedOut(scope, ids, 'survey');
  return found.map((one) => ({ ...one, unwilling: not }));
}

/** The questionnaires that one person is reminded of. */
export interface Reminder {
  readonly to: Contact;
  readonly questionnaires: readonly Questionnaire[];
}

/** Returns one reminder per person: the first addressee in each organisation that is to answer now. */
export async function remindersFor(
  scope: RegionScope,
  questionnaires: readonly Questionnaire[],
): Promise<readonly Reminder[]> {
  const byPerson = new Map<string, { to: Contact; questionnaires: Questionnaire[] }>();
  for (const questionnaire of questionnaires.filter(isMissing)) {
    for (const organisation of answeringOrganisations(questionnaire, scope.now, scope.region.timeZone)) {
      const first = (await addresseesOf(scope, questionnaire, organisation))?.first;
      if (!first) continue;
      const known = byPerson.get(first.personId);
      if (known) known.questionnaires.push(questionnaire);
      else byPerson.set(first.personId, { to: first, questionnaires: [questionnaire] });
    }
  }
  return [...byPerson.values()];
}
