import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { Target } from '../../chat/place.ts';
import type { RefusalReason } from '../../chat/refusal.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { quietUntil } from '../consent/unsolicited.ts';
import { planReleases } from './held.ts';
import { trigger } from './trigger.ts';

/** The refusals after which nothing of what was posted before stands. After any other it does, and is finished by what it says now. */
const GONE: readonly string[] = ['message-gone', 'channel-gone'] satisfies readonly RefusalReason[];

/** A refused delivery, and its new words. */
export interface Resending {
  readonly key: string;
  readonly message: Message;
  /** The target to use instead of the one that refused it; null for the same place. */
  readonly elsewhere: Extract<Target, { kind: 'private' }> | null;
}

/**
 * Sends refused deliveries again. Those their reader didn't ask for leave after their quiet hours. Returns how many are
 * sent again, without those that weren't refused or have been sent again since.
 */
export async function resendAll(scope: RegionScope, again: readonly Resending[]): Promise<number> {
  const refused = await refusedUnder(
    scope,
    again.map(({ key }) => key),
  );
  const quiet = await quietUntil(
    scope,
    [...refused.values()].flatMap(({ person }) => person ?? []),
  );
  const held: { key: string; at: Date }[] = [];
  let count = 0;
  for (const one of again) {
    const before = refused.get(one.key);
    if (!before) continue;
    const heldUntil = before.person === null ? null : (quiet.get(before.person) ?? null);
    if (!(await resend(scope, one, before, heldUntil))) continue;
    count += 1;
    if (heldUntil !== null) held.push({ key: one.key, at: heldUntil });
  }
  if (count > held.length) await trigger(scope);
  await planReleases(scope, held);
  return count;
}

interface Refused {
  /** The reader of an unasked delivery; null when it was for nobody in particular. */
  readonly person: string | null;
  readonly reason: string | null;
}

/** Returns the refused deliveries under these keys, by key. */
async function refusedUnder(scope: RegionScope, keys: readonly string[]): Promise<ReadonlyMap<string, Refused>> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, key: { in: [...keys] }, status: 'REFUSED' },
    select: { key: true, unsolicitedTo: true, reason: true },
  });
  return new Map(rows.map(({ key, unsolicitedTo: person, reason }) => [key, { person, reason }]));
}

/** Returns false when it isn't refused any more. */
async function resend(
  scope: RegionScope,
  { key, message, elsewhere }: Resending,
  { reason }: Refused,
  heldUntil: Date | null,
): Promise<boolean> {
  const { delivery } = clientOf(scope.tx);
  const place = elsewhere && {
    platform: elsewhere.platform,
    target: structuredClone(elsewhere) as object,
  };
  // What was posted of it is gone, or stands in another place: it is posted anew.
  const isAnew = elsewhere !== null || GONE.includes(reason ?? '');
  const refs = isAnew ? { refs: Prisma.DbNull } : {};
  const body = structuredClone(message) as object;
  const { count } = await delivery.updateMany({
    where: { key, regionId: scope.region.id, status: 'REFUSED' },
    data: { ...place, ...refs, status: 'PENDING', reason: null, notBefore: null, heldUntil, body },
  });
  // Its edits go where it goes.
  if (count > 0 && place) await delivery.updateMany({ where: { editOf: key, status: 'PENDING' }, data: place });
  return count > 0;
}
