import type { PlatformUser } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Region } from '../region/region.ts';
import { regionFields, regionOf } from '../region/region-store.ts';
import type { Actor } from './actor.ts';
import { isErasedSince, type SaidEarlier } from './erased-since-store.ts';
import { formerNames } from './former-names.ts';
import { localeFor } from './locale-for.ts';

const actorFields = {
  id: true,
  name: true,
  linkId: true,
  goneAt: true,
  person: {
    select: {
      id: true,
      name: true,
      locale: true,
      seenLocale: true,
      lastPlatform: true,
      informedAt: true,
      createdAt: true,
      roles: { select: { role: true, department: true } },
      memberships: {
        where: { status: { in: ['ACTIVE', 'PENDING'] as ('ACTIVE' | 'PENDING')[] } },
        select: { id: true, status: true, organisation: { select: { id: true, name: true } } },
        orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
      },
    },
  },
} satisfies Prisma.IdentitySelect;

/** Reads somebody's identity; null when they are new in the region. */
function readIdentity(source: Database | Tx, region: Region, { platform, id }: PlatformUser) {
  const key = { regionId: region.id, platform, externalId: id };
  return clientOf(source).identity.findUnique({ where: { regionId_platform_externalId: key }, select: actorFields });
}

type KnownIdentity = NonNullable<Awaited<ReturnType<typeof readIdentity>>>;

/** The region in which somebody acts. */
export interface RegionEntry {
  readonly region: Region;
  /**
   * The identity read along the way, so that `actorOf` needn't read it again; null when they are new or it wasn't read.
   */
  readonly identity: KnownIdentity | null;
}

/**
 * Reads, in one statement, the region that somebody's workspace or server is tied to and what is known of them there.
 */
export async function regionEntryOf(
  source: Database | Tx,
  { platform, id }: PlatformUser,
  team: string,
): Promise<RegionEntry | null> {
  const found = await clientOf(source).installation.findUnique({
    where: { platform_team: { platform, team } },
    select: {
      region: {
        select: { ...regionFields, identityRows: { where: { platform, externalId: id }, select: actorFields } },
      },
    },
  });
  if (!found) return null;
  const { identityRows, ...region } = found.region;
  return { region: regionOf(region), identity: identityRows[0] ?? null };
}

/**
 * Returns whether somebody was last known to have left the workspace or server; null when they are new in the region.
 */
export async function knownGone(
  source: Database | Tx,
  { region, identity }: RegionEntry,
  user: PlatformUser,
): Promise<boolean | null> {
  const known = identity ?? (await readIdentity(source, region, user));
  return known && known.goneAt !== null;
}

/** Thrown for what somebody said who had themselves erased before it was dealt with: nobody is got to know by it. */
export class SaidBeforeErasure extends Error {
  constructor() {
    super('said before an erasure');
  }
}

/** Returns whether something was said before its author became known. */
function isBefore({ saidAt }: SaidEarlier, { createdAt }: KnownIdentity['person']): boolean {
  return saidAt !== null && saidAt < createdAt;
}

async function rename(source: Database | Tx, id: string, name: string): Promise<void> {
  const { identity } = clientOf(source);
  const known = await identity.findUniqueOrThrow({ where: { id }, select: { name: true, formerNames: true } });
  await identity.update({ where: { id }, data: { name, formerNames: formerNames(known, name) } });
}

/**
 * Returns the actor, whom it stores at their first word in the region. Throws SaidBeforeErasure where that was typed before they had
 * themselves erased, though it comes afterwards.
 */
export async function actorOf(
  source: Database | Tx,
  { region, identity: read = null }: Pick<RegionEntry, 'region'> & Partial<RegionEntry>,
  user: PlatformUser,
  now: Date,
  typed: SaidEarlier | null = null,
): Promise<Actor> {
  const client = clientOf(source);
  const { platform } = user;
  const known = () => readIdentity(source, region, user);
  const noted = async () => {
    const seen = { lastPlatform: platform, seenLocale: user.locale };
    const person = { create: { regionId: region.id, name: user.name, ...seen, createdAt: now } };
    const data = { region: { connect: { id: region.id } }, platform, externalId: user.id, name: user.name, person };
    try {
      return { identity: await client.identity.create({ data, select: actorFields }), isNew: true };
    } catch (error) {
      // Their first two words came at once, and the other one has stored them.
      const meanwhile = await known();
      if (!meanwhile) throw error;
      return { identity: meanwhile, isNew: false };
    }
  };
  const before = read ?? (await known());
  // Whoever was erased and has come back has said before they became known what they had said before the press.
  const mayBeLate = typed !== null && (before === null || isBefore(typed, before.person));
  if (mayBeLate && (await isErasedSince(source, region.id, user, typed))) throw new SaidBeforeErasure();
  const { identity, isNew } = before ? { identity: before, isNew: false } : await noted();
  const { person } = identity;
  const renamed = user.name !== '' && user.name !== identity.name;
  if (renamed) await rename(source, identity.id, user.name);
  // Not every event tells the language, so the one seen before stays.
  const seenLocale = user.locale ?? person.seenLocale;
  if (renamed || person.lastPlatform !== platform || person.seenLocale !== seenLocale) {
    await client.person.update({
      where: { id: person.id },
      data: { lastPlatform: platform, seenLocale, ...(renamed ? { name: user.name } : {}) },
    });
  }
  return {
    personId: person.id,
    name: renamed ? user.name : person.name,
    platform: user.platform,
    externalId: user.id,
    team: user.team,
    administrator: user.administrator,
    coordinator: person.roles.some((role) => role.role === 'COORDINATOR'),
    delegateOf: person.roles.filter((role) => role.role === 'DELEGATE').map((role) => role.department),
    organisations: person.memberships.flatMap(({ status, organisation }) =>
      status === 'ACTIVE' ? [organisation] : [],
    ),
    requests: person.memberships.flatMap(({ id, status, organisation }) =>
      status === 'PENDING' ? [{ id, organisation: organisation.name }] : [],
    ),
    locale: localeFor({ locale: person.locale, seenLocale }, region),
    separable: identity.linkId === null ? null : identity.id,
    ...(isNew ? { isNew } : {}),
    ...(person.informedAt === null ? { isUninformed: true } : {}),
  };
}
