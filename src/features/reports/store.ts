import type { RegionScope } from '../../access/scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { ReportFigures } from './aggregate.ts';

/** A version of the bilan as it was made, with its figures as they were. */
export interface ReportVersion {
  readonly version: number;
  readonly figures: ReportFigures;
  readonly createdAt: Date;
}

/** The bilan's own words and its versions. */
export function reportStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Coordinators' texts by key: 'chapter:…', 'claim:…', 'finding:…'. */
    async texts(editionId: string): Promise<ReadonlyMap<string, string>> {
      const rows = await client.reportText.findMany({ where: { regionId, editionId }, orderBy: { id: 'asc' } });
      return new Map(rows.map(({ key, text }) => [key, text]));
    },
    async saveText(editionId: string, key: string, text: string, writtenById: string): Promise<void> {
      const data = { text, writtenById, writtenAt: scope.now };
      await client.reportText.upsert({
        where: { editionId_key: { editionId, key } },
        create: { ...data, regionId, editionId, key },
        update: data,
      });
    },
    /** Oldest first. */
    async versions(editionId: string): Promise<readonly ReportVersion[]> {
      const rows = await client.report.findMany({
        where: { regionId, editionId },
        select: { version: true, figures: true, createdAt: true },
        orderBy: { version: 'asc' },
      });
      // We wrote it ourselves, and a figure that has since been added is looked for before it is read.
      return rows.map((row) => ({ ...row, figures: row.figures as unknown as ReportFigures }));
    },
    /** False when somebody else has just made this version. */
    async addVersion(
      editionId: string,
      version: number,
      figures: ReportFigures,
      createdById: string,
    ): Promise<boolean> {
      const created = await client.report.createMany({
        data: {
          regionId,
          editionId,
          version,
          figures: structuredClone(figures) as object,
          createdById,
          createdAt: scope.now,
        },
        skipDuplicates: true,
      });
      return created.count === 1;
    },
  };
}
