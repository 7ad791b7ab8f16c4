import type { Database } from '../database/database.ts';

/**
 * Forgets the words and the author of messages that were deleted or taken back. A message is kept as long as a copy of
 * it may have been posted: the copy is found by it, to be deleted. No list of such messages is kept: they are searched
 * for each time, so that nothing a killed process left is missed.
 */
export async function forgetContents({ prisma }: Database): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "RelayMessage" message SET "state" = NULL, "authorName" = '', "picture" = NULL
    WHERE (withheld = ANY (ARRAY['DELETED'::"RelayWithheld", 'TAKEN_BACK'::"RelayWithheld"])) AND (state IS NOT NULL) AND NOT EXISTS (
      SELECT 1 FROM "RelayCopy" copy JOIN "RelayChannel" there ON there."id" = copy."channelId" AND there."cutAt" IS NULL
      WHERE copy."messageId" = message."id" AND copy."status" = 'POSTING')`;
}
