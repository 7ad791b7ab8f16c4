import { memberOf } from '../../access/actor/rights.ts';
import { type Contact, directory } from '../../access/contacts/directory-store.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { type RegionScope, wordsFor } from '../../access/region/region-scope.ts';
import {
  type Consent,
  contactableFrom,
  edit,
  editUnder,
  optedOut,
  type PassOn,
  quietUntil,
  type StillMeant,
  tellPerson,
} from '../../delivery/outbox/index.ts';
import { plannedTimes, schedule } from '../../schedule/due.ts';
import type { Event, Host } from '../events/event.ts';
import type { DelayedKit, Kit, KitDeparture, KitRecipient } from './kit.ts';
import { kitMessage } from './messages.ts';
import { kitReceiptStore } from './receipt-store.ts';
import { kitStore } from './store.ts';

/** Kind of the due items of kits that wait. Their subject is `<kit>:<organisation>`. */
export const KIT_DELIVERY = 'kit-deliver';

/** Time of day at which waiting kits are sent. */
const LATER = '10:00';

/** Returns the prefix of a version's delivery keys; the organisation's id follows it. */
export function kitKey(kitId: string): string {
  return `kit:${kitId}:`;
}

/**
 * Sends a version to an organisation, once: to `personId` if they still belong to it, otherwise to one of its
 * members. While it has no member, a coordinator gets it and hands it on. `unasked` means that nothing they did
 * brought it: it then waits for readers who have reached their weekly limit, and isn't sent to those who don't wish
 * it.
 */
export async function deliverKit(
  scope: RegionScope,
  kit: Kit,
  { organisation, personId }: KitRecipient,
  { unasked = false } = {},
): Promise<boolean> {
  const reader = await readerOf(scope, { organisation, personId }, { unasked });
  if (reader === null || reader === 'unwilling') return false;
  const { contact, member, later } = reader;
  if (later) {
    await schedule(scope, { kind: KIT_DELIVERY, subject: `${kit.id}:${organisation.id}`, at: later, expires: null });
    return false;
  }
  if (!(await kitReceiptStore(scope).noteSent(kit.id, organisation.id))) return false;
  const whose = {
    organisationId: organisation.id,
    handedOnTo: member ? null : organisation.name,
    received: 'notYet',
  } as const;
  await tellPerson(scope, contact, {
    key: kitKey(kit.id) + organisation.id,
    words: (t) => kitMessage(t, kit, whose),
    consent: consentOf(contact.personId, { member, unasked }),
    readAs: [member ? memberOf(organisation.id) : 'coordinator'],
  });
  return true;
}

interface Reader {
  readonly contact: Contact;
  /** False for a coordinator, who hands it on. */
  readonly member: boolean;
  /** When they may be written to again; null when they may be now. */
  readonly later: Date | null;
}

/** Picks the reader of an organisation's copy; null when it has no member and there is no coordinator. */
async function readerOf(
  scope: RegionScope,
  { organisation, personId }: KitRecipient,
  { unasked }: { readonly unasked: boolean },
): Promise<Reader | 'unwilling' | null> {
  const people = directory(scope);
  const all = await people.members(organisation.id);
  const members = unasked ? await wishing(scope, all) : all;
  if (members.length < all.length && members.length === 0) return 'unwilling';
  const member = members.find((one) => one.personId === personId) ?? members[0];
  const coordinators = member ? [] : await people.coordinators();
  const contact = member ?? coordinators.find((one) => one.personId === personId) ?? coordinators[0];
  if (!contact) return null;
  const id = contact.personId;
  const later = unasked && member ? (await contactableFrom(scope, [id], 'kit', LATER)).get(id) : undefined;
  return { contact, member: member !== undefined, later: later ?? null };
}

/** Returns the prefix of the keys of the copies that somebody asked for. */
export function ownCopiesKey(kitId: string, personId: string): string {
  return `${kitKey(kitId)}person:${personId}:`;
}

/**
 * Says below the copies of an organisation, and below those that whoever confirms it had asked for, that it arrived: there is
 * nothing left to press.
 */
export async function noteReceivedBelow(scope: Scope, kit: Kit, organisationId: string): Promise<void> {
  const words = kitMessage(wordsFor(scope.actor, scope.region), kit, {
    organisationId,
    handedOnTo: null,
    received: 'noted',
  });
  if (organisationId !== '') await edit(scope, kitKey(kit.id) + organisationId, words);
  if ((scope.actor.organisations[0]?.id ?? '') !== organisationId) return;
  await editUnder(scope, ownCopiesKey(kit.id, scope.actor.personId), () => words);
}

/** Returns how a new version would leave if it were published now. */
export async function previewDeparture(
  scope: RegionScope,
  editionId: string,
): Promise<KitDeparture & { readonly to: number }> {
  const recipients = await kitReceiptStore(scope).recipients(editionId);
  const waiting: DelayedKit[] = [];
  const unwilling: string[] = [];
  const readers: string[] = [];
  for (const recipient of recipients) {
    const reader = await readerOf(scope, recipient, { unasked: true });
    const { name } = recipient.organisation;
    if (reader === 'unwilling') unwilling.push(name);
    else if (reader?.later) waiting.push({ organisation: name, until: reader.later });
    else if (reader) readers.push(reader.contact.personId);
  }
  const quiet = await quietUntil(scope, readers);
  const times = readers.flatMap((id) => quiet.get(id)?.getTime() ?? []);
  const until = times.length > 0 ? new Date(Math.max(...times)) : null;
  const leaves = { now: readers.length - times.length, held: times.length, until, failed: 0, away: [] };
  return { to: recipients.length, leaves, waiting, unwilling };
}

