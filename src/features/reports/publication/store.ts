import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { Outline } from '../../../documents/outline.ts';
import { contentsOf, fileRefs } from '../../../files/store.ts';
import type { PublishedAs } from './print.ts';
import { type Publication, publishedJson } from './publication.ts';
import { outlineWithPhotos, storedOutline } from './stored-outline.ts';

const known = { id: true, editionId: true, version: true, fileIds: true, publishedAt: true, publishedById: true };

/** An outline as it is stored, with the print of what people gave it; an earlier release stored none. */
type Stored = Outline & { readonly given?: string };

/** Stores which versions of the bilan were published. */
export function publicationStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  interface Row extends Omit<Publication, 'files'> {
    readonly fileIds: readonly string[];
  }
  const withFiles = async ({ fileIds, ...row }: Row): Promise<Publication> => ({
    ...row,
    files: await fileRefs(scope, fileIds),
  });

  return {
    /** Returns the published bilan of an edition, the latest version of it; null as long as none is. */
    async latest(editionId: string): Promise<Publication | null> {
      const row = await client.reportPublication.findFirst({
        where: { regionId, editionId },
        select: known,
        orderBy: { version: 'desc' },
      });
      return row && withFiles(row);
    },
    /** Returns the versions that are published, without those that were taken back. */
    async versions(editionId: string): Promise<ReadonlySet<number>> {
      const rows = await client.reportPublication.findMany({
        where: { regionId, editionId, fileIds: { isEmpty: false } },
        select: { version: true },
      });
      return new Set(rows.map(({ version }) => version));
    },
    /** Returns the latest version that is published and wasn't taken back; null where there is none. */
    async latestStanding(editionId: string): Promise<number | null> {
      const row = await client.reportPublication.findFirst({
        where: { regionId, editionId, fileIds: { isEmpty: false } },
        select: { version: true },
        orderBy: { version: 'desc' },
      });
      return row?.version ?? null;
    },
    /** Returns a publication with the outline to print; null when it isn't this region's. */
    async toPrint(id: string): Promise<{ readonly publication: Publication; readonly outline: Outline } | null> {
      const row = await client.reportPublication.findFirst({
        where: { regionId, id },
        select: { ...known, outline: true },
      });
      if (!row) return null;
      const { outline, ...rest } = row;
      return { publication: await withFiles(rest), outline: await outlineWithPhotos(scope, outline) };
    },
    /** Returns what a version was published with; null where that version isn't published, or was taken back. */
    async publishedAs(editionId: string, version: number): Promise<PublishedAs | null> {
      const row = await client.reportPublication.findFirst({
        where: { regionId, editionId, version, fileIds: { isEmpty: false } },
        select: { ...known, outline: true },
      });
      if (!row) return null;
      // The bot itself wrote the outline and the file, so they aren't parsed again.
      const { given = null, ...outline } = row.outline as unknown as Stored;
      if (given !== null) return { given, texts: null, outline };
      const file = publishedJson(await withFiles(row));
      const bytes = file && (await contentsOf(scope, [file.id])).get(file.id);
      const told = bytes ? (JSON.parse(Buffer.from(bytes).toString()) as { texts?: Record<string, string> }) : {};
      return { given, texts: told.texts ?? null, outline };
    },
    /** Takes the place of this version where it was taken back. Returns null when somebody else has just published it. */
    async add(
      publication: Pick<Publication, 'editionId' | 'version' | 'publishedById'> & {
        readonly outline: Outline;
        /** The print of what people gave it. */
        readonly given: string;
        readonly fileIds: readonly string[];
      },
    ): Promise<string | null> {
      const { outline, given, fileIds, ...rest } = publication;
      const { editionId, version } = publication;
      await client.reportPublication.deleteMany({
        where: { regionId, editionId, version, fileIds: { isEmpty: true } },
      });
      const [created] = await client.reportPublication.createManyAndReturn({
        data: [
          {
            ...rest,
            regionId,
            outline: { ...storedOutline(outline), given },
            fileIds: [...fileIds],
            publishedAt: scope.now,
          },
        ],
        skipDuplicates: true,
        select: { id: true },
      });
      return created?.id ?? null;
    },
    async setFiles(id: string, fileIds: readonly string[]): Promise<void> {
      await client.reportPublication.updateMany({ where: { regionId, id }, data: { fileIds: [...fileIds] } });
    },
  };
}

/** Returns the latest version of the same bilan where it was published after this one; null where this is the latest. */
export async function newerThan(
  scope: RegionScope,
  { editionId, version }: Pick<Publication, 'editionId' | 'version'>,
): Promise<number | null> {
  const latest = await publicationStore(scope).latest(editionId);
  return latest !== null && latest.version > version ? latest.version : null;
}
