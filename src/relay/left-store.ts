import { Prisma } from '../generated/prisma/client.ts';
import { TAKEN_AWAY } from './copies/copy-store.ts';

/**
 * Matches copies that their platform didn't let the bot delete, or out of which it let nothing be taken: those of
 * messages that stand nowhere else any more or whose words aren't kept, and digests.
 */
export const IS_LEFT = Prisma.sql`(copy."status" = 'POSTED' AND copy."shown" >= copy."wanted" AND copy."reason" <> ${TAKEN_AWAY}
  AND (copy."digestId" = copy."id" OR copy."digestId" IS NULL AND (message."withheld" IS NOT NULL OR message."state" IS NULL)))`;

/** Joins each message that a digest stands for, under this condition, to it: a digest counts as all of them. */
export function isNamedBy(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`("RelayCopy" named JOIN "RelayMessage" told ON told."id" = named."messageId" AND told."withheld" IS NULL)
    ON named."digestId" = copy."id" AND ${condition}`;
}
