import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { QuietHours } from '../../dates/index.ts';
import { usualQuietHours } from '../../schedule/by-day.ts';

/** Somebody's wishes about unasked messages. */
export interface Preferences {
  readonly quiet: QuietHours;
  /** The kinds they switched off. */
  readonly unwanted: ReadonlySet<string>;
}

interface Row {
  readonly id: string;
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  readonly unwanted: readonly string[];
}

const fields = { id: true, quietFrom: true, quietTo: true, unwanted: true } as const;

function byId(rows: readonly Row[]): ReadonlyMap<string, Preferences> {
  return new Map(
    rows.map(({ id, quietFrom, quietTo, unwanted }) => [
      id,
      {
        quiet: quietFrom !== null && quietTo !== null ? { from: quietFrom, to: quietTo } : usualQuietHours,
        unwanted: new Set(unwanted),
      },
    ]),
  );
}

/** Returns the preferences of these people of the region, by id. */
export async function preferencesOf(
  scope: RegionScope,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Preferences>> {
  if (personIds.length === 0) return new Map();
  const where = { regionId: scope.region.id, id: { in: [...personIds] } };
  return byId(await clientOf(scope.tx).person.findMany({ where, select: fields }));
}

/**
 * Returns the preferences of people who are about to be written to, and locks them, so that concurrent senders count
 * one after the other.
 */
export async function lockedPreferences(
  scope: RegionScope,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Preferences>> {
  if (personIds.length === 0) return new Map();
  const ids = [...personIds].sort();
  return byId(
    await clientOf(scope.tx).$queryRaw<Row[]>`SELECT "id", "quietFrom", "quietTo", "unwanted" FROM "Person"
      WHERE "regionId" = ${scope.region.id}::uuid AND "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`,
  );
}
