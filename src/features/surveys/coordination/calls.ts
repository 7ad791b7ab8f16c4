import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { optedOut } from '../../../delivery/outbox/index.ts';
import { eventsOfEdition } from '../../events/queries.ts';
import { addresseesOf } from '../asking/people.ts';
import { isBegun, isLacking, isMissing, loadQuestionnaires } from '../questionnaires/load.ts';
import type { Questionnaire, Survey } from '../survey.ts';

/** A call to make: an organisation that hasn't answered to the end, and the people who could. */
export interface CallToMake {
  readonly organisation: { readonly id: string; readonly name: string };
  /** What isn't answered to the end nor declined; what nobody has begun comes first. */
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
  const events = await eventsOfEdition(scope, survey.editionId);
  const calls: Omit<CallToMake, 'unwilling'>[] = [];
  for (const questionnaires of byOrganisation.values()) {
    const [first] = questionnaires;
    if (!first) continue;
    const { organisation } = first;
    const to = await addresseesOf(scope, first);
    const people = to ? [to.first, ...to.others] : [];
    const theirs = events.filter((event) => event.organisation.id === organisation.id && event.contact !== '');
    const contacts = [...new Set(theirs.map(({ contact }) => contact))];
    calls.push({ organisation, questionnaires, people, contacts, called: await lastCall(scope, questionnaires) });
  }
  const ids = calls.flatMap(({ people }) => people.map(({ personId }) => personId));
  const unwilling = await optedOut(scope, ids, 'survey');
  return calls.map((call) => ({ ...call, unwilling }));
}

async function lastCall(scope: RegionScope, questionnaires: readonly Questionnaire[]): Promise<CallToMake['called']> {
  const [last] = questionnaires.toSorted((a, b) => (b.calledAt?.getTime() ?? 0) - (a.calledAt?.getTime() ?? 0));
  if (!last?.calledAt) return null;
  const by = last.calledById === null ? null : await directory(scope).person(last.calledById);
  return { name: by?.name ?? null, at: last.calledAt };
}
