import { randomUUID } from 'node:crypto';
import type { RegionEntry } from '../../access/actor/actor-store.ts';
import { regionOf } from '../../access/region/region-store.ts';
import type { PlatformUser } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import type { PlatformEvent } from './event-store.ts';

/** The region in which somebody acts, and whether what they did is claimed; null when that is still to be done. */
export interface ClaimedEntry {
  readonly entry: RegionEntry;
  readonly ours: boolean | null;
}

type Identity = NonNullable<RegionEntry['identity']>;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly chamber: string;
  readonly departments: string[];
  readonly timeZone: string;
  readonly locale: string;
  readonly identityId: string | null;
  readonly accountName: string;
  readonly linkId: string | null;
  readonly goneAt: Date | null;
  readonly person: Identity['person'];
  readonly may: boolean;
  readonly ours: boolean;
}

/**
 * Reads what `regionEntryOf` does and, in the same statement, claims what was done. Claimed is only what nothing else
 * has to be asked for: what somebody known who hasn't left does in a region that is set up.
 */
export async function claimedEntryOf(
  { prisma }: Database,
  { platform, id: externalId }: PlatformUser,
  team: string,
  { event }: PlatformEvent,
  now: Date,
): Promise<ClaimedEntry | null> {
  const [row] = await prisma.$queryRaw<Row[]>`
    WITH here AS (
      SELECT region."id", region."name", region."chamber", region."departments", region."timeZone", region."locale",
        account."id" AS "identityId", account."name" AS "accountName", account."linkId", account."goneAt", account."personId",
        account."id" IS NOT NULL AND account."goneAt" IS NULL AND cardinality(region."departments") > 0 AS "may"
      FROM "Installation" installed JOIN "Region" region ON region."id" = installed."regionId"
      LEFT JOIN "Identity" account ON account."regionId" = region."id" AND account."platform" = ${platform}
        AND account."externalId" = ${externalId}
      WHERE installed."platform" = ${platform} AND installed."team" = ${team}
    ), claimed AS (
      INSERT INTO "ReceivedEvent" ("id", "regionId", "platform", "event", "receivedAt")
      SELECT ${randomUUID()}::uuid, here."id", ${platform}, ${event}, ${now}::timestamptz FROM here WHERE here."may"
      ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT here.*, EXISTS (SELECT 1 FROM claimed) AS "ours", (
      SELECT jsonb_build_object('id', one."id", 'name', one."name", 'locale', one."locale", 'seenLocale', one."seenLocale",
        'lastPlatform', one."lastPlatform", 'informedAt', one."informedAt",
        'roles', (SELECT COALESCE(jsonb_agg(jsonb_build_object('role', held."role", 'department', held."department")), '[]')
          FROM "TeamRole" held WHERE held."personId" = one."id"),
        'memberships', (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', theirs."id", 'status', theirs."status",
            'organisation', jsonb_build_object('id', organisation."id", 'name', organisation."name"))
            ORDER BY theirs."requestedAt", theirs."id"), '[]')
          FROM "Membership" theirs JOIN "Organisation" organisation ON organisation."id" = theirs."organisationId"
          WHERE theirs."personId" = one."id" AND theirs."status" IN ('ACTIVE', 'PENDING')))
      FROM "Person" one WHERE one."id" = here."personId") AS "person"
    FROM here`;
  if (!row) return null;
  const { id, name, chamber, departments, timeZone, locale, identityId, may, ours } = row;
  const { accountName, linkId, goneAt, person } = row;
  const region = regionOf({ id, name, chamber, departments, timeZone, locale });
  const identity = identityId === null ? null : { id: identityId, name: accountName, linkId, goneAt, person };
  return { entry: { region, identity }, ours: may ? ours : null };
}
