import type { RegionScope } from '../access/region/region-scope.ts';
import { clientOf } from '../database/transaction.ts';

/** The storage that files take that people sent, in bytes. */
export interface StorageUsed {
  /** Bytes that this person sent since the given moment. */
  readonly byPerson: number;
  /** Bytes that were sent in the region. */
  readonly byRegion: number;
}

/**
 * Returns the space that what people sent takes in a region, without the documents that the bot made. Concurrent callers wait for each other until their transactions end.
 */
export async function storageUsed(scope: RegionScope, personId: string | null, since: Date): Promise<StorageUsed> {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  await client.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`files ${regionId}`}, 0))::text`;
  const ofRegion = await client.file.aggregate({ where: { regionId, told: null }, _sum: { size: true } });
  const ofPerson = await client.file.aggregate({
    where: { regionId, told: null, uploadedById: personId, uploadedAt: { gt: since } },
    _sum: { size: true },
  });
  return { byRegion: ofRegion._sum.size ?? 0, byPerson: ofPerson._sum.size ?? 0 };
}
