import { endOfTerm } from '../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';

/** The messages that are still to be taken back or reworded, and those that couldn't be. */
export interface MessagesLeft {
  /** Keys whose change waits for its platform, by platform. */
  readonly waiting: Readonly<Record<PlatformName, readonly string[]>>;
  /** Keys whose last change was refused, or of which nobody knows. */
  readonly failed: readonly string[];
}

/** Returns which of these messages still wait to be taken back or reworded. */
export async function messagesLeft({ tx, region }: RegionScope, keys: readonly string[]): Promise<MessagesLeft> {
  const regionId = region.id;
  const waiting: Record<PlatformName, readonly string[]> = {};
  const failed: string[] = [];
  const rows = await clientOf(tx).delivery.findMany({
    where: { regionId, OR: [{ editOf: { in: [...keys] } }, { key: { in: [...keys] }, editOf: null }] },
    select: { key: true, editOf: true, status: true, platform: true, heldUntil: true },
    orderBy: { sequence: 'asc' },
  });
  const last = new Map<string, (typeof rows)[number]>();
  const underWay = new Map<string, PlatformName>();
  for (const row of rows) {
    last.set(row.editOf ?? row.key, row);
    const waits = row.status === 'SENDING' || (row.status === 'PENDING' && row.heldUntil === null);
    if (waits) underWay.set(row.editOf ?? row.key, row.platform);
  }
  for (const [key, platform] of underWay) waiting[platform] = [...(waiting[platform] ?? []), key];
  for (const [key, { status, editOf }] of last) {
    if (editOf !== null && !underWay.has(key) && (status === 'REFUSED' || status === 'UNKNOWN')) failed.push(key);
  }
  return { waiting, failed };
}

/** The most messages that are looked at for whether it is known whom they named. */
const OLDEST = 500;

/**
 * Returns whether messages stand of which it isn't known whom they named, as their words went before that was noted. They are among the
 * oldest: those whose words went later were sent later.
 */
export async function isAnyUnknown({ tx, region }: RegionScope): Promise<boolean> {
  const [found] = await clientOf(tx).$queryRaw<readonly { readonly unknown: boolean }[]>`
    SELECT coalesce(bool_or(oldest."unknown"), false) AS "unknown" FROM (
      SELECT "names" IS NULL AND "refs" IS NOT NULL AS "unknown" FROM "Delivery"
      WHERE "regionId" = ${region.id}::uuid AND "editOf" IS NULL AND "body" IS NULL ORDER BY "createdAt" LIMIT ${OLDEST}) oldest`;
  return found?.unknown === true;
}

/** Returns whether private messages were sent so long ago, as an edition is kept, that it isn't known any more where they stand. */
export async function areAnyForgotten(scope: RegionScope): Promise<boolean> {
  const { tx, region } = scope;
  const before = await endOfTerm(scope, 'edition');
  return (await clientOf(tx).region.count({ where: { id: region.id, createdAt: { lt: before } } })) > 0;
}
