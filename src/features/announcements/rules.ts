import type { Actor } from '../../access/actor/actor.ts';
import type { PlatformName } from '../../chat/place.ts';
import { platformNames, traitsOf } from '../../platforms/registered.ts';
import { alphabetical } from '../../reading/index.ts';
import type { Announcement, EstimatedReach } from './announcement.ts';
import { type Audience, type AudienceRole, type Criterion, situations, unrestrictedAudience } from './audience.ts';

/** A person of the region, with the traits that an audience can be chosen by. */
export interface Addressee {
  readonly personId: string;
  readonly name: string;
  /**
   * Department codes of their organisations, of those organisations' events, and of the departments they look after
   * as a delegate.
   */
  readonly departments: readonly string[];
  /** Ids of the themes of their organisations' events. */
  readonly themes: readonly string[];
  readonly roles: readonly AudienceRole[];
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  /** Platforms they can be written to on; the one they were last seen on comes first. */
  readonly platforms: readonly PlatformName[];
  /** True when an organisation of theirs has a questionnaire of the survey that nobody has answered or declined. */
  readonly noAnswer: boolean;
  /** True when an organisation of theirs was sent the latest kit and hasn't confirmed it. */
  readonly noKit: boolean;
  /** True when they don't wish announcements in private. */
  readonly unwilling: boolean;
}

/** Returns whether an announcement for this audience is meant for this person. */
export function isMeant(audience: Audience, one: Addressee): boolean {
  return (
    among(audience.departments, one.departments) &&
    among(audience.themes, one.themes) &&
    among(audience.roles, one.roles) &&
    among(
      audience.organisations,
      one.organisations.map(({ id }) => id),
    ) &&
    among(audience.platforms, one.platforms) &&
    audience.situations.every((situation) => one[situation])
  );
}

/** A criterion without values excludes nobody. */
function among(chosen: readonly string[], theirs: readonly string[]): boolean {
  return chosen.length === 0 || chosen.some((value) => theirs.includes(value));
}

/** The longest text that one form field holds on every platform. */
export const MAX_TEXT = 3_000;

/** The value that resets a criterion, so that it excludes nobody. */
export const EVERYBODY = 'all';

/**
 * Returns the audience with new values for a criterion. There are many organisations, so the chosen ones are added to
 * the earlier ones.
 */
export function withChosen(audience: Audience, criterion: Criterion, chosen: readonly string[]): unknown {
  if (chosen.includes(EVERYBODY)) return { ...audience, [criterion]: unrestrictedAudience[criterion] };
  const known = criterion === 'organisations' ? audience.organisations : [];
  return { ...audience, [criterion]: [...new Set([...known, ...chosen])] };
}

/** Situations that only coordinators may know of. */
const CONFIDENTIAL: Audience['situations'] = ['noAnswer'];

/** Returns the situations that this actor may choose by. */
export function situationsFor(actor: Pick<Actor, 'coordinator'>): Audience['situations'] {
  return situations.filter((situation) => !isDelegateOnly(actor) || !CONFIDENTIAL.includes(situation));
}

/** Returns whether the actor announces to their own departments only: a delegate who isn't a coordinator. */
export function isDelegateOnly(actor: Pick<Actor, 'coordinator'>): boolean {
  return !actor.coordinator;
}

/**
 * Narrows an audience to what this actor may choose: a delegate reaches the departments they look after. A delegate
 * can't choose those who haven't answered the survey: the count among any few people would reveal who they are.
 */
export function withinReach(audience: Audience, actor: Pick<Actor, 'coordinator' | 'delegateOf'>): Audience {
  if (!isDelegateOnly(actor)) return audience;
  const theirs = audience.departments.filter((code) => actor.delegateOf.includes(code));
  return {
    ...audience,
    departments: theirs.length > 0 ? theirs : [...actor.delegateOf],
    situations: audience.situations.filter((situation) => !CONFIDENTIAL.includes(situation)),
  };
}

