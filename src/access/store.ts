import type { ChannelTarget, PlatformName, PlatformUser, PrivateTarget } from '../chat/place.ts';
import type { Database } from '../database/database.ts';
import { clientOf, type Tx } from '../database/transaction.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Locale } from '../texts/index.ts';
import { databasePlatform, platformName } from './platform-name.ts';
import type { Actor, Region } from './region.ts';
import { regionFields, regionOf } from './region-store.ts';
import type { RegionScope } from './scope.ts';
import { isIn, isThere } from './there-store.ts';

export { takePart } from './account-store.ts';
export { allRegions, anyRegionSetUp, regionById, regionOfTeam, regionsOfUser, regionsOn } from './region-store.ts';

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
      roles: { select: { role: true, department: true } },
      memberships: {
        where: { status: { in: ['ACTIVE', 'PENDING'] as ('ACTIVE' | 'PENDING')[] } },
        select: { id: true, status: true, organisation: { select: { id: true, name: true } } },
        orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
      },
    },
  },
} satisfies Prisma.IdentitySelect;

/** Null when they are new in the region. */
function readIdentity(source: Database | Tx, region: Region, { platform, id }: PlatformUser) {
  const key = { regionId: region.id, platform: databasePlatform(platform), externalId: id };
  return clientOf(source).identity.findUnique({ where: { regionId_platform_externalId: key }, select: actorFields });
}

type KnownIdentity = NonNullable<Awaited<ReturnType<typeof readIdentity>>>;

/** Where somebody is. */
export interface Entry {
  readonly region: Region;
  /** What was read of them with it: `actorOf` needn't read it again. Null where they are new, or weren't read. */
  readonly identity: KnownIdentity | null;
}

/** The region that somebody's workspace or server is tied to, and what is known of them there, in one statement. */
export async function entryOf(
  source: Database | Tx,
  { platform: name, id }: PlatformUser,
  team: string,
): Promise<Entry | null> {
  const platform = databasePlatform(name);
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

/** Whether somebody was last known to be out of the workspace or server; null where they are new in the region. */
export async function knownGone(
  source: Database | Tx,
  { region, identity }: Entry,
  user: PlatformUser,
): Promise<boolean | null> {
  const known = identity ?? (await readIdentity(source, region, user));
  return known && known.goneAt !== null;
}

/** Who acts; noted on their first word in the region. */
export async function actorOf(
  source: Database | Tx,
  { region, identity: read = null }: Pick<Entry, 'region'> & Partial<Entry>,
  user: PlatformUser,
  now: Date,
): Promise<Actor> {
  const client = clientOf(source);
  const platform = databasePlatform(user.platform);
  const known = () => readIdentity(source, region, user);
  const noted = async () => {
    const seen = { lastPlatform: platform, seenLocale: user.locale };
    const person = { create: { regionId: region.id, name: user.name, ...seen, createdAt: now } };
    const data = { region: { connect: { id: region.id } }, platform, externalId: user.id, name: user.name, person };
    try {
      return await client.identity.create({ data, select: actorFields });
    } catch (error) {
      // Their first two words came at once: the other has noted them.
      const meanwhile = await known();
      if (!meanwhile) throw error;
      return meanwhile;
    }
  };
  const identity = read ?? (await known()) ?? (await noted());
  const { person } = identity;
  const renamed = user.name !== '' && user.name !== identity.name;
  if (renamed) await client.identity.update({ where: { id: identity.id }, data: { name: user.name } });
  // Not every event tells the language: what was seen before then holds.
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
  };
}

/** What a person chose, else what their platform was last seen in, else the region's. */
function localeFor(person: { readonly locale: string | null; readonly seenLocale: string | null }, region: Region) {
  return localeOf(person.locale) ?? localeOf(person.seenLocale) ?? region.locale;
}

function localeOf(text: string | null): Locale | null {
  return text === 'fr' || text === 'en' ? text : null;
}

/** A person of the region and how to reach them. */
export interface Contact {
  readonly personId: string;
  readonly name: string;
  readonly platform: PlatformName;
  readonly externalId: string;
  readonly locale: Locale;
}

export type ChannelUse = 'yearRound' | 'announcements' | 'coordination' | 'tallies';

/** A workspace or server of the region, and the channels it was given. */
export interface Installation {
  readonly platform: PlatformName;
  readonly team: string;
  readonly channels: Readonly<Record<ChannelUse, string | null>>;
}

const contactFields = {
  id: true,
  name: true,
  locale: true,
  seenLocale: true,
  lastPlatform: true,
  identities: { select: { platform: true, externalId: true, goneAt: true }, orderBy: { platform: 'asc' } },
} satisfies Prisma.PersonSelect;

interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly locale: string | null;
  readonly seenLocale: string | null;
  readonly lastPlatform: 'SLACK' | 'DISCORD';
  readonly identities: readonly {
    readonly platform: 'SLACK' | 'DISCORD';
    readonly externalId: string;
    readonly goneAt: Date | null;
  }[];
}

/** Who is in the region and where they are reached; what every feature needs to write to somebody. */
export interface Directory {
  installations(): Promise<readonly Installation[]>;
  /** The channels with this use, on each platform that has one. */
  channels(use: ChannelUse): Promise<readonly ChannelTarget[]>;
  coordinators(): Promise<readonly Contact[]>;
  /** Active members of an organisation, but for those who have left. */
  members(organisationId: string): Promise<readonly Contact[]>;
  /** Active members of any organisation, each once. */
  organisers(): Promise<readonly Contact[]>;
  person(personId: string): Promise<Contact | null>;
  people(personIds: readonly string[]): Promise<readonly Contact[]>;
  /** The platform's id of this person; null where they aren't on it, or have left it. */
  idOn(platform: PlatformName, personId: string): Promise<string | null>;
  /** Whether this person has left every workspace and server of the region. */
  hasLeft(personId: string): Promise<boolean>;
  /** Somebody of a platform, noted if new; null when the region isn't on that platform. */
  identity(platform: PlatformName, externalId: string): Promise<Contact | null>;
}

/** The conversation with this person alone. */
export function privately({ platform, externalId }: Pick<Contact, 'platform' | 'externalId'>): PrivateTarget {
  return { kind: 'private', platform, users: [externalId] };
}

export function directory(scope: RegionScope): Directory {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const contact = (row: ContactRow): Contact => {
    const there = row.identities.filter(({ goneAt }) => goneAt === null);
    const reached = there.find(({ platform }) => platform === row.lastPlatform) ?? there[0] ?? row.identities[0];
    if (!reached) throw new Error(`person ${row.id} has no identity`);
    return {
      personId: row.id,
      name: row.name,
      platform: platformName(reached.platform),
      externalId: reached.externalId,
      locale: localeFor(row, scope.region),
    };
  };

  let installed: Promise<readonly Installation[]> | null = null;
  const readInstallations = async (): Promise<readonly Installation[]> => {
    const rows = await client.installation.findMany({
      where: { regionId },
      orderBy: [{ installedAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map((row) => ({
      platform: platformName(row.platform),
      team: row.team,
      channels: {
        yearRound: row.yearRoundChannel,
        announcements: row.announcementsChannel,
        coordination: row.coordinationChannel,
        tallies: row.talliesChannel,
      },
    }));
  };

  const self: Directory = {
    // Whoever writes to a thousand people asks for them a thousand times.
    installations() {
      installed ??= readInstallations();
      return installed;
    },
    async channels(use) {
      const installations = await self.installations();
      return installations.flatMap(({ platform, channels }): ChannelTarget[] => {
        const channel = channels[use];
        return channel === null ? [] : [{ kind: 'channel', platform, channel }];
      });
    },
    async coordinators() {
      const rows = await client.person.findMany({
        where: { regionId, ...isThere, roles: { some: { role: 'COORDINATOR' } } },
        select: contactFields,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(contact);
    },
    async members(organisationId) {
      const rows = await client.person.findMany({
        where: { regionId, ...isThere, memberships: { some: { organisationId, status: 'ACTIVE' } } },
        select: contactFields,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(contact);
    },
    async organisers() {
      const rows = await client.person.findMany({
        where: { regionId, ...isThere, memberships: { some: { status: 'ACTIVE' } } },
        select: contactFields,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(contact);
    },
    async person(personId) {
      return (await self.people([personId]))[0] ?? null;
    },
    async people(personIds) {
      const rows = await client.person.findMany({
        where: { regionId, id: { in: [...personIds] } },
        select: contactFields,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(contact);
    },
    async idOn(platform, personId) {
      const key = { personId_platform: { personId, platform: databasePlatform(platform) } };
      const where = { ...key, ...isIn, regionId };
      const found = await client.identity.findUnique({ where, select: { externalId: true } });
      return found?.externalId ?? null;
    },
    async hasLeft(personId) {
      return (await client.person.count({ where: { regionId, id: personId, ...isThere } })) === 0;
    },
    async identity(platform, externalId) {
      const found = await client.identity.findUnique({
        where: { regionId_platform_externalId: { regionId, platform: databasePlatform(platform), externalId } },
        select: { person: { select: contactFields } },
      });
      return found ? contact(found.person) : null;
    },
  };
  return self;
}
