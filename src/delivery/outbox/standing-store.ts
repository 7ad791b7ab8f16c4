import { z } from 'zod';
import { type Contact, directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { isEmptyMessage, PUT_OFF, readMessage } from './message-schema.ts';

const toOnePerson = z.object({ kind: z.literal('private'), platform: z.string(), users: z.tuple([z.string()]) });

/** Returns whoever alone the message under this key is for; null where nobody alone is, or they aren't known any more. */
export async function readerOf(scope: RegionScope, key: string): Promise<Contact | null> {
  const where = { regionId: scope.region.id, key, editOf: null };
  const row = await clientOf(scope.tx).delivery.findFirst({ where, select: { target: true } });
  const to = toOnePerson.safeParse(row?.target).data;
  return to ? directory(scope).identity(registeredPlatform(to.platform), to.users[0]) : null;
}

/** The position of a message of the bot in its conversation. */
export interface Standing {
  readonly channel: string;
  readonly postedAt: Date;
  /** The number of messages that the bot has sent there since. */
  readonly below: number;
}

/** Returns where the message sent under this key stands; null until it is posted. */
export async function standingOf(scope: RegionScope, key: string): Promise<Standing | null> {
  const regionId = scope.region.id;
  // Written out for a conversation and for a thread, because only then does an index serve that begins with both.
  const since = Prisma.sql`SELECT count(*)::int FROM "Delivery" one
    WHERE one."platform" = posted."platform" AND one."channel" = posted."channel" AND one."channel" IS NOT NULL
      AND one."sequence" > posted."sequence" AND one."regionId" = ${regionId}::uuid AND one."editOf" IS NULL`;
  const [posted] = await clientOf(scope.tx).$queryRaw<Standing[]>`
    SELECT posted."channel", posted."sentAt" AS "postedAt", CASE WHEN posted."thread" IS NULL
      THEN (${since} AND one."thread" IS NULL) ELSE (${since} AND one."thread" = posted."thread") END AS "below"
    FROM "Delivery" posted
    WHERE posted."regionId" = ${regionId}::uuid AND posted."key" = ${key} AND posted."status" = 'SENT'
      AND posted."channel" IS NOT NULL AND posted."sentAt" IS NOT NULL`;
  return posted ?? null;
}

/** Returns when each of the messages sent under these keys was last posted or changed. */
export async function lastShownAt(scope: RegionScope, keys: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  if (keys.length === 0) return new Map();
  const deliveries = clientOf(scope.tx).delivery;
  const sent = { regionId: scope.region.id, status: 'SENT' as const };
  const among = { in: [...keys] };
  const posted = await deliveries.findMany({ where: { ...sent, key: among }, select: { key: true, sentAt: true } });
  const changed = await deliveries.groupBy({
    by: ['editOf'],
    where: { ...sent, editOf: among },
    _max: { sentAt: true },
  });
  const at = new Map<string, Date>();
  for (const { key, sentAt } of posted) if (sentAt) at.set(key, sentAt);
  for (const { editOf, _max } of changed) if (editOf !== null && _max.sentAt) at.set(editOf, _max.sentAt);
  return at;
}

/** The content that a message of the bot should have, as it was last stored. */
export interface Stated {
  /** The message; null once its words are no longer stored. */
  readonly message: Message | null;
  /** Whether an earlier change of it still waits because the platform asked for time. */
  readonly isPutOff: boolean;
  /** Whether it was deleted, or taken back. */
  readonly isGone: boolean;
}

/** Returns the content that the message sent under this key should have; null where nothing was sent. */
export async function lastStated(scope: RegionScope, key: string): Promise<Stated | null> {
  const row = await clientOf(scope.tx).delivery.findFirst({
    where: { regionId: scope.region.id, OR: [{ key }, { editOf: key }] },
    select: { body: true, status: true, reason: true, editOf: true, createdAt: true },
    orderBy: { sequence: 'desc' },
  });
  if (!row) return null;
  const message = row.body === null ? null : readMessage(row.body);
  const waits = row.status === 'PENDING' || row.status === 'SENDING';
  return {
    message,
    isPutOff: row.editOf !== null && waits && row.reason === PUT_OFF && row.createdAt < scope.now,
    isGone: row.reason === 'message-gone' || (message !== null && isEmptyMessage(message)),
  };
}