/** Returns whether somebody may announce this as it stands, without {@link withinReach} narrowing it. */
export function mayAnnounce(
  { audience, places, urgent }: Pick<Announcement, 'audience' | 'places' | 'urgent'>,
  actor: Pick<Actor, 'coordinator' | 'delegateOf'>,
): boolean {
  if (!isDelegateOnly(actor)) return true;
  const theirs = audience.departments.length > 0 && audience.departments.every((one) => actor.delegateOf.includes(one));
  const confidential = audience.situations.some((situation) => CONFIDENTIAL.includes(situation));
  return theirs && !confidential && !urgent && !places.includes('channels');
}

/**
 * Returns whether it was held back at its moment: whoever scheduled it could no longer announce it, or its day was past.
 * It leaves when somebody who may sends it.
 */
export function isHeldBack({ status, sentBy }: Pick<Announcement, 'status' | 'sentBy'>): boolean {
  return status === 'SCHEDULED' && sentBy === null;
}

/** Returns whether it comes from the national coordinator, who isn't of the region. */
export function isFromNation({ author }: Pick<Announcement, 'author'>): boolean {
  return author.id === null;
}

/**
 * Returns whether the actor has a say in an announcement. A coordinator always has in those of their region. A delegate has one in those they
 * wrote and, once these have left, only while they might still announce them: who loses a role or a department no
 * longer speaks for it.
 */
export function isInHandsOf(
  announcement: Pick<Announcement, 'author' | 'status' | 'audience' | 'places' | 'urgent'>,
  actor: Pick<Actor, 'coordinator' | 'delegateOf' | 'personId'>,
): boolean {
  if (isFromNation(announcement)) return false;
  if (actor.coordinator) return true;
  if (announcement.author.id !== actor.personId) return false;
  const hasLeft = announcement.status === 'LEFT' || announcement.status === 'WITHDRAWN';
  return !hasLeft || mayAnnounce(announcement, actor);
}

/** One message that carries an announcement. */
export type AnnouncementCopy =
  | { readonly kind: 'channel'; readonly platform: PlatformName }
  | {
      readonly kind: 'private';
      readonly platform: PlatformName;
      /** Set when the copy is for all members of an organisation on this platform. */
      readonly organisation: { readonly id: string; readonly name: string } | null;
      /** Its readers; never empty. */
      readonly people: readonly string[];
    };

/**
 * Splits an announcement into copies. Each person gets at most one private copy, however many organisations and
 * platforms they are on. Where organisations are written to, their members are reached in their conversation; the
 * others (coordinators and delegates) get a direct message if those were chosen too. On Slack a conversation is with
 * one person, so each member gets their own copy. Those who don't wish announcements get none.
 */
export function copiesOf(
  { places, audience }: Pick<Announcement, 'places' | 'audience'>,
  meant: readonly Addressee[],
  channels: readonly PlatformName[],
): readonly AnnouncementCopy[] {
  const copies: AnnouncementCopy[] = places.includes('channels')
    ? channels.filter((platform) => isWanted(audience, platform)).map((platform) => ({ kind: 'channel', platform }))
    : [];
  const groups = new Map<string, Extract<AnnouncementCopy, { kind: 'private' }> & { people: string[] }>();
  for (const one of meant) {
    const platform = one.platforms.find((each) => isWanted(audience, each));
    const organisation = places.includes('organisations') ? theirOrganisation(one, audience) : null;
    if (!platform || one.unwilling || (!organisation && !places.includes('people'))) continue;
    const shared = organisation !== null && traitsOf(platform).organisationThreads ? organisation : null;
    const name = shared ? `${shared.id}/${platform}` : one.personId;
    const known = groups.get(name);
    if (known) known.people.push(one.personId);
    else groups.set(name, { kind: 'private', platform, organisation: shared, people: [one.personId] });
  }
  return [...copies, ...groups.values()];
}

