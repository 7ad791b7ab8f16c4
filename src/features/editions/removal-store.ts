import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';

/** The tables of what an edition holds. Its themes and targets are its own, and go with it. */
export const HELD_BY_EDITION = [
  ...['Event', 'Kit', 'Survey', 'MediaMention', 'Figure', 'Tally', 'SortedIdea'],
  ...['Report', 'ReportPublication', 'ReportLink', 'ReportText', 'ReportChoice', 'ReportReview'],
] as const;

/** Returns whether nothing was made in an edition. */
export async function holdsNothing({ tx, region }: RegionScope, editionId: string): Promise<boolean> {
  const held = HELD_BY_EDITION.map((table) => {
    const name = Prisma.raw(`"${table}"`);
    return Prisma.sql`EXISTS (SELECT 1 FROM ${name} WHERE "regionId" = ${region.id}::uuid AND "editionId" = ${editionId}::uuid)`;
  });
  const rows = await clientOf(tx).$queryRaw<readonly { readonly holds: boolean }[]>`
    SELECT ${Prisma.join(held, ' OR ')} AS "holds"`;
  return rows[0]?.holds === false;
}

/** Deletes an edition that holds nothing, with its themes and targets. */
export async function deleteEdition({ tx, region }: RegionScope, editionId: string): Promise<void> {
  const client = clientOf(tx);
  const regionId = region.id;
  await client.theme.deleteMany({ where: { regionId, editionId } });
  await client.expectedResult.deleteMany({ where: { regionId, editionId } });
  await client.edition.delete({ where: { regionId, id: editionId } });
}
