import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from '../region/region-scope.ts';

/**
 * Counts a person who is being erased, before anything of theirs goes. It waits for whoever is storing a document, whose rows the
 * erasure then finds; whoever wants to store one from here on finds that the count has moved.
 */
export async function countErasure({ tx, region }: RegionScope): Promise<void> {
  await clientOf(tx).region.updateMany({ where: { id: region.id }, data: { erasures: { increment: 1 } } });
}

/**
 * Returns how many people have been erased in the region; null while somebody is still being looked for in what is stored: what is
 * read then may name them. It is asked before anything is read, so that nobody is erased unseen in between.
 */
export async function erasuresSoFar({ tx, region }: RegionScope): Promise<number | null> {
  const [found] = await clientOf(tx).$queryRaw<{ readonly erasures: number; readonly searching: boolean }[]>`
    SELECT "erasures", EXISTS (
      SELECT 1 FROM "Erasure" one WHERE one."regionId" = region."id" AND one."endedAt" IS NULL
        AND NOT coalesce((one."doing"->>'searched')::boolean, false)
    ) AS "searching" FROM "Region" region WHERE "id" = ${region.id}::uuid`;
  return found === undefined || found.searching ? null : found.erasures;
}

/**
 * Returns how many people have been erased in any region of this bot, as `erasuresSoFar` does for one: for what is made of what
 * several regions have handed in here.
 */
export async function erasuresAnywhere({ tx }: Pick<RegionScope, 'tx'>): Promise<number | null> {
  const [found] = await clientOf(tx).$queryRaw<{ readonly erasures: number; readonly searching: boolean }[]>`
    SELECT (SELECT coalesce(sum("erasures"), 0)::int FROM "Region") AS "erasures", EXISTS (
      SELECT 1 FROM "Erasure" one WHERE one."endedAt" IS NULL AND NOT coalesce((one."doing"->>'searched')::boolean, false)
    ) AS "searching"`;
  return found === undefined || found.searching ? null : found.erasures;
}

/** Returns whether nobody has been erased in any region since there were so many erasures; nobody is until the transaction ends. */
export async function noneErasedAnywhere({ tx }: Pick<RegionScope, 'tx'>, erasures: number): Promise<boolean> {
  const held = await clientOf(tx).$queryRaw<readonly { readonly erasures: number }[]>`
    SELECT "erasures" FROM "Region" ORDER BY "id" FOR SHARE`;
  return held.reduce((sum, region) => sum + region.erasures, 0) === erasures;
}

/**
 * Returns whether nobody has been erased since there were so many erasures. Nobody is until the transaction ends, either: what it
 * stores by then is there when an erasure begins to look.
 */
export async function noneErasedSince({ tx, region }: RegionScope, erasures: number): Promise<boolean> {
  const [found] = await clientOf(tx).$queryRaw<{ readonly erasures: number }[]>`
    SELECT "erasures" FROM "Region" WHERE "id" = ${region.id}::uuid FOR SHARE`;
  return found?.erasures === erasures;
}
