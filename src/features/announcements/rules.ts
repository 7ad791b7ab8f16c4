import type { Actor } from '../../access/actor/actor.ts';
import { type PlatformName, platformNames } from '../../chat/place.ts';
import type { Announcement, EstimatedReach } from './announcement.ts';
import { type Audience, type AudienceRole, type Criterion, everybody, situations } from './audience.ts';

/** Somebody of the region, by what an audience can be chosen by. */
export interface Addressee {
  readonly personId: string;
  readonly name: string;
  /** Codes: of their organisations and those organisations' events, and those they look after as a delegate. */
  readonly departments: readonly string[];
  /** Ids of the themes of their organisations' events. */
  readonly themes: readonly string[];
  readonly roles: readonly AudienceRole[];
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  /** Where they can be written to; first where they were last seen. */
  readonly platforms: readonly PlatformName[];
  /** An organisation of theirs has a sheet of the survey that nobody has answered or declined. */
  readonly noAnswer: boolean;
  /** An organisation of theirs was sent the latest kit and hasn't said that it has it. */
  readonly noKit: boolean;
  /** They wish no announcement in private. */
  readonly unwilling: boolean;
}

/** Whether an announcement for this audience is meant for somebody. */
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

/** A criterion without values leaves nobody out. */
function among(chosen: readonly string[], theirs: readonly string[]): boolean {
  return chosen.length === 0 || chosen.some((value) => theirs.includes(value));
}

/** Takes a criterion back to leaving nobody out. */
export const EVERYBODY = 'all';

/** The audience with other values of a criterion. Organisations are many: those chosen are added to the others. */
export function withChosen(audience: Audience, criterion: Criterion, chosen: readonly string[]): unknown {
  if (chosen.includes(EVERYBODY)) return { ...audience, [criterion]: everybody[criterion] };
  const known = criterion === 'organisations' ? audience.organisations : [];
  return { ...audience, [criterion]: [...new Set([...known, ...chosen])] };
}

/** What only coordinators may know of somebody. */
const CONFIDENTIAL: Audience['situations'] = ['noAnswer'];

/** The situations by which this actor may choose. */
export function situationsFor(actor: Pick<Actor, 'coordinator'>): Audience['situations'] {
  return situations.filter((situation) => !isDelegateOnly(actor) || !CONFIDENTIAL.includes(situation));
}

/** Who announces to their departments only: a delegate who doesn't coordinate. */
export function isDelegateOnly(actor: Pick<Actor, 'coordinator'>): boolean {
  return !actor.coordinator;
}

/**
 * The audience as far as this actor may announce: a delegate to the departments they look after, and never to who hasn't
 * answered the survey: how many that are of any few they choose would tell who it is.
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

/** Whether somebody may announce this, as far as they may announce at all: see {@link withinReach}. */
export function mayAnnounce(
  { audience, places }: Pick<Announcement, 'audience' | 'places'>,
  actor: Pick<Actor, 'coordinator' | 'delegateOf'>,
): boolean {
  if (!isDelegateOnly(actor)) return true;
  const theirs = audience.departments.length > 0 && audience.departments.every((one) => actor.delegateOf.includes(one));
  const confidential = audience.situations.some((situation) => CONFIDENTIAL.includes(situation));
  return theirs && !confidential && !places.includes('channels');
}

/** Its moment came when who had scheduled it could not announce it any more: it leaves when somebody who can says so. */
export function isHeldBack({ status, sentBy }: Pick<Announcement, 'status' | 'sentBy'>): boolean {
  return status === 'SCHEDULED' && sentBy === null;
}

/**
 * A coordinator has a say in everything, a delegate in what they wrote: once it has left, only as long as they might announce
 * it now, so that whoever has lost a role or a department doesn't speak for it any more.
 */
export function isInHandsOf(
  announcement: Pick<Announcement, 'author' | 'status' | 'audience' | 'places'>,
  actor: Pick<Actor, 'coordinator' | 'delegateOf' | 'personId'>,
): boolean {
  if (actor.coordinator) return true;
  if (announcement.author.id !== actor.personId) return false;
  const hasLeft = announcement.status === 'LEFT' || announcement.status === 'WITHDRAWN';
  return !hasLeft || mayAnnounce(announcement, actor);
}

