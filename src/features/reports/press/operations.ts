import { z } from 'zod';
import { type Acting, actsForOwn, type Deed } from '../../../access/journal/entry.ts';
import { LacksRole } from '../../../access/operation/lacks-role.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { localDay } from '../../../dates/index.ts';
import { allEditions, latestEdition } from '../../editions/queries.ts';
import type { Event } from '../../events/event.ts';
import { eventById, eventsByIds, eventsOfEdition } from '../../events/queries.ts';
import { organisationsByIds, theOrganisation } from '../../organisations/queries.ts';
import { mediaItemKey, mentionKey } from '../../surveys/questions/coverage.ts';
import { MEDIUMS } from '../../surveys/questions/options.ts';
import { chosenEdition, whichEdition } from '../operations.ts';
import {
  LONGEST_PRESS_LINK,
  LONGEST_PRESS_TEXT,
  MOST_PRESS,
  type PressItem,
  type PressPage,
  type PressReference,
} from './press.ts';
import { pressStore, type StoredPress } from './store.ts';

const reference = z.object({
  organisationId: z.uuid(),
  title: z.string().min(1).max(LONGEST_PRESS_TEXT),
  outlet: z.string().min(1).max(LONGEST_PRESS_TEXT),
  medium: z.enum(MEDIUMS),
  publishedOn: z.iso.date(),
  link: z
    .url({ protocol: /^https?$/ })
    .max(LONGEST_PRESS_LINK)
    .nullable(),
  eventId: z.uuid().nullable(),
});
const which = z.object({ id: z.uuid() });

/** The number of editions that are offered, the latest: to look at their press reviews, and for their events. */
const OFFERED = 2;

/** Shows a page of the press review of an edition, the latest where no year is named: one's own references, all of them to a coordinator. */
export const viewPress = operation({
  name: 'reports.viewPress',
  who: 'organiser',
  reads: true,
  input: whichEdition.extend({ page: z.int() }),
  async run(scope, { page: wanted, ...which }): Promise<PressPage> {
    const { coordinator, organisations } = scope.actor;
    // A delegate may be of no organisation.
    if (!coordinator && organisations.length === 0) throw new LacksRole('organiser');
    const { id, name, year } = await chosenEdition(scope, which);
    const others = (await allEditions(scope)).filter((one) => one.id !== id).slice(0, OFFERED);
    const theirs = coordinator ? null : organisations.map((one) => one.id);
    const { items, page, pages } = await pressStore(scope).page(id, theirs, wanted);
    return { edition: { name, year }, others, items: await itemsOf(scope, items), page, pages, coordinator };
  },
});

/** Shows one reference, to be corrected or removed. */
export const viewPressItem = operation({
  name: 'reports.viewPressItem',
  who: 'organiser',
  reads: true,
  input: which.extend({ toRemove: z.boolean().default(false) }),
  run: async (scope, { id, toRemove }): Promise<PressItem> => itemOf(scope, await theirs(scope, id, toRemove)),
});

/** Reads a new reference, or a correction, back before it counts. */
export const previewPress = operation({
  name: 'reports.previewPress',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.uuid().nullable(), reference }),
  async run(scope, { id, reference: given }): Promise<PressItem> {
    const stored = id === null ? null : await theirs(scope, id);
    const editionId = await editionAbout(scope, given, stored);
    await check(scope, editionId, given, stored);
    return itemOf(scope, { ...given, id: id ?? '', editionId });
  },
});

export const addPress = operation({
  name: 'reports.addPress',
  who: 'organiser',
  input: reference,
  async run(scope, given): Promise<PressItem> {
    const editionId = await editionAbout(scope, given, null);
    await pressStore(scope).lock(editionId);
    await check(scope, editionId, given, null);
    const id = await pressStore(scope).add(editionId, given, scope.actor.personId);
    return itemOf(scope, { ...given, id, editionId });
  },
  journal: { deeds: (item, _, acting) => pressDeed('reports.journal.pressAdded', item, acting) },
});

export const correctPress = operation({
  name: 'reports.correctPress',
  who: 'organiser',
  input: z.object({ id: z.uuid(), reference }),
  async run(scope, { id, reference: given }): Promise<PressItem> {
    const stored = await theirs(scope, id);
    const editionId = await editionAbout(scope, given, stored);
    await pressStore(scope).lock(editionId);
    await check(scope, editionId, given, stored);
    if (!(await pressStore(scope).change(id, { ...given, editionId }))) throw new UserError('reports.errors.pressGone');
    return itemOf(scope, { ...given, id, editionId });
  },
  journal: { deeds: (item, _, acting) => pressDeed('reports.journal.pressCorrected', item, acting) },
});

export const removePress = operation({
  name: 'reports.removePress',
  who: 'organiser',
  input: which,
  async run(scope, { id }): Promise<PressItem> {
    const item = await itemOf(scope, await theirs(scope, id, true));
    if (!(await pressStore(scope).remove(id))) throw new UserError('reports.errors.pressRemoved');
    return item;
  },
  journal: { deeds: (item, _, acting) => pressDeed('reports.journal.pressRemoved', item, acting) },
});

/**
 * Returns the edition that a reference is about: that of its event, otherwise the latest one whose year had begun by its day, since a new
 * one opens months before. One that is corrected stays where it is as long as its day does.
 */
