import type { RegionScope } from '../../access/region/region-scope.ts';
import { optedOut } from '../../delivery/outbox/index.ts';
import type { Edition } from '../editions/edition.ts';
import { findLatestEdition, latestEditionAt } from '../editions/queries.ts';
import type { Event } from '../events/event.ts';
import { eventsOfEdition, eventsOfOrganisation } from '../events/queries.ts';
import { organisationsWithoutKit } from '../kits/queries.ts';
import { organisationsToAnswer } from '../surveys/queries.ts';
import type { Announcement } from './announcement.ts';
import type { Audience } from './audience.ts';
import { audienceStore, type KnownPerson } from './audience-store.ts';
import { type Addressee, isMeant } from './rules.ts';

/** The facts of an edition that decide whom an announcement is for. */
interface EditionFacts {
  readonly events: readonly Event[];
  readonly toAnswer: ReadonlySet<string>;
  readonly withoutKit: ReadonlySet<string>;
}

async function described(
  scope: RegionScope,
  known: readonly KnownPerson[],
  { events, toAnswer, withoutKit }: EditionFacts,
): Promise<readonly Addressee[]> {
  const byOrganisation = new Map<string, Event[]>();
  for (const event of events.filter(takesPart)) {
    for (const { id } of [event.organisation, ...event.coOrganisers]) {
      const theirs = byOrganisation.get(id);
      if (theirs) theirs.push(event);
      else byOrganisation.set(id, [event]);
    }
  }
  const not = await optedOut(
    scope,
    known.map(({ personId }) => personId),
    'announcement',
  );
  return known.map(({ delegateOf, organisations, ...one }) => {
    const theirs = organisations.flatMap(({ id }) => byOrganisation.get(id) ?? []);
    const departments = [...organisations, ...theirs].flatMap(({ department }) => department ?? []);
    return {
      ...one,
      organisations: organisations.map(({ id, name }) => ({ id, name })),
      departments: [...new Set([...departments, ...delegateOf])],
      themes: [...new Set(theirs.flatMap(({ theme }) => theme?.id ?? []))],
      noAnswer: organisations.some(({ id }) => toAnswer.has(id)),
      noKit: organisations.some(({ id }) => withoutKit.has(id)),
      unwilling: not.has(one.personId),
    };
  });
}

/** Returns the people that an announcement for this audience is meant for now, by name. */
export async function addresseesIn(scope: RegionScope, audience: Audience): Promise<readonly Addressee[]> {
  const known = await audienceStore(scope).known();
  const all = await described(scope, known, await factsFor(scope, audience, await findLatestEdition(scope)));
  return all.filter((one) => isMeant(audience, one));
}

/** Reads only what this audience is chosen by: it is asked at every choice of somebody who composes. */
async function factsFor(
  scope: RegionScope,
  { departments, themes, situations }: Audience,
  edition: Pick<Edition, 'id'> | null,
): Promise<EditionFacts> {
  const none: ReadonlySet<string> = new Set();
  if (!edition) return { events: [], toAnswer: none, withoutKit: none };
  return {
    events: departments.length + themes.length > 0 ? await eventsOfEdition(scope, edition.id) : [],
    toAnswer: situations.includes('noAnswer') ? await organisationsToAnswer(scope, edition.id) : none,
    withoutKit: situations.includes('noKit') ? await organisationsWithoutKit(scope, edition.id) : none,
  };
}

/** An announcement that has left. */
type Left = Pick<Announcement, 'audience' | 'leftAt'>;

/** Returns the edition whose events say whom an announcement was for: the next one has others. */
function editionOf(scope: RegionScope, { leftAt }: Left): Promise<Edition | null> {
  return latestEditionAt(scope, leftAt ?? scope.now);
}

/**
 * Returns whether somebody still belongs to an announcement's audience after it left. Only what they are counts: what
 * they have answered or received since then is ignored.
 */
export async function isStillMeant(scope: RegionScope, announcement: Left, personId: string): Promise<boolean> {
  const { audience } = announcement;
  const known = await audienceStore(scope).known([personId]);
  const edition = await editionOf(scope, announcement);
  const events: Event[] = [];
  for (const { id } of edition ? known.flatMap(({ organisations }) => organisations) : []) {
    events.push(...(await eventsOfOrganisation(scope, id, edition?.id ?? '')));
  }
  const none = new Set<string>();
  const [one] = await described(scope, known, { events, toAnswer: none, withoutKit: none });
  return one !== undefined && isMeant({ ...audience, situations: [] }, one);
}

/** Returns those of these people who still belong to it in the same way, however many. */
export async function stillMeantAmong(
  scope: RegionScope,
  announcement: Left,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const anySituation: Audience = { ...announcement.audience, situations: [] };
  const known = await audienceStore(scope).known(personIds);
  const facts = await factsFor(scope, anySituation, await editionOf(scope, announcement));
  const all = await described(scope, known, facts);
  return new Set(all.filter((one) => isMeant(anySituation, one)).map(({ personId }) => personId));
}

function takesPart({ status }: Event): boolean {
  return status !== 'REFUSED' && status !== 'CANCELLED';
}
