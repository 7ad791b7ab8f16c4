import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { Outline } from '../../../documents/outline.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';
import type { SentDraft } from '../content/content.ts';
import { storedFigures } from './stored-figures.ts';
import { shownIn } from './stored-outline.ts';

/** Reads the figures of the drafts that were sent to be read, including those whose reading is over. */
export function draftStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Returns the figures of an edition's drafts, the oldest first. */
    async told(editionId: string): Promise<readonly SentDraft[]> {
      const rows = await client.reportReview.findMany({
        where: { regionId, editionId },
        select: { figures: true, askedAt: true },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ figures, askedAt: at }) => ({
        figures: storedFigures(figures as unknown as ReportFigures),
        at,
      }));
    },
    /** Returns the photos and the quotations that a draft shows, as `shownIn` gives them. */
    async shownIn(id: string): Promise<readonly string[]> {
      const row = await client.reportReview.findFirst({ where: { regionId, id }, select: { outline: true } });
      // The bot itself wrote the outline, so it isn't parsed again.
      return row ? shownIn(row.outline as unknown as Outline) : [];
    },
  };
}
