import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf, type Tx } from '../../../database/transaction.ts';

/** An address that leads to the bilan. */
interface LiveLink {
  readonly id: string;
  readonly madeById: string;
  readonly madeAt: Date;
}

/** Stores the addresses at which the nation's bot finds the published bilan. */
export function bilanLinkStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  const live = (editionId: string) => ({ regionId, editionId, cutAt: null });

  return {
    /** Returns the address that leads to an edition's bilan; null when none does. */
    async live(editionId: string): Promise<LiveLink | null> {
      return client.reportLink.findFirst({
        where: live(editionId),
        select: { id: true, madeById: true, madeAt: true },
      });
    },
    /** Stores a new address. Returns false when somebody else has just made one. */
    async add(editionId: string, tokenHash: string, madeById: string): Promise<boolean> {
      const { count } = await client.reportLink.createMany({
        data: [{ regionId, editionId, tokenHash, madeById, madeAt: scope.now }],
        skipDuplicates: true,
      });
      return count > 0;
    },
    /** Makes this address lead nowhere. Returns false when it didn't lead to the edition's bilan. */
    async cut(editionId: string, id: string): Promise<boolean> {
      const { count } = await client.reportLink.updateMany({
        where: { ...live(editionId), id },
        data: { cutAt: scope.now },
      });
      return count > 0;
    },
  };
}

/** Returns the bilan for which an address was made, in whatever region; null when the bot gave out no such address. */
export async function linkWithHash(
  tx: Tx,
  tokenHash: string,
): Promise<{ readonly regionId: string; readonly editionId: string; readonly isCut: boolean } | null> {
  const row = await clientOf(tx).reportLink.findUnique({
    where: { tokenHash },
    select: { regionId: true, editionId: true, cutAt: true },
  });
  return row && { regionId: row.regionId, editionId: row.editionId, isCut: row.cutAt !== null };
}
