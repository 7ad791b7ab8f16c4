import type { Database } from '../database/database.ts';

/**
 * Forgets what messages said that were deleted or taken back, and who said it. One is kept for as long as a copy of it was perhaps
 * posted: the copy is found by it, to be deleted. Nothing is remembered of what is to be forgotten: it is looked for, so that what a
 * killed process left isn't kept.
 */
export async function forgetContents({ prisma }: Database): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "RelayMessage" message SET "state" = NULL, "authorName" = '', "picture" = NULL
    WHERE (withheld = ANY (ARRAY['DELETED'::"RelayWithheld", 'TAKEN_BACK'::"RelayWithheld"])) AND (state IS NOT NULL) AND NOT EXISTS (
      SELECT 1 FROM "RelayCopy" copy JOIN "RelayChannel" there ON there."id" = copy."channelId" AND there."cutAt" IS NULL
      WHERE copy."messageId" = message."id" AND copy."status" = 'POSTING')`;
}
