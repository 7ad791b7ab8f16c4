import { randomUUID } from 'node:crypto';
import type { RegionEntry } from '../../access/actor/actor-store.ts';
import { regionOf } from '../../access/region/region-store.ts';
import type { Place, PlatformUser } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { PlatformEvent } from './event-store.ts';

/** The region in which somebody acts, and whether what they did is claimed; null when that is still to be done. */
export interface ClaimedEntry {
  readonly entry: RegionEntry;
  readonly ours: boolean | null;
}

type Identity = NonNullable<RegionEntry['identity']>;

interface EntryRow {
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
}

interface ClaimedRow extends EntryRow {
  readonly may: boolean;
  readonly ours: boolean;
}

/** Selects of an account, `here`, what `regionEntryOf` reads of its person. */
const PERSON = Prisma.sql`(
  SELECT jsonb_build_object('id', one."id", 'name', one."name", 'locale', one."locale", 'seenLocale', one."seenLocale",
    'lastPlatform', one."lastPlatform", 'informedAt', one."informedAt", 'createdAt', one."createdAt",
    'roles', (SELECT COALESCE(jsonb_agg(jsonb_build_object('role', held."role", 'department', held."department")), '[]')
      FROM "TeamRole" held WHERE held."personId" = one."id"),
    'memberships', (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', theirs."id", 'status', theirs."status",
        'organisation', jsonb_build_object('id', organisation."id", 'name', organisation."name"))
        ORDER BY theirs."requestedAt", theirs."id"), '[]')
      FROM "Membership" theirs JOIN "Organisation" organisation ON organisation."id" = theirs."organisationId"
      WHERE theirs."personId" = one."id" AND theirs."status" IN ('ACTIVE', 'PENDING')))
  FROM "Person" one WHERE one."id" = here."personId")`;

/** Selects the region that a workspace or server is tied to, and somebody's account there. */
function accountHere({ platform, id: externalId }: PlatformUser, team: string): Prisma.Sql {
  return Prisma.sql`
    SELECT region."id", region."name", region."chamber", region."departments", region."timeZone", region."locale",
      account."id" AS "identityId", account."name" AS "accountName", account."linkId", account."goneAt", account."personId",
      account."id" IS NOT NULL AND account."goneAt" IS NULL AND cardinality(region."departments") > 0 AS "may"
    FROM "Installation" installed JOIN "Region" region ON region."id" = installed."regionId"
    LEFT JOIN "Identity" account ON account."regionId" = region."id" AND account."platform" = ${platform}
      AND account."externalId" = ${externalId}
    WHERE installed."platform" = ${platform} AND installed."team" = ${team}`;
}

function entryOf({ identityId, accountName, linkId, goneAt, person, ...row }: EntryRow): RegionEntry {
  const { id, name, chamber, departments, timeZone, locale } = row;
  const region = regionOf({ id, name, chamber, departments, timeZone, locale });
  if (identityId === null) return { region, identity: null };
  // In JSON a moment is a text.
  const known = { ...person, createdAt: new Date(person.createdAt) };
  return { region, identity: { id: identityId, name: accountName, linkId, goneAt, person: known } };
}

/** The region in which something was typed, and what it is about: what `aboutPlace` says. */
export interface TypedEntry {
  readonly entry: RegionEntry;
  readonly about: string | null;
}

/** Reads what `regionEntryOf` does and, in the same statement, what a message typed here is about. */
export async function typedEntryOf(
  { prisma }: Database,
  user: PlatformUser,
  team: string,
  { platform, channel, thread }: Place,
): Promise<TypedEntry | null> {
  const ofThread = thread === null ? Prisma.sql`sent."thread" IS NULL` : Prisma.sql`sent."thread" = ${thread}`;
  const [row] = await prisma.$queryRaw<(EntryRow & { readonly about: string | null })[]>`
    WITH here AS (${accountHere(user, team)})
    SELECT here.*, ${PERSON} AS "person", (
      SELECT sent."about" FROM "Delivery" sent
      WHERE sent."regionId" = here."id" AND sent."platform" = ${platform} AND sent."channel" = ${channel} AND ${ofThread}
        AND sent."about" IS NOT NULL
      ORDER BY sent."sequence" DESC LIMIT 1) AS "about"
    FROM here`;
  return row ? { entry: entryOf(row), about: row.about } : null;
}

/**
 * Reads what `regionEntryOf` does and, in the same statement, claims what was done. Claimed is only what nothing else
 * has to be asked for: what somebody known who hasn't left does in a region that is set up.
 */
export async function claimedEntryOf(
  { prisma }: Database,
  user: PlatformUser,
  team: string,
  { event }: PlatformEvent,
  now: Date,
): Promise<ClaimedEntry | null> {
  const [row] = await prisma.$queryRaw<ClaimedRow[]>`
    WITH here AS (${accountHere(user, team)}), claimed AS (
      INSERT INTO "ReceivedEvent" ("id", "regionId", "platform", "event", "receivedAt")
      SELECT ${randomUUID()}::uuid, here."id", ${user.platform}, ${event}, ${now}::timestamptz FROM here WHERE here."may"
      ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT here.*, EXISTS (SELECT 1 FROM claimed) AS "ours", ${PERSON} AS "person" FROM here`;
  return row ? { entry: entryOf(row), ours: row.may ? row.ours : null } : null;
}
