import { createHash } from 'node:crypto';
import type { Database } from '../../database/database.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';
import { CLOCKS_DIFFER_MS } from '../region/clocks-differ.ts';

/** Somebody's account on a platform. */
interface Account {
  readonly platform: string;
  readonly id: string;
}

/** Returns the mark by which an erasure knows an account of whoever pressed for it. */
export function accountMark(erasure: string, { platform, id }: Account): string {
  return createHash('sha256').update(`${erasure}:${platform}:${id}`).digest('hex');
}

/** The mark of an erasure that doesn't know whose accounts it was about: what was typed before it gets nobody to know. */
export const ANYBODYS_MARK = 'anybody';

/** Something that was typed: its event, and when it was said, where its platform tells. */
export interface SaidEarlier {
  readonly event: string;
  readonly saidAt: Date | null;
}

/**
 * Returns whether the owner of an account had themselves erased after this was received or said; of an erasure that is only known from
 * beside a backup, whether anybody may have been them.
 */
export async function isErasedSince(
  source: Database | Tx,
  regionId: string,
  { platform, id }: Account,
  { event, saidAt }: SaidEarlier,
): Promise<boolean> {
  const found = await clientOf(source).$queryRaw<readonly unknown[]>`
    SELECT 1 FROM "Erasure" erasure
    LEFT JOIN "ReceivedEvent" received ON received."platform" = ${platform} AND received."event" = ${event}
    WHERE erasure."regionId" = ${regionId}::uuid AND erasure."accountMarks" <> '{}'
      AND erasure."accountMarks" && ARRAY[
        ${ANYBODYS_MARK}, encode(sha256(convert_to(erasure."id"::text || ${`:${platform}:${id}`}, 'UTF8')), 'hex')]
      AND (received."receivedAt" <= erasure."startedAt"
        OR ${saidAt}::timestamptz <= erasure."startedAt" + ${CLOCKS_DIFFER_MS} * interval '1 millisecond')
    LIMIT 1`;
  return found.length > 0;
}
