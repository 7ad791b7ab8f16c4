import type { RegionScope } from '../access/region/region-scope.ts';
import { notify } from '../database/notify.ts';
import { clientOf } from '../database/transaction.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { RELAY_COPIES } from './due-store.ts';

/** Somebody's account on a platform. */
interface Account {
  readonly platform: string;
  readonly id: string;
}

/** Has what these accounts wrote be nobody's: its copies are deleted as they were taken back before. */
export async function disown(
  { tx, region }: RegionScope,
  accounts: readonly Account[],
  instead: string,
): Promise<void> {
  for (const { platform, id } of accounts) {
    await clientOf(tx).$executeRaw`
      UPDATE "RelayMessage" message SET "authorId" = ${instead}, "authorName" = '', "picture" = NULL
      FROM "RelayChannel" own WHERE own."id" = message."channelId" AND own."platform" = ${platform}
        AND message."regionId" = ${region.id}::uuid AND message."authorId" = ${id}`;
  }
}

/** Returns how many messages of an author have a copy that is still to be deleted, or words that are still stored. */
export async function countToForget({ tx, region }: RegionScope, authorId: string): Promise<number> {
  const [found] = await clientOf(tx).$queryRaw<{ readonly count: number }[]>`
    SELECT count(*)::int AS "count" FROM "RelayMessage" message
    WHERE message."regionId" = ${region.id}::uuid AND message."authorId" = ${authorId} AND EXISTS (
      SELECT 1 FROM "RelayCopy" copy JOIN "RelayChannel" there ON there."id" = copy."channelId" AND there."cutAt" IS NULL
      WHERE copy."messageId" = message."id" AND (copy."shown" < copy."wanted" OR copy."status" = 'POSTING'))`;
  return found?.count ?? 0;
}

/** Forgets what an author's messages said, once nothing has to be found by it. */
export async function forgetAuthor({ tx, region }: RegionScope, authorId: string): Promise<void> {
  const where = { regionId: region.id, authorId };
  await clientOf(tx).relayMessage.updateMany({ where, data: { state: Prisma.DbNull, authorName: '', picture: null } });
}

/**
 * Takes somebody out of what others wrote in tied channels, as it is copied; on its own platform it stays as its author wrote it.
 * Returns the last id that was looked at, null where nothing follows, and whether something was changed.
 */
export async function rewordMessages(
  { tx, region }: RegionScope,
  after: string | null,
  most: number,
  reword: (state: unknown) => unknown,
): Promise<{ readonly next: string | null; readonly changed: boolean }> {
  const client = clientOf(tx);
  const rows = await client.relayMessage.findMany({
    where: { regionId: region.id, ...(after === null ? {} : { id: { gt: after } }) },
    select: { id: true, state: true },
    orderBy: { id: 'asc' },
    take: most,
  });
  let changed = false;
  for (const { id, state } of rows) {
    if (state === null) continue;
    const left = reword(state);
    if (JSON.stringify(left) === JSON.stringify(state)) continue;
    changed = true;
    const data = { state: left as object, version: { increment: 1 } };
    const { version } = await client.relayMessage.update({ where: { id }, data, select: { version: true } });
    const where = { messageId: id, status: { not: 'DIGESTED' as const } };
    await client.relayCopy.updateMany({ where, data: { wanted: version } });
  }
  if (changed) await notify(tx, RELAY_COPIES);
  return { next: rows.length < most ? null : (rows.at(-1)?.id ?? null), changed };
}
