import { bare } from '../../access/personal/spelling.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { CALL_REWORDED } from './erasure.ts';
import { holdsOne } from './erasure-store.ts';

/**
 * Returns those of these names that a person, an organisation, another region or its chamber bears: texts of no region
 * may mean them.
 */
export async function hadElsewhere({ tx, region }: RegionScope, names: readonly string[]): Promise<readonly string[]> {
  const given = names.map((name) => ({ name, word: bare(name.trim()) })).filter(({ word }) => word !== '');
  const words = given.map(({ word }) => word);
  const rows = await clientOf(tx).$queryRaw<readonly { readonly name: string }[]>`
    SELECT "name" FROM "Person" WHERE "regionId" <> ${region.id}::uuid AND ${holdsOne('name', words)}
    UNION SELECT "name" FROM "Organisation" WHERE "regionId" <> ${region.id}::uuid AND ${holdsOne('name', words)}
    UNION SELECT "name" FROM "Region" WHERE "id" <> ${region.id}::uuid AND ${holdsOne('name', words)}
    UNION SELECT "chamber" FROM "Region" WHERE "id" <> ${region.id}::uuid AND ${holdsOne('chamber', words)}`;
  return given.flatMap(({ name, word }) => (rows.some((row) => bare(row.name).includes(word)) ? [name] : []));
}

/** The work still to be done in other regions, on messages of the nation that an erasure changed. */
export interface LeftElsewhere {
  /** Whether a message still has to be reworded. */
  readonly areToReword: boolean;
  /** The number of messages that wait, by platform. */
  readonly waiting: Readonly<Record<PlatformName, number>>;
}

/**
 * Returns the work still to be done in other regions, on messages of the nation that had to be reworded since a moment.
 */
export async function leftElsewhere({ tx, region }: RegionScope, since: Date): Promise<LeftElsewhere> {
  const rows = await clientOf(tx).dueItem.findMany({
    where: { regionId: region.id, kind: CALL_REWORDED, dueAt: { gte: since } },
    select: { subject: true, doneAt: true },
  });
  if (rows.length === 0) return { areToReword: false, waiting: {} };
  const calls = rows.map(({ subject }) => subject);
  // Few messages wait, whatever was sent; the key of a copy holds the id of its announcement.
  const found = await clientOf(tx).$queryRaw<readonly { readonly platform: PlatformName; readonly count: number }[]>`
    SELECT one."platform", count(DISTINCT one."editOf")::int AS "count" FROM "Delivery" one
    JOIN "Announcement" told ON told."regionId" = one."regionId" AND position(told."id"::text IN one."editOf") > 0
    WHERE one."status" IN ('PENDING', 'SENDING') AND one."heldUntil" IS NULL AND one."sequence" > 0
      AND one."editOf" IS NOT NULL AND one."regionId" <> ${region.id}::uuid AND told."nationCallId" = ANY (${calls}::uuid[])
    GROUP BY one."platform"`;
  return {
    areToReword: rows.some(({ doneAt }) => doneAt === null),
    waiting: Object.fromEntries(found.map(({ platform, count }) => [platform, count])),
  };
}

/** Returns the messages of the nation that this person wrote. */
export async function callsBy({ tx, region }: RegionScope, personId: string): Promise<readonly string[]> {
  const where = { regionId: region.id, writtenById: personId };
  const rows = await clientOf(tx).nationCall.findMany({ where, select: { id: true } });
  return rows.map(({ id }) => id);
}
