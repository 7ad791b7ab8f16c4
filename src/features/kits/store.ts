import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { fileRefs } from '../../files/store.ts';
import type { Kit } from './kit.ts';

const fields = {
  id: true,
  version: true,
  note: true,
  publishedAt: true,
  items: { select: { fileId: true }, orderBy: { position: 'asc' } },
} as const;

interface Row {
  readonly id: string;
  readonly version: number;
  readonly note: string | null;
  readonly publishedAt: Date;
  readonly items: readonly { readonly fileId: string }[];
}

/** Stores the versions of the kits of the region's editions. */
export function kitStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  async function kit({ items, ...rest }: Row): Promise<Kit> {
    return {
      ...rest,
      files: await fileRefs(
        scope,
        items.map(({ fileId }) => fileId),
      ),
    };
  }

  return {
    async latest(editionId: string): Promise<Kit | null> {
      const row = await client.kit.findFirst({
        where: { regionId, editionId },
        select: fields,
        orderBy: { version: 'desc' },
      });
      return row ? kit(row) : null;
    },
    async versions(editionId: string): Promise<Kit[]> {
      const rows = await client.kit.findMany({
        where: { regionId, editionId },
        select: fields,
        orderBy: { version: 'desc' },
      });
      return Promise.all(rows.map(kit));
    },
    async byId(id: string): Promise<Kit | null> {
      const row = await client.kit.findFirst({ where: { regionId, id }, select: fields });
      return row ? kit(row) : null;
    },
    /** Returns the edition of a version; null when there is no such version. */
    async editionOf(id: string): Promise<string | null> {
      const row = await client.kit.findFirst({ where: { regionId, id }, select: { editionId: true } });
      return row?.editionId ?? null;
    },

    /** Locks the edition, so that two coordinators who publish at once make two versions, one after the other. */
    async lock(editionId: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Edition" WHERE "id" = ${editionId}::uuid FOR UPDATE`;
    },
    async publish(given: {
      editionId: string;
      version: number;
      note: string | null;
      fileIds: readonly string[];
      publishedById: string;
    }): Promise<Kit> {
      const { editionId, version, note, publishedById, fileIds } = given;
      const files = await fileRefs(scope, fileIds);
      const row = await client.kit.create({
        data: {
          regionId,
          editionId,
          version,
          note,
          publishedById,
          publishedAt: scope.now,
          items: {
            create: files.map(({ id, name }, position) => ({ regionId, fileId: id, title: name, position })),
          },
        },
        select: fields,
      });
      return kit(row);
    },
  };
}
