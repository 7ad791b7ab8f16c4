import { memberOf, type ReadAs } from '../../access/actor/rights.ts';
import { type Contact, directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { type Consent, type Letter, letterTo, send, sentUnder, tellPerson } from '../../delivery/outbox/index.ts';
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
   * `decision` answers what the organisation asked; `concern` tells that others have moved or called it off, `change` of
   * what else they have done.
   */
  readonly why: 'decision' | 'concern' | 'change';
  /** Id of the person who has just done it, and so isn't told. */
  readonly except?: string;
  readonly words: Letter['words'];
}

/** Returns the key prefix of the private notices about an event. */
export function noticeKeyPrefix({ id }: Pick<Event, 'id'>): string {
  return `event:${id}:`;
}

/**
 * Tells, privately, the members of the organisation that leads an event and of the `others` concerned, and the
 * coordinator who proposed it on their behalf. Each person is told once, however many of these they belong to.
 */
export async function tellOrganisation(
  scope: RegionScope,
  event: Event,
  { what, why, except, words }: EventNotice,
  others: readonly Host[] = [],
): Promise<void> {
  const people = directory(scope);
  const hosts = [event.organisation, ...others];
  const contacts = new Map<string, { readonly contact: Contact; readonly readAs: ReadAs }>();
  for (const { id } of hosts) {
    const readAs = hosts.map((host) => memberOf(host.id));
    for (const contact of await people.members(id)) contacts.set(contact.personId, { contact, readAs });
  }
  // A person who proposed it as a member and has left since isn't told.
  const coordinators = event.onBehalf ? await people.coordinators() : [];
  for (const contact of coordinators.filter(({ personId }) => personId === event.proposedById)) {
    if (!contacts.has(contact.personId)) contacts.set(contact.personId, { contact, readAs: ['coordinator'] });
  }
  for (const { contact, readAs } of contacts.values()) {
    if (contact.personId === except) continue;
    const { personId } = contact;
    const consent: Consent = why === 'decision' ? { asked: why } : { unasked: why, personId };
    await tellInConversation(scope, event, contact, { what: `${what}:${event.version}`, words, consent, readAs });
  }
}

/**
 * Tells one person. Everything they are told about an event stands in one conversation, which the first message opens.
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
  await send(scope, stands ? { ...following, target: { kind: 'thread', platform, of: first } } : following);
}
