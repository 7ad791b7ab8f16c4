import { memberOf, type ReadAs } from '../../access/actor/rights.ts';
import { type Contact, directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { type Consent, type Letter, letterTo, send, sentUnder, tellPerson } from '../../delivery/outbox/index.ts';
import type { Event, Host } from './event.ts';

/** What the keys begin with of all that anybody is told of a change, coordinators too. */
export function noticeKeyPrefixes({ id }: Pick<Event, 'id'>): readonly string[] {
  return [noticeKeyPrefix({ id }), `${cancelledKey({ id })}:`, `${CHANGED}:${id}:`];
}

/** Of what coordinators are told of an event that is cancelled. */
export function cancelledKey({ id }: Pick<Event, 'id'>): string {
  return `event-cancelled:${id}`;
}

/** Of what they are told of one that has changed. */
export function changedKey({ id, version }: Pick<Event, 'id' | 'version'>): string {
  return `${CHANGED}:${id}:${version}`;
}

const CHANGED = 'event-changed';

export interface EventNotice {
  /** Makes it once per person: the event's version is added. */
  readonly what: string;
  /** The answer to what its organisation asked, or what others have changed. */
  readonly why: 'decision' | 'concern';
  /** Who has just done it knows already. */
  readonly except?: string;
  readonly words: Letter['words'];
}

/** Keys of all that people are told of an event begin like this. */
export function noticeKeyPrefix({ id }: Pick<Event, 'id'>): string {
  return `event:${id}:`;
}

/**
 * Tells the members of the organisation that leads an event and of `others` that have to do with it, and the coordinator
 * who proposed it on their behalf: privately, and each once, however many of these they belong to.
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
  // Whoever proposed it as a member and has left since is told no more.
  const coordinators = event.onBehalf ? await people.coordinators() : [];
  for (const contact of coordinators.filter(({ personId }) => personId === event.proposedById)) {
    if (!contacts.has(contact.personId)) contacts.set(contact.personId, { contact, readAs: ['coordinator'] });
  }
  for (const { contact, readAs } of contacts.values()) {
    if (contact.personId === except) continue;
    const { personId } = contact;
    const consent: Consent = why === 'concern' ? { unasked: why, personId } : { asked: why };
    await tellInConversation(scope, event, contact, { what: `${what}:${event.version}`, words, consent, readAs });
  }
}

/** All that one person is told about an event stands in one conversation, which the first message opens. */
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
  // One that never came to be holds nothing, and one that waits holds nothing up: what follows is sent by itself.
  const stands =
    opening?.status !== 'REFUSED' && opening?.status !== 'UNKNOWN' && (opening?.heldUntil ?? null) === null;
  const following = letterTo(scope, contact, { ...letter, key: `${first}:${what}` });
  await send(scope, stands ? { ...following, target: { kind: 'thread', platform, of: first } } : following);
}
