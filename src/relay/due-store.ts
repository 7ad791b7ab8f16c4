import type { Database } from '../database/database.ts';
import { SERVER_CHANNEL } from '../database/wake.ts';

/** The name under which processes tell each other that copies are due. */
export const RELAY_COPIES = 'relay-copies';

/** Returns those of these channels in which a copy is due. */
export async function dueChannels({ prisma }: Database, channelIds: readonly string[]): Promise<readonly string[]> {
  if (channelIds.length === 0) return [];
  const rows = await prisma.$queryRaw<{ readonly id: string }[]>`
    SELECT one."id" FROM unnest(${[...channelIds]}::uuid[]) AS one("id")
    WHERE EXISTS (SELECT 1 FROM "RelayCopy" WHERE "channelId" = one."id"
      AND ((status = ANY (ARRAY['WAITING'::"RelayCopyStatus", 'POSTING'::"RelayCopyStatus"])) OR (shown < wanted)))`;
  return rows.map(({ id }) => id);
}

/** Wakes the senders of other processes on the same server, because copies are due. */
export async function tellDue({ prisma, wake, kind }: Database): Promise<void> {
  if (kind === 'server')
    await prisma.$executeRaw`SELECT pg_notify(${SERVER_CHANNEL}, ${`${wake.origin} ${RELAY_COPIES}`})`;
}