/** One message that carries an announcement. */
export type Copy =
  | { readonly kind: 'channel'; readonly platform: PlatformName }
  | {
      readonly kind: 'private';
      readonly platform: PlatformName;
      /** Set where it is for all members of an organisation who are on this platform. */
      readonly organisation: { readonly id: string; readonly name: string } | null;
      /** Who reads it there; never empty. */
      readonly people: readonly string[];
    };

/**
 * The copies of an announcement: each person gets one private copy at most, however many organisations and platforms they
 * are on. Where organisations are written to, who belongs to one is reached there, the others (coordinators and delegates)
 * by a direct message if those were chosen too. In Slack a conversation is with one person; there each gets their own. Who
 * wishes none gets none.
 */
export function copiesOf(
  { places, audience }: Pick<Announcement, 'places' | 'audience'>,
  meant: readonly Addressee[],
  channels: readonly PlatformName[],
): readonly Copy[] {
  const copies: Copy[] = places.includes('channels')
    ? channels.filter((platform) => isWanted(audience, platform)).map((platform) => ({ kind: 'channel', platform }))
    : [];
  const groups = new Map<string, Extract<Copy, { kind: 'private' }> & { people: string[] }>();
  for (const one of meant) {
    const platform = one.platforms.find((each) => isWanted(audience, each));
    const organisation = places.includes('organisations') ? theirOrganisation(one, audience) : null;
    if (!platform || one.unwilling || (!organisation && !places.includes('people'))) continue;
    const shared = organisation !== null && platform === 'discord' ? organisation : null;
    const name = shared ? `${shared.id}/${platform}` : one.personId;
    const known = groups.get(name);
    if (known) known.people.push(one.personId);
    else groups.set(name, { kind: 'private', platform, organisation: shared, people: [one.personId] });
  }
  return [...copies, ...groups.values()];
}

/** Whether it may go to this platform. */
export function isWanted({ platforms }: Pick<Audience, 'platforms'>, platform: PlatformName): boolean {
  return platforms.length === 0 || platforms.includes(platform);
}

/** Of several the one that was meant, else the first by name, so that colleagues meet in one conversation. */
function theirOrganisation({ organisations }: Addressee, { organisations: meant }: Audience) {
  const sorted = organisations.toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  return sorted.find(({ id }) => meant.includes(id)) ?? sorted[0] ?? null;
}

/** Key of the delivery that carries a copy. */
export function copyKey(announcementId: string, copy: Copy): string {
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

/** The private copy that has this key, for those of its readers who are still here; null when there is none of them. */
export function copyUnder(
  key: string,
  readers: readonly Pick<Addressee, 'personId' | 'organisations' | 'platforms'>[],
  audience: Audience,
): Copy | null {
  const [first] = readers;
  if (!first) return null;
  const people = readers.map(({ personId }) => personId);
  const [, id, shared] = /:organisation-([^:]+)-(slack|discord)$/.exec(key) ?? [];
  const organisation = readers.flatMap(({ organisations }) => organisations).find((one) => one.id === id) ?? null;
  const wanted = first.platforms.find((each) => isWanted(audience, each));
  const platform = platformNames.find((each) => each === shared) ?? wanted ?? first.platforms[0];
  return platform ? { kind: 'private', platform, organisation, people } : null;
}

/** Whose copy it is; null for one that several read. */
export function personOfKey(announcementId: string, key: string): string | null {
  const prefix = `${copyPrefix(announcementId)}person-`;
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}

/** The platform of a channel's copy; null for a private one. */
export function channelOfKey(key: string): PlatformName | null {
  const name = key.split(':').at(-1) ?? '';
  return platformNames.find((platform) => name === `channel-${platform}`) ?? null;
}

/** What several people said together: no surer than the least sure of them. */
export function totalReach(reaches: readonly EstimatedReach[]): EstimatedReach | null {
  if (reaches.length === 0) return null;
  const precision = (['at_least', 'estimated'] as const).find((one) =>
    reaches.some((reach) => reach.precision === one),
  );
  return { value: reaches.reduce((sum, { value }) => sum + value, 0), precision: precision ?? 'exact' };
}