/**
 * A kit that the organisation's own action brought counts as its answer. Where there is no member, handing it on is
 * the coordinator's duty.
 */
function consentOf(
  personId: string,
  { member, unasked }: { readonly member: boolean; readonly unasked: boolean },
): Consent {
  if (!member) return { unasked: 'duty', personId };
  return unasked ? { unasked: 'kit', personId } : { asked: 'decision' };
}

/** Returns those of these members who wish to be sent a kit unasked. */
async function wishing(scope: RegionScope, members: readonly Contact[]): Promise<readonly Contact[]> {
  const ids = members.map(({ personId }) => personId);
  const not = await optedOut(scope, ids, 'kit');
  return members.filter(({ personId }) => !not.has(personId));
}

/** Returns the names of the organisations that a version isn't sent to because none of their members wishes it. */
export async function unwillingOrganisations(
  scope: RegionScope,
  editionId: string,
  kit: Kit,
): Promise<readonly string[]> {
  const store = kitReceiptStore(scope);
  const has = new Set((await store.receipts(kit.id)).map(({ organisationId }) => organisationId));
  const names: string[] = [];
  for (const { organisation } of await store.recipients(editionId)) {
    if (has.has(organisation.id)) continue;
    const members = await directory(scope).members(organisation.id);
    if (members.length > 0 && (await wishing(scope, members)).length === 0) names.push(organisation.name);
  }
  return names;
}

/**
 * Keeps a version that waited for the morning, unless a newer one has come out or the organisation no longer takes
 * part.
 */
export const kitStillMeant: StillMeant = async (scope, { key, message }) => {
  const [, kitId = '', organisationId = ''] = key.split(':');
  return (await recipientOf(scope, kitId, organisationId)) ? message : null;
};

/** Passes on what waited for somebody who has left: to a colleague or, without one, to a coordinator. */
export const passKitOn: PassOn = async (scope, { key }) => {
  const [, kitId = '', organisationId = ''] = key.split(':');
  const found = await recipientOf(scope, kitId, organisationId);
  if (!found) return;
  await kitReceiptStore(scope).takeBack(kitId, organisationId);
  await deliverKit(scope, found.kit, found.recipient, { unasked: true });
};

/** Returns the organisation and the version, while that version is the latest and the organisation takes part. */
export async function recipientOf(
  scope: RegionScope,
  kitId: string,
  organisationId: string,
): Promise<{ readonly kit: Kit; readonly recipient: KitRecipient } | null> {
  const store = kitStore(scope);
  const editionId = await store.editionOf(kitId);
  if (editionId === null) return null;
  await store.lock(editionId);
  const kit = await store.latest(editionId);
  const recipient = (await kitReceiptStore(scope).recipients(editionId, organisationId)).find(
    ({ organisation }) => organisation.id === organisationId,
  );
  return kit?.id === kitId && recipient ? { kit, recipient } : null;
}

/** Returns the organisations that a version still waits for, and until when. */
export async function delayedKits(scope: RegionScope, editionId: string, kit: Kit): Promise<readonly DelayedKit[]> {
  const store = kitReceiptStore(scope);
  const later = await plannedTimes(scope, KIT_DELIVERY, `${kit.id}:`);
  const has = new Set((await store.receipts(kit.id)).map(({ organisationId }) => organisationId));
  return (await store.recipients(editionId)).flatMap(({ organisation: { id, name } }) => {
    const until = later.get(`${kit.id}:${id}`);
    return until && !has.has(id) ? [{ organisation: name, until }] : [];
  });
}

/** Sends the latest kit of the edition, if there is one, to the organisations of an event that is accepted. */
export async function deliverOnAcceptance(
  scope: RegionScope,
  event: Pick<Event, 'editionId' | 'organisation' | 'coOrganisers' | 'proposedById'>,
): Promise<void> {
  const { organisation, coOrganisers, proposedById } = event;
  await deliverLatest(scope, event.editionId, [
    { organisation, personId: proposedById },
    ...coOrganisers.map((one) => ({ organisation: one, personId: null })),
  ]);
}

/** Sends the kit to an organisation that joins an accepted event. Before that, the event's acceptance sends it. */
export async function deliverOnJoining(scope: Scope, event: Event, organisation: Host): Promise<void> {
  if (event.status !== 'ACCEPTED') return;
  await deliverLatest(scope, event.editionId, [{ organisation, personId: scope.actor.personId }]);
}

async function deliverLatest(scope: RegionScope, editionId: string, to: readonly KitRecipient[]): Promise<void> {
  const store = kitStore(scope);
  // A version that is being published at this moment reaches these organisations too, from its publication or from
  // here.
  await store.lock(editionId);
  const kit = await store.latest(editionId);
  if (!kit) return;
  for (const recipient of to) await deliverKit(scope, kit, recipient);
}
