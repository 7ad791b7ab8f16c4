import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { RETRIED, UNANSWERED } from '../copies/copy-store.ts';

/** A message that a digest names. */
export interface DigestedMessage {
  readonly authorName: string;
  readonly saidAt: Date;
  readonly sourceId: string;
  readonly thread: string | null;
  readonly channel: string;
  readonly platform: PlatformName;
}

export interface StoredDigest {
  readonly count: number;
  readonly first: Date;
  readonly last: Date;
  /** The oldest of them, in the order in which they were said. */
  readonly messages: readonly DigestedMessage[];
}

/**
 * Makes one copy stand for all copies that wait in its channel and were said in the same channel before a time. The
 * messages it stands for are stored before it is posted, so that it says the same after a kill.
 */
export async function storeDigest(
  { prisma }: Database,
  copy: { readonly id: string; readonly channelId: string; readonly saidIn: string },
  before: Date,
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "RelayCopy" copy SET "digestId" = ${copy.id}::uuid, "shown" = CASE WHEN copy."id" = ${copy.id}::uuid THEN 0 ELSE copy."wanted" END,
      "status" = (CASE WHEN copy."id" = ${copy.id}::uuid THEN 'POSTING' ELSE 'DIGESTED' END)::"RelayCopyStatus"
    FROM "RelayMessage" message
    WHERE message."id" = copy."messageId" AND copy."channelId" = ${copy.channelId}::uuid AND copy."status" IN ('WAITING', 'POSTING')
      AND copy."shown" = 0 AND COALESCE(copy."reason", '') NOT IN (${RETRIED}, ${UNANSWERED}) AND message."withheld" IS NULL AND message."channelId" = ${copy.saidIn}::uuid
      AND message."saidAt" < ${before}::timestamptz
      -- What another digest stands for, and that one itself, would be told by nothing any more.
      AND (copy."digestId" IS NULL OR copy."id" = ${copy.id}::uuid)
      AND NOT EXISTS (SELECT 1 FROM "RelayPart" part WHERE part."copyId" = copy."id")`;
}

interface CountedRow {
  readonly count: number;
  readonly first: Date | null;
  readonly last: Date | null;
}

/** Returns whether the channel in which a digest stands, or is to stand, was cut. */
export async function isForCutChannel({ prisma }: Database, digestId: string): Promise<boolean> {
  return (await prisma.relayCopy.count({ where: { id: digestId, channel: { cutAt: { not: null } } } })) > 0;
}

/** Returns whether a message that a digest stands for was deleted, taken back or kept out. */
export async function namesWithheld({ prisma }: Database, digestId: string): Promise<boolean> {
  return (await prisma.relayCopy.count({ where: { digestId, message: { withheld: { not: null } } } })) > 0;
}

/** Returns the messages that a digest stands for, without those deleted or kept out since; null when none is left. */
export async function storedDigest({ prisma }: Database, digestId: string, most: number): Promise<StoredDigest | null> {
  const [counted] = await prisma.$queryRaw<CountedRow[]>`
    SELECT count(*)::int AS "count", min(message."saidAt") AS "first", max(message."saidAt") AS "last" FROM "RelayCopy" copy
    JOIN "RelayMessage" message ON message."id" = copy."messageId" WHERE copy."digestId" = ${digestId}::uuid AND message."withheld" IS NULL`;
  if (!counted?.first || !counted.last) return null;
  const oldest = await prisma.relayCopy.findMany({
    // Messages whose author is no longer known are only counted.
    where: { digestId, message: { withheld: null, authorName: { not: '' } } },
    select: {
      message: {
        select: {
          ...{ authorName: true, saidAt: true, sourceId: true, thread: true },
          channel: { select: { channel: true, platform: true } },
        },
      },
    },
    orderBy: { sequence: 'asc' },
    take: most,
  });
  const messages = oldest.map(({ message: { channel, ...message } }) => ({
    ...{ ...message, channel: channel.channel },
    platform: registeredPlatform(channel.platform),
  }));
  return { count: counted.count, first: counted.first, last: counted.last, messages };
}
