import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { optedOut } from '../../../delivery/outbox/index.ts';
import { eventsOfEdition } from '../../events/queries.ts';
import { addresseesAmong } from '../asking/people.ts';
import { isBegun, isLacking, isMissing, loadQuestionnaires } from '../questionnaires/load.ts';
import type { Questionnaire, Survey } from '../survey.ts';

/** A call to make: an organisation that hasn't answered to the end, and the people who could. */
export interface CallToMake {
  readonly organisation: { readonly id: string; readonly name: string };
  /** Those that are neither complete nor declined; those that nobody has begun come first. */
  readonly questionnaires: readonly Questionnaire[];
  /** The person who was asked, then the other members; empty when the organisation has no member here. */
  readonly people: readonly Contact[];
  /** Ids of those who don't wish to be reminded, theirs among them. */
  readonly unwilling: ReadonlySet<string>;
  /** The contacts that its events give, a telephone number or an address, each once. */
  readonly contacts: readonly string[];
  /** The coordinator who noted a call last, and when; null before that. */
  readonly called: { readonly name: string | null; readonly at: Date } | null;
}

/** Returns the calls to make, one for each organisation; with an id, only the one to this organisation. */
export async function callsToMake(
  scope: RegionScope,
  survey: Survey,
  organisationId: string | null = null,
): Promise<readonly CallToMake[]> {
  const all = (await loadQuestionnaires(scope, survey)).filter(
    (one) => isLacking(one) && (organisationId === null || one.organisation.id === organisationId),
  );
  const byOrganisation = new Map<string, Questionnaire[]>();
  for (const questionnaire of [...all.filter(isMissing), ...all.filter(isBegun)]) {
    const theirs = byOrganisation.get(questionnaire.organisation.id);
    if (theirs) theirs.push(questionnaire);
    else byOrganisation.set(questionnaire.organisation.id, [questionnaire]);
  }
  const contactsOf = new Map<string, Set<string>>();
  for (const { organisation, contact } of await eventsOfEdition(scope, survey.editionId)) {
    if (contact !== '')
      contactsOf.set(organisation.id, (contactsOf.get(organisation.id) ?? new Set<string>()).add(contact));
  }
  const addressees = await addresseesAmong(scope, survey.editionId, [...byOrganisation.keys()]);
  const callers = await namesOfCallers(scope, all);
  const calls: Omit<CallToMake, 'unwilling'>[] = [];
  for (const questionnaires of byOrganisation.values()) {
    const [first] = questionnaires;
    if (!first) continue;
    const { organisation } = first;
    const to = addressees(first);
    const people = to ? [to.first, ...to.others] : [];
    const contacts = [...(contactsOf.get(organisation.id) ?? [])];
    calls.push({ organisation, questionnaires, people, contacts, called: lastCall(callers, questionnaires) });
  }
  const ids = calls.flatMap(({ people }) => people.map(({ personId }) => personId));
  const unwilling = await optedOut(scope, ids, 'survey');
  return calls.map((call) => ({ ...call, unwilling }));
}

/** Returns the names of those who noted a call about these questionnaires, by their id. */
async function namesOfCallers(
  scope: RegionScope,
  questionnaires: readonly Questionnaire[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(questionnaires.flatMap(({ calledById }) => calledById ?? []));
  const people = await directory(scope).people([...ids]);
  return new Map(people.map(({ personId, name }) => [personId, name]));
}

function lastCall(
  callers: ReadonlyMap<string, string>,
  questionnaires: readonly Questionnaire[],
): CallToMake['called'] {
  const [last] = questionnaires.toSorted((a, b) => (b.calledAt?.getTime() ?? 0) - (a.calledAt?.getTime() ?? 0));
  if (!last?.calledAt) return null;
  return { name: callers.get(last.calledById ?? '') ?? null, at: last.calledAt };
}
