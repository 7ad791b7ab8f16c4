import { memberOf } from '../../access/actor/rights.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { type RegionScope, wordsFor } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import {
  type Consent,
  dropHeld,
  edit,
  letterTo,
  type PassOn,
  quietUntil,
  readerOf,
  type StillMeant,
  sendAll,
  sentUnder,
} from '../../delivery/outbox/index.ts';
import { plannedTimes, scheduleAll } from '../../schedule/due.ts';
import { editionById } from '../editions/queries.ts';
import type { Event, Host } from '../events/event.ts';
import { areOver } from '../events/rules.ts';
import type { DelayedKit, Kit, KitDeparture, KitRecipient } from './kit.ts';
import { kitMessage } from './messages.ts';
import { type KitReader, kitReadersOf } from './readers.ts';
import { kitReceiptStore } from './receipt-store.ts';
import { kitStore } from './store.ts';

/** Kind of the due items of kits that wait. Their subject is `<kit>:<organisation>`. */
export const KIT_DELIVERY = 'kit-deliver';

/** Returns the prefix of a version's delivery keys; the organisation's id follows it. */
export function kitKey(kitId: string): string {
  return `kit:${kitId}:`;
}

interface Copy {
  readonly organisation: KitRecipient['organisation'];
  readonly reader: KitReader;
}

/**
 * Sends a version to organisations, to each once, in a few statements, however many they are: to `personId` if they still
 * belong to it, otherwise to one of its members. While it has no member, a coordinator gets it and hands it on. `unasked` means
 * that nothing they did brought it: it then waits for readers who have reached their weekly limit, and isn't sent to those who
 * don't wish it.
 */
export async function deliverKits(
  scope: RegionScope,
  kit: Kit,
  to: readonly KitRecipient[],
  { unasked = false } = {},
): Promise<void> {
  for (let left = to; left.length > 0; ) {
    const readers = await kitReadersOf(scope, left, { unasked });
    const written = new Set<string>();
    const copies: Copy[] = [];
    // Somebody of several organisations is written to once at a time: what they were sent counts for the next one.
    const next: KitRecipient[] = [];
    for (const recipient of left) {
      const { organisation } = recipient;
      const reader = readers.get(organisation.id);
      if (reader === undefined || reader === 'unwilling') continue;
      const { personId } = reader.contact;
      if (unasked && reader.member && written.has(personId)) next.push(recipient);
      else copies.push({ organisation, reader });
      written.add(personId);
    }
    await deliver(scope, kit, copies, unasked);
    left = next;
  }
}

async function deliver(scope: RegionScope, kit: Kit, copies: readonly Copy[], unasked: boolean): Promise<void> {
  await scheduleAll(
    scope,
    copies.flatMap(({ organisation, reader: { later: at } }) =>
      at === null ? [] : [{ kind: KIT_DELIVERY, subject: `${kit.id}:${organisation.id}`, at, expires: null }],
    ),
  );
  const leaving = copies.filter(({ reader }) => reader.later === null);
  const noted = await kitReceiptStore(scope).noteSent(
    kit.id,
    leaving.map(({ organisation }) => organisation.id),
  );
  const letters = leaving.flatMap(({ organisation, reader: { contact, member } }) => {
    if (!noted.has(organisation.id)) return [];
    const whose = {
      organisationId: organisation.id,
      handedOnTo: member ? null : organisation.name,
      received: 'notYet',
    } as const;
    return letterTo(scope, contact, {
      key: kitKey(kit.id) + organisation.id,
      words: (t) => kitMessage(t, kit, whose),
      consent: consentOf(contact.personId, { member, unasked }),
      readAs: [member ? memberOf(organisation.id) : 'coordinator'],
    });
  });
  await sendAll(scope, letters);
}

/** Returns the prefix of the keys of the copies that somebody asked for. */
export function ownCopiesKey(kitId: string, personId: string): string {
  return `${kitKey(kitId)}person:${personId}:`;
}

/** Says below the copies of organisations that the kit arrived: there is nothing left to press. */
export async function noteReceivedBelow(scope: Scope, kit: Kit, organisationIds: readonly string[]): Promise<void> {
  for (const id of organisationIds) {
    const key = kitKey(kit.id) + id;
    // It stands in the conversation of whoever was sent it, who may read another language than whoever confirms.
    const holder = await readerOf(scope, key);
    await edit(scope, key, receivedMessage(scope, kit, holder ?? scope.region));
  }
}

/** Says the same below the copy that whoever confirms it had asked for. */
export async function noteReceivedBelowOwn(scope: Scope, kit: Kit): Promise<void> {
  const copies = await sentUnder(scope, ownCopiesKey(kit.id, scope.actor.personId));
  // Their keys end with the moment at which they were asked for.
  const [newest] = copies
    .map(({ key }) => key)
    .toSorted()
    .toReversed();
  if (newest !== undefined) await edit(scope, newest, receivedMessage(scope, kit, scope.actor));
}

function receivedMessage(scope: Scope, kit: Kit, holder: Parameters<typeof wordsFor>[0]): Message {
  const words = wordsFor(holder, scope.region);
  return kitMessage(words, kit, { organisationId: '', handedOnTo: null, received: 'noted' });
}

