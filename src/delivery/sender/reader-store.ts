import { z } from 'zod';
import { organisationOf } from '../../access/actor/rights.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { Prisma } from '../../generated/prisma/client.ts';

const knownSchema = z.object({
  /** The region's workspace or server; null when it has none. */
  team: z.string().nullable(),
  /** The accounts among them that are known in the region. */
  readers: z.array(
    z.object({
      account: z.string(),
      isGone: z.boolean(),
      /** The ids of the organisations of which they are active members. */
      organisations: z.array(z.string()),
      roles: z.array(z.string()),
    }),
  ),
});

/** Facts about the readers of a delivery, as of the moment it was read. */
export type KnownReaders = z.output<typeof knownSchema>;

/** Parses what `knownReaders` selects. */
export function readKnownReaders(json: unknown): KnownReaders {
  return knownSchema.parse(json);
}

/** Returns SQL for the known facts about accounts; `accounts` is SQL for a set of these. */
export function knownReaders(given: {
  readonly accounts: Prisma.Sql;
  readonly regionId: Prisma.Sql;
  readonly platform: Prisma.Sql;
}): Prisma.Sql {
  const { accounts, regionId, platform } = given;
  return Prisma.sql`jsonb_build_object(
    'team', (SELECT "team" FROM "Installation" WHERE "regionId" = ${regionId} AND "platform" = ${platform}),
    'readers', (SELECT COALESCE(jsonb_agg(jsonb_build_object('account', own."externalId", 'isGone', own."goneAt" IS NOT NULL,
        'organisations', (SELECT COALESCE(jsonb_agg(theirs."organisationId"), '[]') FROM "Membership" theirs
          WHERE theirs."personId" = own."personId" AND theirs."regionId" = own."regionId" AND theirs."status" = 'ACTIVE'),
        'roles', (SELECT COALESCE(jsonb_agg(held."role"), '[]') FROM "TeamRole" held
          WHERE held."personId" = own."personId" AND held."regionId" = own."regionId"))), '[]')
      FROM (${accounts}) AS reader("account")
      JOIN "Identity" own ON own."regionId" = ${regionId} AND own."platform" = ${platform} AND own."externalId" = reader."account"))`;
}

/** Returns the known facts about these people of a platform, in one statement. */
export async function readReaders(
  { prisma }: Database,
  { regionId, platform }: { readonly regionId: string; readonly platform: PlatformName },
  users: readonly string[],
): Promise<KnownReaders> {
  const [row] = await prisma.$queryRaw<{ readonly known: unknown }[]>`SELECT ${knownReaders({
    accounts: Prisma.sql`SELECT unnest(${users}::text[])`,
    regionId: Prisma.sql`${regionId}::uuid`,
    platform: Prisma.sql`${platform}`,
  })} AS "known"`;
  return readKnownReaders(row?.known);
}

/**
 * Returns whether an account's person still has one of the rights to read something. Messages about themselves need
 * none.
 */
export function mayRead({ readers }: KnownReaders, user: string, rights: readonly string[]): boolean {
  if (rights.length === 0) return true;
  const known = readers.find(({ account }) => account === user);
  return known !== undefined && rights.some((right) => has(known, right));
}

function has({ organisations, roles }: KnownReaders['readers'][number], right: string): boolean {
  const organisation = organisationOf(right);
  if (organisation !== null) return organisations.includes(organisation);
  if (right === 'coordinator') return roles.includes('COORDINATOR');
  if (right === 'delegate') return roles.includes('DELEGATE');
  return organisations.length > 0 || roles.length > 0;
}
