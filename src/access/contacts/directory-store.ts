import type { ChannelTarget, PlatformName, PrivateTarget } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { comparePlatforms, registeredPlatform } from '../../platforms/registered.ts';
import type { Locale } from '../../texts/index.ts';
import type { Actor } from '../actor/actor.ts';
import { localeFor } from '../actor/locale-for.ts';
import { stillInRegion, stillInTeam } from '../actor/presence-filters-store.ts';
import type { RegionScope } from '../region/region-scope.ts';

/** A person of the region and how to reach them. */
export interface Contact {
  readonly personId: string;
  readonly name: string;
  readonly platform: PlatformName;
  readonly externalId: string;
  readonly locale: Locale;
}

export type ChannelUse = 'yearRound' | 'announcements' | 'coordination' | 'tallies';

/** A workspace or server of the region, and the channels that were chosen in it. */
interface Installation {
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
  identities: { select: { platform: true, externalId: true, goneAt: true } },
} satisfies Prisma.PersonSelect;

/** The order in which people came. */
const inOrder = [{ createdAt: 'asc' }, { id: 'asc' }] satisfies Prisma.PersonOrderByWithRelationInput[];

interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly locale: string | null;
  readonly seenLocale: string | null;
  readonly lastPlatform: string;
  readonly identities: readonly {
    readonly platform: string;
    readonly externalId: string;
    readonly goneAt: Date | null;
  }[];
}

/** Knows who is in the region and where to reach them, for every feature that writes to somebody. */
interface Directory {
  installations(): Promise<readonly Installation[]>;
  /** Returns the channel with this use on each platform that has one. */
  channels(use: ChannelUse): Promise<readonly ChannelTarget[]>;
  coordinators(): Promise<readonly Contact[]>;
  /** Returns the active members of an organisation, without those who have left. */
  members(organisationId: string): Promise<readonly Contact[]>;
  /** Returns the same for many organisations, by their ids; those without members are left out. */
  membersOf(organisationIds: readonly string[]): Promise<ReadonlyMap<string, readonly Contact[]>>;
  /** Returns the active members of all organisations, each person once. */
  organisers(): Promise<readonly Contact[]>;
  person(personId: string): Promise<Contact | null>;
  people(personIds: readonly string[]): Promise<readonly Contact[]>;
  /** Returns whoever acts as reached where they act, which need not be where they were last seen. */
  acting(actor: Pick<Actor, 'personId' | 'platform' | 'externalId'>): Promise<Contact | null>;
  /** Returns the platform's id of this person; null when they aren't on it, or have left it. */
  idOn(platform: PlatformName, personId: string): Promise<string | null>;
  /** Returns whether this person has left every workspace and server of the region. */
  hasLeft(personId: string): Promise<boolean>;
  /** Returns somebody of a platform; null when they are new in the region. */
  identity(platform: PlatformName, externalId: string): Promise<Contact | null>;
}

/** Returns the target of a private conversation with this person. */
export function privateTarget({ platform, externalId }: Pick<Contact, 'platform' | 'externalId'>): PrivateTarget {
  return { kind: 'private', platform, users: [externalId] };
}

export function directory(scope: RegionScope): Directory {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const contact = (row: ContactRow): Contact => {
    const accounts = row.identities
      .map((account) => ({ ...account, platform: registeredPlatform(account.platform) }))
      .toSorted((a, b) => comparePlatforms(a.platform, b.platform));
    const there = accounts.filter(({ goneAt }) => goneAt === null);
    const reached = there.find(({ platform }) => platform === row.lastPlatform) ?? there[0] ?? accounts[0];
    if (!reached) throw new Error(`person ${row.id} has no identity`);
    return {
      personId: row.id,
      name: row.name,
      platform: reached.platform,
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
      platform: registeredPlatform(row.platform),
      team: row.team,
      channels: {
        yearRound: row.yearRoundChannel,
        announcements: row.announcementsChannel,
        coordination: row.coordinationChannel,
        tallies: row.talliesChannel,
      },
    }));
  };

  /** Returns the matching people of the region, in the order in which they came. */
  async function contacts(where: Prisma.PersonWhereInput): Promise<readonly Contact[]> {
    const rows = await client.person.findMany({
      // Whoever was erased has no account, and is nobody to write to.
      where: { AND: [where, { identities: { some: {} } }], regionId },
      select: contactFields,
      orderBy: inOrder,
    });
    return rows.map(contact);
  }

  const self: Directory = {
    // Reads them once and keeps them, because a message to a thousand people asks for them a thousand times.
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
      return contacts({ ...stillInRegion(regionId), roles: { some: { regionId, role: 'COORDINATOR' } } });
    },
    async members(organisationId) {
      return contacts({
        ...stillInRegion(regionId),
        memberships: { some: { regionId, organisationId, status: 'ACTIVE' } },
      });
    },
    async membersOf(organisationIds) {
      if (organisationIds.length === 0) return new Map();
      const theirs = { regionId, organisationId: { in: [...organisationIds] }, status: 'ACTIVE' as const };
      const rows = await client.person.findMany({
        where: { ...stillInRegion(regionId), regionId, memberships: { some: theirs } },
        select: { ...contactFields, memberships: { where: theirs, select: { organisationId: true } } },
        orderBy: inOrder,
      });
      const found = new Map<string, Contact[]>();
      for (const row of rows) {
        for (const { organisationId } of row.memberships) {
          found.set(organisationId, [...(found.get(organisationId) ?? []), contact(row)]);
        }
      }
      return found;
    },
    async organisers() {
      return contacts({ ...stillInRegion(regionId), memberships: { some: { regionId, status: 'ACTIVE' } } });
    },
    async person(personId) {
      return (await self.people([personId]))[0] ?? null;
    },
    async people(personIds) {
      return personIds.length === 0 ? [] : contacts({ id: { in: [...personIds] } });
    },
    async acting({ personId, platform, externalId }) {
      const contact = await self.person(personId);
      return contact && { ...contact, platform, externalId };
    },
    async idOn(platform, personId) {
      const key = { personId_platform: { personId, platform } };
      const where = { ...key, ...stillInTeam, regionId };
      const found = await client.identity.findUnique({ where, select: { externalId: true } });
      return found?.externalId ?? null;
    },
    async hasLeft(personId) {
      return (await client.person.count({ where: { id: personId, ...stillInRegion(regionId) } })) === 0;
    },
    async identity(platform, externalId) {
      const found = await client.identity.findUnique({
        where: { regionId_platform_externalId: { regionId, platform, externalId } },
        select: { person: { select: contactFields } },
      });
      return found ? contact(found.person) : null;
    },
  };
  return self;
}
