import type { Database } from '../database/database.ts';

/** The name under which processes tell each other that tied channels are to be read back. */
export const RELAY_READ = 'relay-read';

/**
 * The time before an erasure, in milliseconds, from which messages are read as well, since their events may come that
 * late.
 */
const EVENTS_LATE_MS = 60 * 60_000;

/**
 * A request to read a channel back: how many were made, and the message to read after; null where none before it is
 * known.
 */
export interface ReadingRequest {
  readonly asked: number;
  readonly after: string | null;
}

/**
 * Returns the request to read a channel back; null for none. It is called before the reading, so that a later request
 * still counts.
 */
export async function askedReading({ prisma }: Database, channelId: string): Promise<ReadingRequest | null> {
  const [found] = await prisma.$queryRaw<ReadingRequest[]>`
    SELECT channel."readAsked" AS "asked", (
      SELECT message."sourceId" FROM "RelayMessage" message WHERE message."channelId" = channel."id" AND message."withheld" IS DISTINCT FROM 'DELETED'
        AND message."saidAt" < (
        SELECT min(erasure."startedAt") FROM "Erasure" erasure
        WHERE erasure."regionId" = channel."regionId" AND erasure."endedAt" IS NULL) - ${EVENTS_LATE_MS} * interval '1 millisecond'
      ORDER BY message."sourceId" DESC LIMIT 1) AS "after"
    FROM "RelayChannel" channel WHERE channel."id" = ${channelId}::uuid AND channel."readAsked" > 0`;
  return found ?? null;
}

/** Notes that a channel was read back as requested, unless another request has been made meanwhile. */
export async function noteReadBack({ prisma }: Database, channelId: string, { asked }: ReadingRequest): Promise<void> {
  await prisma.relayChannel.updateMany({ where: { id: channelId, readAsked: asked }, data: { readAsked: 0 } });
}

/** Returns those of these channels that have to be read back. */
export async function channelsToRead({ prisma }: Database, channelIds: readonly string[]): Promise<readonly string[]> {
  const where = { id: { in: [...channelIds] }, readAsked: { gt: 0 } };
  const rows = await prisma.relayChannel.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  return rows.map(({ id }) => id);
}
