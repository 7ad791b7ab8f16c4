import type { Actor } from '../../access/actor/actor.ts';
import { stillInRegion, stillInTeam } from '../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { comparePlatforms, registeredPlatform } from '../../platforms/registered.ts';
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

/** Finds the people whom announcements can be for, with their roles and organisations. */
export function audienceStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
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
      if (personIds.length === 0) return new Map();
      const rows = await client.identity.findMany({
        where: { regionId, platform, personId: { in: [...personIds] }, ...stillInTeam },
        select: { personId: true, externalId: true },
      });
      return new Map(rows.map(({ personId, externalId }) => [personId, externalId]));
    },
  };
}
