import type { Prisma } from '../../generated/prisma/client.ts';

/**
 * Matches people who haven't left every workspace and server of the region; others count nowhere until they come back.
 * Every query for people who hold a role or belong to an organisation needs it. It names the region for each table,
 * because otherwise the people of all regions would be read.
 */
export function stillInRegion(regionId: string) {
  return { regionId, identities: { some: { regionId, goneAt: null } } } satisfies Prisma.PersonWhereInput;
}

/** Matches accounts that are in their workspace or server, as far as is known. */
export const stillInTeam = { goneAt: null } satisfies Prisma.IdentityWhereInput;
