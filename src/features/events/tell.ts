import { memberOf, type ReadAs } from '../../access/actor/rights.ts';
import { type Contact, directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import { type Consent, type Letter, letterTo, send, sentUnder, tellPerson } from '../../delivery/outbox/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Event, Host } from './event.ts';

/** Returns the key prefixes of all notices about an event, the coordinators' too. */
export function noticeKeyPrefixes({ id }: Pick<Event, 'id'>): readonly string[] {
  return [noticeKeyPrefix({ id }), `${cancelledKey({ id })}:`, `${CHANGED}:${id}:`];
}

/** Returns the key of the coordinators' notice that an event is cancelled. */
export function cancelledKey({ id }: Pick<Event, 'id'>): string {
  return `event-cancelled:${id}`;
}

/** Returns the key of the coordinators' notice that an event has changed. */
export function changedKey({ id, version }: Pick<Event, 'id' | 'version'>): string {
  return `${CHANGED}:${id}:${version}`;
}

const CHANGED = 'event-changed';

export interface EventNotice {
  /** Completes the key, to which the event's version is added, so that each person is told once. */
  readonly what: string;
  /**
   * `decision` answers what the organisations asked or agreed to hold; `concern` tells that others have moved or called it off, `change` of
   * what else they have done.
   */
  readonly why: 'decision' | 'concern' | 'change';
  /** Id of the person who has just done it, and so isn't told. */
  readonly except?: string;
  /** The words for one reader; `leads` says whether they read it for the organisation that leads the event. */
  readonly words: (t: Translator, leads: boolean) => Message;
}

/** Returns the key prefix of the private notices about an event. */
export function noticeKeyPrefix({ id }: Pick<Event, 'id'>): string {
  return `event:${id}:`;
}

/**
 * Tells, privately, the members of the organisation that leads an event and of the `others` concerned, and the
 * coordinator who proposed it on their behalf. Each person is told once, however many of these they belong to. Returns the
 * ids of these people.
 */
export async function tellOrganisation(
  scope: RegionScope,
  event: Event,
  notice: EventNotice,
  others: readonly Host[] = [],
): Promise<ReadonlySet<string>> {
  const readers = await membersOf(scope, event, [event.organisation, ...others]);
  // A person who proposed it as a member and has left since isn't told.
  const coordinators = event.onBehalf ? await directory(scope).coordinators() : [];
  for (const contact of coordinators.filter(({ personId }) => personId === event.proposedById)) {
    if (!readers.has(contact.personId))
      readers.set(contact.personId, { contact, readAs: ['coordinator'], leads: true });
  }
  await tellReaders(scope, event, notice, readers);
  return new Set(readers.keys());
}

/**
 * Tells, privately and each once, the members of organisations that an event concerns and that don't lead it, without those who
 * were `told` already.
 */
export async function tellOthers(
  scope: RegionScope,
  event: Event,
  notice: EventNotice,
  others: readonly Host[],
  told: ReadonlySet<string> = new Set(),
): Promise<void> {
  const readers = [...(await membersOf(scope, event, others))].filter(([personId]) => !told.has(personId));
  await tellReaders(scope, event, notice, new Map(readers));
}

/** People who are told something, by id, as what they read it, and whether for the organisation that leads the event. */
type Readers = Map<string, { readonly contact: Contact; readonly readAs: ReadAs; readonly leads: boolean }>;

async function membersOf(scope: RegionScope, event: Event, hosts: readonly Host[]): Promise<Readers> {
  const readAs = hosts.map((host) => memberOf(host.id));
  const readers: Readers = new Map();
  for (const { id } of hosts) {
    const leads = id === event.organisation.id;
    for (const contact of await directory(scope).members(id)) {
      if (!readers.has(contact.personId)) readers.set(contact.personId, { contact, readAs, leads });
    }
  }
  return readers;
}

async function tellReaders(
  scope: RegionScope,
  event: Event,
  { what, why, except, words }: EventNotice,
  readers: Readers,
): Promise<void> {
  for (const { contact, readAs, leads } of readers.values()) {
    if (contact.personId === except) continue;
    const { personId } = contact;
    const consent: Consent = why === 'decision' ? { asked: why } : { unasked: why, personId };
    const letter = { what: `${what}:${event.version}`, words: (t: Translator) => words(t, leads), consent, readAs };
    await tellInConversation(scope, event, contact, letter);
  }
}

/**
 * Tells one person. Everything they are told about an event stands in one conversation, which the first message opens. Below an
 * old message it would be overlooked, so it is shown beside it too.
 */
async function tellInConversation(
  scope: RegionScope,
  event: Event,
  contact: Contact,
  { what, ...letter }: Omit<Letter, 'key'> & { readonly what: string },
): Promise<void> {
  const first = `${noticeKeyPrefix(event)}${contact.platform}:${contact.personId}`;
  if (await tellPerson(scope, contact, { ...letter, key: first })) return;
  const { platform } = contact;
  const opening = (await sentUnder(scope, first)).find(({ key }) => key === first);
  // A first message that failed, or that still waits, can't hold a conversation: what follows is then sent by itself.
  const stands =
    opening?.status !== 'REFUSED' && opening?.status !== 'UNKNOWN' && (opening?.heldUntil ?? null) === null;
  const following = letterTo(scope, contact, { ...letter, key: `${first}:${what}` });
  await send(
    scope,
    stands ? { ...following, target: { kind: 'thread', platform, of: first, alsoInChannel: true } } : following,
  );
}
