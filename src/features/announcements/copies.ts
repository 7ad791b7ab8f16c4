import { type Contact, directory, privateTarget } from '../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords, wordsFor } from '../../access/region/region-scope.ts';
import type { ChannelTarget, PlatformName, Target } from '../../chat/place.ts';
import { contactableFrom, type NewDelivery, quietUntil, type Sent, sendAll } from '../../delivery/outbox/index.ts';
import { platformNames, traitsOf } from '../../platforms/registered.ts';
import { type DueItem, scheduleAll } from '../../schedule/due.ts';
import { threadOf } from '../organisations/thread.ts';
import type { Announcement, Echo } from './announcement.ts';
import { audienceStore } from './audience-store.ts';
import { copyMessage } from './messages/copy.ts';
import type { RecordedRecipient } from './recipient-store.ts';
import { type AnnouncementCopy, channelOfKey, copyPrefix, isForOnePerson, isWanted } from './rules.ts';

/** Kind of the due items of copies held back by their readers' weekly limit. */
export const DELAYED_COPY = 'announcement-later';

/**
 * Returns the subject of the due item of a copy: `<announcement>/` and what its key ends with. It names the copy and no reader of
 * it, who may be known by another account, or be erased, by the time it is due.
 */
export function delayedSubject(id: string, key: string): string {
  return `${id}/${key.slice(copyPrefix(id).length)}`;
}

/** Time of day at which those copies are sent. */
const LATER_AT = '10:00';

/** Returns the announcement channels, by platform. */
export async function announcementChannels(scope: RegionScope): Promise<ReadonlyMap<PlatformName, ChannelTarget>> {
  const channels = await directory(scope).channels('announcements');
  return new Map(channels.map((target) => [target.platform, target]));
}

/**
 * Sends each copy once, in the caller's transaction. Copies whose readers have all reached their weekly limit wait.
 */
export async function sendCopies(
  scope: RegionScope,
  announcement: Announcement,
  copies: ReadonlyMap<string, AnnouncementCopy>,
): Promise<void> {
  const channels = await announcementChannels(scope);
  const addressed = await addressesOf(scope, copies);
  const unasked = announcement.urgent ? 'urgent' : 'announcement';
  const later = await contactableFrom(scope, addressed.people, unasked, LATER_AT);
  const quiet = await quietUntil(scope, addressed.people);
  const leaves = ({ personId }: Contact) => quiet.get(personId)?.getTime() ?? 0;
  const sendings: NewDelivery[] = [];
  const waiting: DueItem[] = [];
  for (const [key, copy] of copies) {
    if (copy.kind === 'channel') {
      const target = channels.get(copy.platform);
      if (target) sendings.push({ key, target, message: channelCopy(scope, announcement, null) });
      continue;
    }
    const readers = addressed.readersOf(copy);
    const first = readers.find(({ personId }) => !later.has(personId));
    if (first) {
      // The message mentions nobody who has reached their weekly limit, nor anyone whose quiet hours end after the
      // first reader's.
      const hears = (one: Contact) => !later.has(one.personId) && leaves(one) <= leaves(first);
      const target = await addressed.targetOf(copy, first, readers.filter(hears));
      const consent = { unasked, personId: first.personId } as const;
      const message = privateCopy(scope, announcement, first);
      sendings.push({ key, target, message, consent, readAs: ['anybody who takes part'] });
    } else {
      const at = laterFor(copy, later);
      if (at) waiting.push({ kind: DELAYED_COPY, subject: delayedSubject(announcement.id, key), at, expires: null });
    }
  }
  await sendAll(scope, sendings);
  await scheduleAll(scope, waiting);
}

type PrivateCopy = Extract<AnnouncementCopy, { kind: 'private' }>;

/**
 * Returns when a copy whose readers have all reached their weekly limit is tried again; null for a copy without
 * readers.
 */
