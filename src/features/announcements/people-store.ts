import type { Actor } from '../../access/actor/actor.ts';
import { stillInRegion, stillInTeam } from '../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { comparePlatforms, registeredPlatform } from '../../platforms/registered.ts';
import type { EstimatedReach, RelayedTo } from './announcement.ts';
import type { AudienceRole } from './audience.ts';

/** A member of an organisation or of the team. */
export interface KnownPerson {
  readonly personId: string;
  readonly name: string;
  readonly platforms: readonly PlatformName[];
  readonly roles: readonly AudienceRole[];
  /** Departments they look after. */
  readonly delegateOf: readonly string[];
  readonly organisations: readonly { readonly id: string; readonly name: string; readonly department: string | null }[];
}

export interface RecordedRecipient {
  readonly personId: string;
  readonly deliveryKey: string | null;
}

export interface Acknowledged {
  readonly personId: string;
  readonly relayedAt: Date | null;
  readonly reach: EstimatedReach | null;
}

/** Stores an announcement's recipients and their reactions, and finds whom announcements can be for. */
export function announcementPeopleStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const self = {
    /** Returns all members of organisations and the team, or those `among` the given people, by name. */
    async known(among?: readonly string[]): Promise<readonly KnownPerson[]> {
      const belongs = {
        ...stillInRegion(regionId),
        OR: [{ memberships: { some: { regionId, status: 'ACTIVE' as const } } }, { roles: { some: { regionId } } }],
      };
      const rows = await client.person.findMany({
        where: { ...(among ? { id: { in: [...among] } } : {}), ...belongs },
        select: {
          id: true,
          name: true,
          lastPlatform: true,
          identities: { where: stillInTeam, select: { platform: true } },
          roles: { select: { role: true, department: true } },
          memberships: {
            where: { status: 'ACTIVE' },
            select: { organisation: { select: { id: true, name: true, department: true } } },
            orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
          },
        },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id, name, lastPlatform, identities, roles, memberships }) => ({
        personId: id,
        name,
        platforms: identities
          .map(({ platform }) => registeredPlatform(platform))
          .toSorted((a, b) => Number(b === lastPlatform) - Number(a === lastPlatform) || comparePlatforms(a, b)),
        roles: [
          ...(roles.some(({ role }) => role === 'COORDINATOR') ? (['coordinator'] as const) : []),
          ...(roles.some(({ role }) => role === 'DELEGATE') ? (['delegate'] as const) : []),
          ...(memberships.length > 0 ? (['organiser'] as const) : []),
        ],
        delegateOf: roles.flatMap(({ role, department }) => (role === 'DELEGATE' ? [department] : [])),
        organisations: memberships.map(({ organisation }) => organisation),
      }));
    },

    /** Returns somebody's current roles: none once they have left. */
    async rolesOf(personId: string): Promise<Pick<Actor, 'coordinator' | 'delegateOf'>> {
      const rows = await client.teamRole.findMany({
        where: { regionId, personId, person: stillInRegion(regionId) },
        select: { role: true, department: true },
      });
      return {
        coordinator: rows.some(({ role }) => role === 'COORDINATOR'),
        delegateOf: rows.flatMap(({ role, department }) => (role === 'DELEGATE' ? [department] : [])),
      };
    },

    /** Returns these people's ids on a platform, by person. */
    async idsOn(platform: PlatformName, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const rows = await client.identity.findMany({
        where: { regionId, platform, personId: { in: [...personIds] }, ...stillInTeam },
        select: { personId: true, externalId: true },
      });
      return new Map(rows.map(({ personId, externalId }) => [personId, externalId]));
    },

    async noteRecipients(announcementId: string, recipients: readonly RecordedRecipient[]): Promise<void> {
      await client.announcementRecipient.createMany({
        data: recipients.map((one) => ({ ...one, regionId, announcementId })),
        skipDuplicates: true,
      });
    },

    async recipients(announcementId: string): Promise<readonly RecordedRecipient[]> {
      return client.announcementRecipient.findMany({
        where: { regionId, announcementId },
        select: { personId: true, deliveryKey: true },
        orderBy: { id: 'asc' },
      });
    },

    /** Returns the recipients who share a private copy with this person, and its key; null when they have no copy. */
    async sharers(announcementId: string, personId: string): Promise<{ key: string; people: string[] } | null> {
      const one = await client.announcementRecipient.findFirst({
        where: { regionId, announcementId, personId },
        select: { deliveryKey: true },
      });
      if (!one?.deliveryKey) return null;
      const rows = await client.announcementRecipient.findMany({
        where: { regionId, announcementId, deliveryKey: one.deliveryKey },
        select: { personId: true },
        orderBy: { id: 'asc' },
      });
      return { key: one.deliveryKey, people: rows.map((row) => row.personId) };
    },

    /** Returns those of these people who have read it. */
    async haveRead(announcementId: string, among: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await client.acknowledgement.findMany({
        where: { regionId, announcementId, personId: { in: [...among] } },
        select: { personId: true },
      });
      return new Set(rows.map((row) => row.personId));
    },

    async acknowledged(announcementId: string): Promise<readonly Acknowledged[]> {
      const rows = await client.acknowledgement.findMany({
        where: { regionId, announcementId },
        select: { personId: true, relayedAt: true, reach: true, reachPrecision: true },
      });
      return rows.map(({ personId, relayedAt, reach, reachPrecision: precision }) => ({
        personId,
        relayedAt,
        reach:
          reach !== null && (precision === 'EXACT' || precision === 'ESTIMATED' || precision === 'AT_LEAST')
            ? { value: reach, precision: precisionOf[precision] }
            : null,
      }));
    },

    /** Notes that somebody read it; the first time counts. */
    async noteRead(announcementId: string, personId: string): Promise<void> {
      await client.acknowledgement.createMany({
        data: [{ regionId, announcementId, personId, readAt: scope.now, relayedTo: [] }],
        skipDuplicates: true,
      });
    },

    /** Notes to whom somebody passed it on; the last answer counts. */
    async noteRelayed(
      announcementId: string,
      personId: string,
      to: readonly RelayedTo[],
      reach: EstimatedReach | null,
    ): Promise<void> {
      await self.noteRead(announcementId, personId);
      await client.acknowledgement.updateMany({
        where: { regionId, announcementId, personId },
        data: {
          relayedAt: scope.now,
          relayedTo: [...to],
          reach: reach?.value ?? null,
          reachPrecision: reach ? precisionColumn[reach.precision] : null,
        },
      });
    },
  };
  return self;
}

const precisionOf = { EXACT: 'exact', ESTIMATED: 'estimated', AT_LEAST: 'at_least' } as const;
const precisionColumn = { exact: 'EXACT', estimated: 'ESTIMATED', at_least: 'AT_LEAST' } as const;
