import { type Contact, directory, privately } from '../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import { type ChannelTarget, type PlatformName, platformNames, type Target } from '../../chat/place.ts';
import { quietUntil, reachableFrom, type Sending, type Sent, sendAll } from '../../delivery/outbox/index.ts';
import { type Due, scheduleAll } from '../../schedule/due.ts';
import { translator } from '../../texts/translator.ts';
import { threadOf } from '../organisations/thread.ts';
import type { Announcement, Echo } from './announcement.ts';
import { copyMessage } from './messages/copy.ts';
import { announcementPeopleStore, type RecordedRecipient } from './people-store.ts';
import { type Copy, channelOfKey, isWanted, personOfKey } from './rules.ts';

/** Kind of the due items of copies that wait for their readers' week; their subject is `<announcement>/<first reader>`. */
export const LATER = 'announcement-later';

/** Time of day at which what waited is sent. */
const LATER_AT = '10:00';

/** Announcement channels that there are, by platform. */
export async function announcementChannels(scope: RegionScope): Promise<ReadonlyMap<PlatformName, ChannelTarget>> {
  const channels = await directory(scope).channels('announcements');
  return new Map(channels.map((target) => [target.platform, target]));
}

/** Sends copies with the caller's transaction, each once. Those whose readers were written to often enough wait. */
export async function sendCopies(
  scope: RegionScope,
  announcement: Announcement,
  copies: ReadonlyMap<string, Copy>,
): Promise<void> {
  const channels = await announcementChannels(scope);
  const addressed = await addressesOf(scope, copies);
  const later = await reachableFrom(scope, addressed.people, LATER_AT);
  const quiet = await quietUntil(scope, addressed.people);
  const leaves = ({ personId }: Contact) => quiet.get(personId)?.getTime() ?? 0;
  const sendings: Sending[] = [];
  const waiting: Due[] = [];
  for (const [key, copy] of copies) {
    if (copy.kind === 'channel') {
      const target = channels.get(copy.platform);
      if (target) sendings.push({ key, target, message: channelCopy(scope, announcement, null) });
      continue;
    }
    const readers = addressed.readersOf(copy);
    const first = readers.find(({ personId }) => !later.has(personId));
    if (first) {
      // It disturbs nobody who was written to often enough, nor in their quiet hours.
      const hears = (one: Contact) => !later.has(one.personId) && leaves(one) <= leaves(first);
      const target = await addressed.targetOf(copy, first, readers.filter(hears));
      const consent = { unasked: 'announcement', personId: first.personId } as const;
      const message = privateCopy(scope, announcement, first);
      sendings.push({ key, target, message, consent, readAs: ['anybody who takes part'] });
    } else {
      const at = laterFor(copy, later);
      if (at) waiting.push({ kind: LATER, subject: `${announcement.id}/${copy.people[0]}`, at, expires: null });
    }
  }
  await sendAll(scope, sendings);
  await scheduleAll(scope, waiting);
}

type PrivateCopy = Extract<Copy, { kind: 'private' }>;

/** When a copy whose readers were all written to often enough is looked at again; null for one without readers. */
function laterFor({ people }: PrivateCopy, later: ReadonlyMap<string, Date>): Date | null {
  const times = people.flatMap((person) => later.get(person) ?? []).map((at) => at.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** Who reads the private ones of these copies, and where each is to go. */
async function addressesOf(scope: RegionScope, copies: ReadonlyMap<string, Copy>) {
  const ofPeople = [...copies.values()].flatMap((copy) => (copy.kind === 'private' ? [copy] : []));
  const people = ofPeople.flatMap((copy) => copy.people);
  const { contacts, ids } = await whereabouts(scope, people);
  return {
    people,
    readersOf: (copy: PrivateCopy): readonly Contact[] => copy.people.flatMap((id) => contacts.get(id) ?? []),
    /** A conversation with them; the first is who is written to where it is with one person. */
    async targetOf(
      { platform, organisation }: PrivateCopy,
      first: Contact,
      calls: readonly Contact[],
    ): Promise<Sending['target']> {
      // Where the copy goes, which need not be where they were last.
      const there = (one: Contact): Contact => ({
        ...one,
        ...{ platform, externalId: ids[platform].get(one.personId) ?? one.externalId },
      });
      const reader = there(first);
      if (organisation && platform === 'discord') {
        const ids = calls.map((one) => there(one).externalId);
        return threadOf(scope, organisation.id, reader.externalId, ids);
      }
      return privately(reader);
    },
  };
}

export function channelCopy(scope: RegionScope, announcement: Announcement, echo: Echo | null) {
  return copyMessage(regionWords(scope.region), announcement, { region: scope.region, echo });
}

function privateCopy(scope: RegionScope, announcement: Announcement, { locale }: Pick<Contact, 'locale'>) {
  return copyMessage(translator(locale, scope.region.timeZone), announcement, { region: scope.region, echo: null });
}

/** What a copy says now, for the reader it was written to first. */
export function copyNow(
  scope: RegionScope,
  announcement: Announcement,
  { key, readers, echo }: { readonly key: string; readonly readers: readonly Contact[]; readonly echo: Echo },
) {
  if (channelOfKey(key) !== null) return channelCopy(scope, announcement, echo);
  const [first] = readers;
  return privateCopy(scope, announcement, first ?? { locale: scope.region.locale });
}

/** Refusals of one person, whom another platform may still reach. */
const OF_A_PERSON: readonly (string | null)[] = ['direct-messages-closed', 'user-gone'];

/**
 * Where else copies that were refused to one person each can go, by their keys; without those that can go nowhere else, or
 * were for one platform only.
 */
export async function elsewhere(
  scope: RegionScope,
  { id, audience }: Pick<Announcement, 'id' | 'audience'>,
  refused: readonly Pick<Sent, 'key' | 'platform' | 'reason'>[],
): Promise<ReadonlyMap<string, Extract<Target, { kind: 'private' }>>> {
  const theirs = refused.flatMap(({ key, platform, reason }) => {
    const person = personOfKey(id, key);
    const another = platformNames.find((one) => one !== platform && isWanted(audience, one));
    return person !== null && another && OF_A_PERSON.includes(reason) ? [{ key, person, another }] : [];
  });
  const { contacts, ids } = await whereabouts(
    scope,
    theirs.map(({ person }) => person),
  );
  const found = new Map<string, Extract<Target, { kind: 'private' }>>();
  for (const { key, person, another } of theirs) {
    const externalId = ids[another].get(person);
    if (!contacts.has(person) || externalId === undefined) continue;
    found.set(key, privately({ platform: another, externalId }));
  }
  return found;
}

/** These people, and their ids on each platform. */
async function whereabouts(scope: RegionScope, people: readonly string[]) {
  const contacts = new Map((await directory(scope).people(people)).map((one) => [one.personId, one]));
  const store = announcementPeopleStore(scope);
  return {
    contacts,
    ids: { slack: await store.idsOn('slack', people), discord: await store.idsOn('discord', people) },
  };
}

/** Who each private copy was for, by its key. */
export async function readersOf(
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
