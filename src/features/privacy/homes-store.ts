import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { platformNames, traitsOf } from '../../platforms/registered.ts';

/** Returns the platforms on which people have a place to themselves with the bot. */
const withHome = () => platformNames().filter((name) => traitsOf(name).hasHome);

/** Returns those of these accounts, each '<platform>:<id>', that have a place to themselves with the bot. */
export function homesOf(accounts: readonly string[]): readonly string[] {
  const platforms = withHome();
  return accounts.filter((account) => platforms.some((name) => account.startsWith(`${name}:`)));
}

/** Has the places be emptied that the accounts of the region have to themselves with the bot. */
export async function listHomes({ tx, region }: RegionScope, id: string): Promise<void> {
  await clientOf(tx).$executeRaw`
    UPDATE "Erasure" SET "homes" = ARRAY(
      SELECT unnest("homes") UNION SELECT account."platform" || ':' || account."externalId" FROM "Identity" account
      WHERE account."regionId" = ${region.id}::uuid AND account."goneAt" IS NULL AND account."platform" = ANY (${withHome()}::text[]))
    WHERE "id" = ${id}::uuid AND "regionId" = ${region.id}::uuid`;
}

/** Returns how many places are still to be emptied because of an erasure. */
export async function countHomesLeft({ tx, region }: RegionScope, id: string): Promise<number> {
  const where = { id, regionId: region.id };
  const found = await clientOf(tx).erasure.findFirst({ where, select: { homes: true } });
  return found?.homes.length ?? 0;
}
