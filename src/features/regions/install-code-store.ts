import { stillInRegion } from '../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';

/** JOIN adds another platform to the same region; FOUND begins another region. */
export type InstallPurpose = 'JOIN' | 'FOUND';

/** A person who types a code, in a workspace or server that may belong to no region. */
export interface Typist {
  readonly platform: PlatformName;
  readonly team: string;
  /** The person's id on the platform. */
  readonly id: string;
}

export interface InstallCode {
  readonly id: string;
  readonly regionId: string;
  readonly purpose: InstallPurpose;
  readonly madeById: string;
}

/**
 * Returns the code with this digest, while it is valid and the person who asked for it still coordinates. This is the
 * one query beyond the actor's own region: the code is the permission.
 */
export async function codeWithDigest(tx: Tx, digest: string, now: Date): Promise<InstallCode | null> {
  const client = clientOf(tx);
  const found = await client.installCode.findUnique({
    where: { digest, expiresAt: { gt: now } },
    select: { id: true, regionId: true, purpose: true, madeById: true },
  });
  if (!found) return null;
  const { regionId, madeById: personId } = found;
  const makers = await client.teamRole.count({
    where: { regionId, personId, person: stillInRegion(regionId), role: 'COORDINATOR' },
  });
  return makers > 0 ? found : null;
}

/** Uses up a code. Returns false when it has just been used, or is no longer valid. */
export async function useCode(tx: Tx, { id }: InstallCode): Promise<boolean> {
  return (await clientOf(tx).installCode.deleteMany({ where: { id } })).count === 1;
}

/** Counts the wrong codes typed since then: by this person, in their workspace or server, and by everybody. */
export async function wrongTries(
  tx: Tx,
  { platform, team, id: externalId }: Typist,
  since: Date,
): Promise<Readonly<Record<'person' | 'team' | 'all', number>>> {
  const { installAttempt } = clientOf(tx);
  const at = { gt: since };
  return {
    person: await installAttempt.count({ where: { platform, externalId, at } }),
    team: await installAttempt.count({ where: { platform, team, at } }),
    all: await installAttempt.count({ where: { at } }),
  };
}

export async function noteWrongTry(tx: Tx, { platform, team, id }: Typist, at: Date): Promise<void> {
  await clientOf(tx).installAttempt.create({
    data: { platform, team, externalId: id, at },
  });
}

/**
 * Makes one installation wait for another, in whatever workspace or server, because regions and wrong codes are
 * counted.
 */
export async function lockInstalling(tx: Tx): Promise<void> {
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtext('installing'))`;
}

/**
 * Deletes codes and requests that are no longer valid, and wrong attempts old enough not to count any more. Returns
 * whether some may be left.
 */
export async function purgeInstallCodes({ tx, region, now }: RegionScope, most: number): Promise<boolean> {
  const client = clientOf(tx);
  const yesterday = new Date(now.getTime() - 24 * 3_600_000);
  const regionId = region.id;
  await client.installCode.deleteMany({ where: { regionId, expiresAt: { lt: now } } });
  const requests = await client.joinRequest.deleteMany({
    where: { regionId, expiresAt: { lt: yesterday } },
    limit: most,
  });
  const attempts = await client.installAttempt.deleteMany({ where: { at: { lt: yesterday } }, limit: most });
  return requests.count === most || attempts.count === most;
}

export function installCodeStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Gives the region a code that replaces its earlier one for this purpose. */
    async give(
      purpose: InstallPurpose,
      given: { readonly digest: string; readonly madeById: string; readonly expiresAt: Date },
    ): Promise<string> {
      await client.installCode.deleteMany({ where: { regionId, purpose } });
      const data = { regionId, purpose, ...given, madeAt: scope.now };
      return (await client.installCode.create({ data, select: { id: true } })).id;
    },

    /** Voids the region's codes, of one purpose where it is given. */
    async void(purpose?: InstallPurpose): Promise<void> {
      await client.installCode.deleteMany({ where: { regionId, ...(purpose ? { purpose } : {}) } });
    },

    /** Voids the region's codes if this person is one of its team, whether they are there or have just left. */
    async voidIfInTeam(personId: string): Promise<void> {
      await client.installCode.deleteMany({ where: { regionId, region: { teamRoleRows: { some: { personId } } } } });
    },
  };
}