/** Returns whether the audience includes this platform. */
export function isWanted({ platforms }: Pick<Audience, 'platforms'>, platform: PlatformName): boolean {
  return platforms.length === 0 || platforms.includes(platform);
}

/**
 * Picks the organisation whose conversation a person is reached in: the chosen one, otherwise the first by name, so
 * that colleagues share one conversation.
 */
function theirOrganisation({ organisations }: Addressee, { organisations: meant }: Audience) {
  const byId = organisations.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // In one language, whoever it is for and wherever this runs: else colleagues would be apart.
  const sorted = alphabetical('fr', byId, ({ name }) => name);
  return sorted.find(({ id }) => meant.includes(id)) ?? sorted[0] ?? null;
}

/** Returns the names of the organisations whose members these copies reach privately, each once. */
export function organisationsReached(
  { audience }: Pick<Announcement, 'audience'>,
  meant: readonly Addressee[],
  copies: readonly AnnouncementCopy[],
): readonly string[] {
  const people = new Set(copies.flatMap((copy) => (copy.kind === 'private' ? copy.people : [])));
  const names = meant.flatMap((one) =>
    people.has(one.personId) ? (theirOrganisation(one, audience)?.name ?? []) : [],
  );
  return [...new Set(names)];
}

/** Returns the platforms in whose announcement channel a copy stands. */
export function channelsReached(copies: readonly AnnouncementCopy[]): readonly PlatformName[] {
  return copies.flatMap((copy) => (copy.kind === 'channel' ? [copy.platform] : []));
}

/** Returns the key of the delivery that carries a copy. */
export function copyKey(announcementId: string, copy: AnnouncementCopy): string {
  return `${copyPrefix(announcementId)}${
    copy.kind === 'channel'
      ? `channel-${copy.platform}`
      : copy.organisation
        ? `organisation-${copy.organisation.id}-${copy.platform}`
        : `person-${copy.people[0]}`
  }`;
}

export function copyPrefix(announcementId: string): string {
  return `announcement:${announcementId}:`;
}

/** Rebuilds the private copy with this key for the readers who are still here; null when there are none. */
export function copyFromKey(
  key: string,
  readers: readonly Pick<Addressee, 'personId' | 'organisations' | 'platforms'>[],
  audience: Audience,
): AnnouncementCopy | null {
  const [, id, shared] = /:organisation-([^:]+)-([a-z]+)$/.exec(key) ?? [];
  const organisation = readers.flatMap(({ organisations }) => organisations).find((one) => one.id === id) ?? null;
  // Who isn't a member any more isn't let into the organisation's conversation.
  const theirs = organisation ? readers.filter((one) => one.organisations.some((each) => each.id === id)) : readers;
  const [first] = theirs;
  if (!first) return null;
  const people = theirs.map(({ personId }) => personId);
  const wanted = first.platforms.find((each) => isWanted(audience, each));
  const platform = platformNames().find((each) => each === shared) ?? wanted ?? first.platforms[0];
  return platform ? { kind: 'private', platform, organisation, people } : null;
}

/** Returns whether a copy is for a single person; false for a shared copy. */
export function isForOnePerson(announcementId: string, key: string): boolean {
  return key.startsWith(`${copyPrefix(announcementId)}person-`);
}

/** Returns the platform of a channel's copy; null for a private one. */
export function channelOfKey(key: string): PlatformName | null {
  const name = key.split(':').at(-1) ?? '';
  return platformNames().find((platform) => name === `channel-${platform}`) ?? null;
}

/** Adds up several estimates. The sum is no more precise than the least precise of them. */
export function totalReach(reaches: readonly EstimatedReach[]): EstimatedReach | null {
  if (reaches.length === 0) return null;
  const precision = (['at_least', 'estimated'] as const).find((one) =>
    reaches.some((reach) => reach.precision === one),
  );
  return { value: reaches.reduce((sum, { value }) => sum + value, 0), precision: precision ?? 'exact' };
}