function laterFor({ people }: PrivateCopy, later: ReadonlyMap<string, Date>): Date | null {
  const times = people.flatMap((person) => later.get(person) ?? []).map((at) => at.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** Looks up the readers of the private copies and the address each copy goes to. */
async function addressesOf(scope: RegionScope, copies: ReadonlyMap<string, AnnouncementCopy>) {
  const ofPeople = [...copies.values()].flatMap((copy) => (copy.kind === 'private' ? [copy] : []));
  const people = ofPeople.flatMap((copy) => copy.people);
  const { contacts, ids } = await whereabouts(scope, people);
  return {
    people,
    readersOf: (copy: PrivateCopy): readonly Contact[] => copy.people.flatMap((id) => contacts.get(id) ?? []),
    /** Returns the conversation the copy is posted in. A direct conversation is with `first`. */
    async targetOf(
      { platform, organisation }: PrivateCopy,
      first: Contact,
      calls: readonly Contact[],
    ): Promise<NewDelivery['target']> {
      // The copy's platform isn't always the one they were last seen on.
      const there = (one: Contact): Contact => ({
        ...one,
        ...{ platform, externalId: ids.get(platform)?.get(one.personId) ?? one.externalId },
      });
      const reader = there(first);
      if (organisation && traitsOf(platform).organisationThreads) {
        const ids = calls.map((one) => there(one).externalId);
        return threadOf(scope, { platform, organisation: organisation.id }, reader.externalId, ids);
      }
      return privateTarget(reader);
    },
  };
}

export function channelCopy(scope: RegionScope, announcement: Announcement, echo: Echo | null) {
  return copyMessage(regionWords(scope.region), announcement, { region: scope.region, echo });
}

function privateCopy(scope: RegionScope, announcement: Announcement, reader: Pick<Contact, 'locale'>) {
  return copyMessage(wordsFor(reader, scope.region), announcement, { region: scope.region, echo: null });
}

/** Builds a copy as it reads now, in the language of its first reader. */
export function renderCopy(
  scope: RegionScope,
  announcement: Announcement,
  { key, readers, echo }: { readonly key: string; readonly readers: readonly Contact[]; readonly echo: Echo },
) {
  if (channelOfKey(key) !== null) return channelCopy(scope, announcement, echo);
  const [first] = readers;
  return privateCopy(scope, announcement, first ?? scope.region);
}

/** Refusals that concern one person on one platform: another platform may still reach them. */
const OF_A_PERSON: readonly (string | null)[] = ['direct-messages-closed', 'user-gone'];

/**
 * Returns, by key, an address on another platform for each refused copy to a single person: on the next one they have. Copies
 * that can't go anywhere else, or were meant for one platform only, are left out. `readers` are those of each copy, by its key.
 */
export async function otherAddresses(
  scope: RegionScope,
  { id, audience }: Pick<Announcement, 'id' | 'audience'>,
  refused: readonly Pick<Sent, 'key' | 'platform' | 'reason'>[],
  readers: ReadonlyMap<string, readonly Contact[]>,
): Promise<ReadonlyMap<string, Extract<Target, { kind: 'private' }>>> {
  const theirs = refused.flatMap(({ key, platform, reason }) => {
    // The person whom the key names may be known by another account by now.
    const person = isForOnePerson(id, key) ? (readers.get(key)?.[0]?.personId ?? null) : null;
    const others = platformsAfter(platform).filter((one) => isWanted(audience, one));
    return person !== null && OF_A_PERSON.includes(reason) ? [{ key, person, others }] : [];
  });
  const { contacts, ids } = await whereabouts(
    scope,
    theirs.map(({ person }) => person),
  );
  const found = new Map<string, Extract<Target, { kind: 'private' }>>();
  for (const { key, person, others } of theirs) {
    const platform = others.find((one) => ids.get(one)?.has(person));
    const externalId = platform && ids.get(platform)?.get(person);
    if (!contacts.has(person) || platform === undefined || externalId === undefined) continue;
    found.set(key, privateTarget({ platform, externalId }));
  }
  return found;
}

/** Returns the other platforms, from the next one on: where all are tried one after the other, each has its turn. */
function platformsAfter(platform: PlatformName): readonly PlatformName[] {
  const names = platformNames();
  const at = names.indexOf(platform);
  return [...names.slice(at + 1), ...names.slice(0, at)];
}

/** Looks up these people and their ids on each platform. */
async function whereabouts(scope: RegionScope, people: readonly string[]) {
  const contacts = new Map((await directory(scope).people(people)).map((one) => [one.personId, one]));
  const store = audienceStore(scope);
  const ids = new Map<PlatformName, ReadonlyMap<string, string>>();
  for (const platform of platformNames()) ids.set(platform, await store.idsOn(platform, people));
  return { contacts, ids };
}

/** Returns the readers of each private copy, by its key. */
export async function copyReaders(
  scope: RegionScope,
  recipients: readonly RecordedRecipient[],
): Promise<ReadonlyMap<string, readonly Contact[]>> {
  const people = await directory(scope).people(recipients.map(({ personId }) => personId));
  const contacts = new Map(people.map((one) => [one.personId, one]));
  const readers = new Map<string, Contact[]>();
  for (const { personId, deliveryKey } of recipients) {
    const contact = contacts.get(personId);
    if (deliveryKey === null || !contact) continue;
    const together = readers.get(deliveryKey);
    if (together) together.push(contact);
    else readers.set(deliveryKey, [contact]);
  }
  return readers;
}