/** Returns how a new version would leave to these organisations if it were published now. */
export async function previewDeparture(
  scope: RegionScope,
  recipients: readonly KitRecipient[],
): Promise<KitDeparture & { readonly to: number }> {
  const found = await kitReadersOf(scope, recipients, { unasked: true, isPreview: true });
  const waiting: DelayedKit[] = [];
  const unwilling: string[] = [];
  const readers: string[] = [];
  for (const { organisation } of recipients) {
    const reader = found.get(organisation.id);
    const { name } = organisation;
    if (reader === 'unwilling') unwilling.push(name);
    else if (reader?.later) waiting.push({ organisation: name, until: reader.later });
    else if (reader) readers.push(reader.contact.personId);
  }
  const quiet = await quietUntil(scope, [...new Set(readers)]);
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

/** Returns the names of the organisations that a version isn't sent to because none of their members wishes it. */
export async function unwillingOrganisations(
  scope: RegionScope,
  editionId: string,
  kit: Kit,
): Promise<readonly string[]> {
  const store = kitReceiptStore(scope);
  const has = new Set((await store.receipts(kit.id)).map(({ organisationId }) => organisationId));
  const without = (await store.recipients(editionId)).filter(({ organisation }) => !has.has(organisation.id));
  const readers = await kitReadersOf(scope, without, { unasked: true, isPreview: true });
  return without.flatMap(({ organisation: { id, name } }) => (readers.get(id) === 'unwilling' ? [name] : []));
}

/**
 * Keeps a version that waited for the morning, unless a newer one has come out, the edition is closed or the organisation no
 * longer takes part.
 */
export const kitStillMeant: StillMeant = async (scope, { key, message }) => {
  const [, kitId = '', organisationId = ''] = key.split(':');
  const found = await recipientsOf(scope, kitId, [organisationId]);
  if (found?.recipients.length === 1) return message;
  // What doesn't leave was sent to nobody, and may still be once the organisation takes part again.
  await kitReceiptStore(scope).takeBack(kitId, organisationId);
  if (found) await dropHeld(scope, key);
  return null;
};

/** Passes on what waited for somebody who has left: to a colleague or, without one, to a coordinator. */
export const passKitOn: PassOn = async (scope, { key }) => {
  const [, kitId = '', organisationId = ''] = key.split(':');
  const found = await recipientsOf(scope, kitId, [organisationId]);
  if (!found || found.recipients.length === 0) return;
  await kitReceiptStore(scope).takeBack(kitId, organisationId);
  await deliverKits(scope, found.kit, found.recipients, { unasked: true });
};

/**
 * Returns a version and those of these organisations that take part; null when a newer version has come out, or the edition is
 * closed.
 */
export async function recipientsOf(
  scope: RegionScope,
  kitId: string,
  organisationIds: readonly string[],
): Promise<{ readonly kit: Kit; readonly recipients: readonly KitRecipient[] } | null> {
  const store = kitStore(scope);
  const editionId = await store.editionOf(kitId);
  if (editionId === null) return null;
  await store.lock(editionId);
  const kit = await store.latest(editionId);
  if (kit?.id !== kitId || !(await editionById(scope, editionId))?.open) return null;
  return { kit, recipients: await kitReceiptStore(scope).recipients(editionId, organisationIds) };
}

/** Returns the organisations that a version still waits for, and until when. */
export async function delayedKits(
  scope: RegionScope,
  editionId: string,
  kit: Kit,
  kind = KIT_DELIVERY,
): Promise<readonly DelayedKit[]> {
  const store = kitReceiptStore(scope);
  const later = await plannedTimes(scope, kind, `${kit.id}:`);
  const has = new Set((await store.receipts(kit.id)).map(({ organisationId }) => organisationId));
  return (await store.recipients(editionId)).flatMap(({ organisation: { id, name } }) => {
    const until = later.get(`${kit.id}:${id}`);
    return until && !has.has(id) ? [{ organisation: name, until }] : [];
  });
}

/**
 * Sends the latest kit of the edition, if there is one, to the organisations of an event that is accepted. Where it is over, there is
 * nothing left to announce.
 */
export async function deliverOnAcceptance(
  scope: RegionScope,
  event: Pick<Event, 'editionId' | 'organisation' | 'coOrganisers' | 'proposedById' | 'slots'>,
): Promise<void> {
  const { organisation, coOrganisers, proposedById, slots } = event;
  if (areOver(slots, scope.now, scope.region.timeZone)) return;
  await deliverLatest(scope, event.editionId, [
    { organisation, personId: proposedById },
    ...coOrganisers.map((one) => ({ organisation: one, personId: null })),
  ]);
}

/** Sends the kit to an organisation that joins an accepted event, be it put off. Before that, the event's acceptance sends it. */
export async function deliverOnJoining(scope: Scope, event: Event, organisation: Host): Promise<void> {
  // One that was put off is still to be announced, whatever its former dates were.
  const isToAnnounce =
    event.status === 'POSTPONED' ||
    (event.status === 'ACCEPTED' && !areOver(event.slots, scope.now, scope.region.timeZone));
  if (!isToAnnounce) return;
  await deliverLatest(scope, event.editionId, [{ organisation, personId: scope.actor.personId }]);
}

async function deliverLatest(scope: RegionScope, editionId: string, to: readonly KitRecipient[]): Promise<void> {
  const store = kitStore(scope);
  // A version that is being published at this moment reaches these organisations too, from its publication or from
  // here.
  await store.lock(editionId);
  const kit = await store.latest(editionId);
  // Of an edition that is closed nobody is sent the kit any more, whoever may still join an event that was put off.
  if (kit && (await editionById(scope, editionId))?.open) await deliverKits(scope, kit, to);
}
