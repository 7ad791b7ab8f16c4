import type { Prisma } from '../../generated/prisma/client.ts';

/**
 * Who has left every workspace and server of the region counts nowhere, until they come back: whoever asks the database for
 * those who hold a role or belong to an organisation asks this too. The region is said of each table that is looked into:
 * without it the people of all regions are read.
 */
export function stillInRegion(regionId: string) {
  return { regionId, identities: { some: { regionId, goneAt: null } } } satisfies Prisma.PersonWhereInput;
}

/** An account that is in its workspace or server, as far as is known. */
export const stillInTeam = { goneAt: null } satisfies Prisma.IdentityWhereInput;
