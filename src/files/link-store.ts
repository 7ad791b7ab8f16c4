import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { FileRef } from '../chat/message.ts';
import type { Database } from '../database/database.ts';

const DAY_MS = 24 * 3_600_000;

/** The parts of a file's address. */
export interface FileLink {
  readonly id: string;
  /** When the link expires, in milliseconds since 1970. */
  readonly until: string | undefined;
  /** The reader the link was given to. */
  readonly to: string | undefined;
  readonly signature: string | undefined;
}

export interface LinkedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly regionId: string;
  /** The reader the link was given to. */
  readonly to: string;
}

/** The reader a link is given to, as its address names them, and the number of days it is valid. */
export interface GivenTo {
  readonly to: string;
  readonly days: number;
}

/** Returns an address from which its holder can fetch the file for a while; null when the file is gone, or emptied by an erasure. */
export async function linkTo(
  database: Database,
  publicUrl: string,
  file: FileRef,
  { to, days }: GivenTo,
  now: Date,
): Promise<string | null> {
  const where = { id: file.id, sha256: { not: '' } };
  const row = await database.prisma.file.findUnique({ where, select: { linkKey: true } });
  if (!row) return null;
  const until = String(now.getTime() + days * DAY_MS);
  const address = new URL(`/files/${file.id}/${encodeURIComponent(file.name)}`, publicUrl);
  address.searchParams.set('until', until);
  address.searchParams.set('to', to);
  address.searchParams.set('signature', signature(row.linkKey, file.id, until, to).toString('hex'));
  return address.href;
}

const shape = z.object({
  id: z.uuid(),
  until: z.string().regex(/^\d{1,15}$/),
  to: z.string().regex(/^[\w-]{1,64}$/),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Returns the file that a link leads to: `expired` after its time, null for a link that the bot didn't sign. */
export async function linkedFile(
  database: Database,
  link: FileLink,
  now: Date,
): Promise<LinkedFile | 'expired' | null> {
  const given = shape.safeParse(link);
  if (!given.success) return null;
  const { id, until, to } = given.data;
  const key = await database.prisma.file.findUnique({ where: { id }, select: { linkKey: true } });
  if (!key) return null;
  if (!timingSafeEqual(signature(key.linkKey, id, until, to), Buffer.from(given.data.signature, 'hex'))) return null;
  if (now.getTime() > Number(until)) return 'expired';
  const select = { name: true, type: true, bytes: true, regionId: true } as const;
  const file = await database.prisma.file.findUnique({ where: { id }, select });
  return file && { ...file, to };
}

function signature(key: string, id: string, until: string, to: string): Buffer {
  return createHmac('sha256', key).update(`${id} ${until} ${to}`).digest();
}