async function editionAbout(scope: RegionScope, given: PressReference, stored: StoredPress | null): Promise<string> {
  const event = given.eventId === null ? null : await eventById(scope, given.eventId);
  if (event) return event.editionId;
  if (stored?.publishedOn === given.publishedOn) return stored.editionId;
  const year = Number(given.publishedOn.slice(0, 4));
  const begun = (await allEditions(scope)).find((edition) => edition.year <= year);
  return (begun ?? (await latestEdition(scope))).id;
}

/** The states of the events that a reference may be about: an article stays about what was cancelled since. */
const CITED: ReadonlySet<Event['status']> = new Set(['ACCEPTED', 'POSTPONED', 'CANCELLED']);

/**
 * Returns the events that a reference may be about, those of the latest edition first: those that one's organisations lead or co-organise, all
 * of them for a coordinator. With an id it is that one alone, of whatever edition.
 */
export const eventsToCite = operation({
  name: 'reports.eventsToCite',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.uuid().nullable() }),
  async run(scope, { id }): Promise<readonly Event[]> {
    const { coordinator, organisations } = scope.actor;
    const own = new Set(organisations.map((one) => one.id));
    const isCited = ({ status, organisation, coOrganisers }: Event) =>
      CITED.has(status) && (coordinator || [organisation, ...coOrganisers].some((host) => own.has(host.id)));
    const found: Event[] = [];
    if (id === null) {
      for (const edition of (await allEditions(scope)).slice(0, OFFERED))
        found.push(...(await eventsOfEdition(scope, edition.id)));
    } else found.push(...(await eventsByIds(scope, [id])));
    return found.filter(isCited);
  },
});

/**
 * Returns a reference that the actor may change. Throws UserError otherwise: of another organisation nothing is told, and to whoever
 * wants it `toRemove`, that this was done.
 */
async function theirs(scope: Scope, id: string, toRemove = false): Promise<StoredPress> {
  const found = await pressStore(scope).byId(id);
  if (!found) throw new UserError(toRemove ? 'reports.errors.pressRemoved' : 'reports.errors.pressGone');
  refuseOthers(scope, found.organisationId);
  return found;
}

function refuseOthers({ actor }: Scope, organisationId: string): void {
  if (actor.coordinator || actor.organisations.some(({ id }) => id === organisationId)) return;
  throw new UserError('reports.errors.pressNotYours', {}, 'organisation');
}

/**
 * Checks a reference, with all that is there already. `stored` is the one that it takes the place of: its event may stay, though its
 * organisation holds it no more.
 */
async function check(
  scope: Scope,
  editionId: string,
  given: PressReference,
  stored: StoredPress | null,
): Promise<void> {
  refuseOthers(scope, given.organisationId);
  await theOrganisation(scope, given.organisationId);
  if (given.publishedOn > localDay(scope.now, scope.region.timeZone))
    throw new UserError('reports.errors.pressAhead', {}, 'publishedOn');
  const stays = stored?.eventId === given.eventId && stored.organisationId === given.organisationId;
  if (given.eventId !== null && !stays) {
    const event = await eventById(scope, given.eventId);
    const hosts = event ? [event.organisation, ...event.coOrganisers] : [];
    if (event?.editionId !== editionId || hosts.every((host) => host.id !== given.organisationId))
      throw new UserError('reports.errors.pressEvent', {}, 'event');
  }
  const all = await pressStore(scope).ofOrganisation(editionId, given.organisationId);
  const others = all.filter((one) => one.id !== stored?.id);
  if (others.some((one) => isSameReference(one, given))) throw new UserError('reports.errors.pressKnown', {}, 'title');
  if (others.length >= MOST_PRESS) throw new UserError('reports.errors.pressEnough', { most: MOST_PRESS });
}

/** Returns whether two references are counted once: of one outlet and day, without a link, other titles are other articles. */
function isSameReference(one: Omit<StoredPress, 'id' | 'editionId'>, given: PressReference): boolean {
  if (one.title === null) return mediaItemKey(one) === mediaItemKey(given);
  const [known, other] = [one, given].map((each) => mentionKey({ ...each, press: { title: each.title ?? '' } }));
  return known === other;
}

async function itemsOf(scope: RegionScope, stored: readonly StoredPress[]): Promise<readonly PressItem[]> {
  const organisations = await organisationsByIds(scope, [
    ...new Set(stored.map(({ organisationId }) => organisationId)),
  ]);
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  const events = await eventsByIds(
    scope,
    stored.flatMap(({ eventId }) => eventId ?? []),
  );
  const editions = stored.length === 0 ? [] : await allEditions(scope);
  return stored.map(({ organisationId, eventId, ...rest }) => {
    const event = events.find(({ id }) => id === eventId);
    const edition = editions.find(({ id }) => id === rest.editionId);
    return {
      ...rest,
      edition: edition?.name ?? '',
      organisation: { id: organisationId, name: names.get(organisationId) ?? '' },
      event: event ? { id: event.id, title: event.title } : null,
    };
  });
}

async function itemOf(scope: RegionScope, stored: StoredPress): Promise<PressItem> {
  const [item] = await itemsOf(scope, [stored]);
  if (!item) throw new Error('the reference was not read');
  return item;
}

/**
 * Returns the journal's entry for a reference that somebody changes for an organisation other than their own. It holds
 * none of the words.
 */
function pressDeed(
  verb: 'reports.journal.pressAdded' | 'reports.journal.pressCorrected' | 'reports.journal.pressRemoved',
  { organisation }: PressItem,
  acting: Acting,
): Deed | null {
  if (actsForOwn(acting, organisation)) return null;
  return { verb, object: { kind: 'organisation', ...organisation }, organisation };
}
