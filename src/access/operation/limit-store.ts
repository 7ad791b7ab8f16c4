import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from '../region/region-scope.ts';
import { fixedTerms } from '../region/terms.ts';

/** The milliseconds for which counted actions are stored: longer than any limit counts back. */
const KEPT_MS = fixedTerms.day * 24 * 3_600_000;

/** Deletes counted actions that no limit counts any more. Returns whether some may be left. */
export async function purgeMade({ tx, region, now }: RegionScope, most: number): Promise<boolean> {
  const before = new Date(now.getTime() - KEPT_MS);
  const where = { regionId: region.id, at: { lt: before } };
  const { count } = await clientOf(tx).made.deleteMany({ where, limit: most });
  return count === most;
}

/** Stores what people did lately, so that it can be counted. */
export function limitStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Makes whoever counts for this person or organisation at the same time wait until this transaction ends. */
    async lock(id: string): Promise<void> {
      await client.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`made ${id}`}, 0))::text`;
    },
    /** Returns when the oldest of the last `most` was made since then; null when there were fewer. */
    async madeBy(
      whose: { readonly personId: string } | { readonly organisationId: string },
      what: string,
      since: Date,
      most: number,
    ): Promise<Date | null> {
      const row = await client.made.findFirst({
        where: { regionId, ...whose, what, at: { gt: since } },
        select: { at: true },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        skip: most - 1,
      });
      return row?.at ?? null;
    },
    async note(what: string, personId: string, organisationId: string | null): Promise<void> {
      await client.made.create({ data: { regionId, what, personId, organisationId, at: scope.now } });
    },
  };
}
