import { createHash } from 'node:crypto';
import type { RegionScope } from '../access/region/region-scope.ts';
import type { FileRef } from '../chat/message.ts';
import type { Database } from '../database/database.ts';
import { clientOf } from '../database/transaction.ts';
import { checkQuota } from './quota.ts';

export interface NewFile {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** The plain text of a document that the bot made; missing for a file that somebody gave. */
  readonly told?: string;
}

/** An erasure leaves the row of a file that told of somebody, without what it held. */
const WITH_CONTENT = { sha256: { not: '' } };

const refFields = { id: true, name: true, type: true, size: true } as const;

/** Stores a file in the caller's transaction. The same bytes under the same name of one person are stored once. */
export async function storeFile(scope: RegionScope, file: NewFile, uploadedById: string | null): Promise<FileRef> {
  const client = clientOf(scope.tx);
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const known = await client.file.findFirst({
    where: { regionId: scope.region.id, sha256, name: file.name, uploadedById },
    select: refFields,
  });
  if (known) return known;
  return client.file.create({
    data: {
      regionId: scope.region.id,
      name: file.name,
      type: file.type,
      size: file.bytes.byteLength,
      sha256,
      bytes: Buffer.from(file.bytes),
      told: file.told ?? null,
      uploadedById,
      uploadedAt: scope.now,
    },
    select: refFields,
  });
}

/** Returns the region's files with these ids, in this order; missing ones, and those that an erasure has emptied, are left out. */
export async function fileRefs(scope: RegionScope, ids: readonly string[]): Promise<FileRef[]> {
  if (ids.length === 0) return [];
  const rows = await clientOf(scope.tx).file.findMany({
    where: { ...WITH_CONTENT, regionId: scope.region.id, id: { in: [...ids] } },
    select: refFields,
  });
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/** Returns the files with these ids that this person sent, with their bytes, in this order; those of others are left out. */
export async function sentFiles(
  { tx, region }: RegionScope,
  ids: readonly string[],
  personId: string,
): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> {
  const rows = await clientOf(tx).file.findMany({
    where: { regionId: region.id, id: { in: [...ids] }, uploadedById: personId },
    select: { id: true, name: true, bytes: true },
  });
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/** Returns the bytes of the region's files with these ids, by their ids; missing ones are left out. */
export async function contentsOf(scope: RegionScope, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  if (ids.length === 0) return new Map();
  const rows = await clientOf(scope.tx).file.findMany({
    where: { regionId: scope.region.id, id: { in: [...ids] } },
    select: { id: true, bytes: true },
  });
  return new Map(rows.map(({ id, bytes }) => [id, bytes]));
}

/** Returns the plain text of a document that the bot made; null where it holds none. */
export async function toldBy({ tx, region }: RegionScope, id: string): Promise<string | null> {
  const row = await clientOf(tx).file.findFirst({ where: { regionId: region.id, id }, select: { told: true } });
  return row?.told ?? null;
}

/** Stores a file that somebody sent. Throws UserError when they, or their region, have no room left. */
export async function storeSentFile(scope: RegionScope, file: NewFile, personId: string | null): Promise<FileRef> {
  await checkQuota(scope, file, personId);
  return storeFile(scope, file, personId);
}

/** Returns what a file holds; null when it is gone, 'erased' when an erasure has emptied it. */
export async function fileBytes(database: Database, id: string): Promise<Uint8Array | 'erased' | null> {
  const row = await database.prisma.file.findUnique({ where: { id }, select: { bytes: true, sha256: true } });
  return row?.sha256 === '' ? 'erased' : (row?.bytes ?? null);
}
