import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { FileRef } from '../chat/message.ts';
import type { Database } from '../database/database.ts';

/** A link leads to its file for so long. */
const LINK_DAYS = 30;
const LINK_MS = LINK_DAYS * 24 * 3_600_000;

/** What the address of a file says. */
export interface FileLink {
  readonly id: string;
  /** Until when it holds, milliseconds since 1970. */
  readonly until: string | undefined;
  readonly signature: string | undefined;
}

interface LinkedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Where a file can be fetched for a while by whoever has the address; null for one that is gone. */
export async function linkTo(database: Database, publicUrl: string, file: FileRef, now: Date): Promise<string | null> {
  const row = await database.prisma.file.findUnique({ where: { id: file.id }, select: { linkKey: true } });
  if (!row) return null;
  const until = String(now.getTime() + LINK_MS);
  const address = new URL(`/files/${file.id}/${encodeURIComponent(file.name)}`, publicUrl);
  address.searchParams.set('until', until);
  address.searchParams.set('signature', signature(row.linkKey, file.id, until).toString('hex'));
  return address.href;
}

const shape = z.object({
  id: z.uuid(),
  until: z.string().regex(/^\d{1,15}$/),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The file a link leads to: `expired` after its time, null for a link that isn't ours. */
export async function linkedFile(
  database: Database,
  link: FileLink,
  now: Date,
): Promise<LinkedFile | 'expired' | null> {
  const given = shape.safeParse(link);
  if (!given.success) return null;
  const { id, until } = given.data;
  const key = await database.prisma.file.findUnique({ where: { id }, select: { linkKey: true } });
  if (!key) return null;
  if (!timingSafeEqual(signature(key.linkKey, id, until), Buffer.from(given.data.signature, 'hex'))) return null;
  if (now.getTime() > Number(until)) return 'expired';
  return database.prisma.file.findUnique({ where: { id }, select: { name: true, type: true, bytes: true } });
}

function signature(key: string, id: string, until: string): Buffer {
  return createHmac('sha256', key).update(`${id} ${until}`).digest();
}
