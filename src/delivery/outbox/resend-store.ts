import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { Target } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { quietUntil } from '../consent/unsolicited.ts';
import { planReleases } from './held.ts';
import { trigger } from './trigger.ts';

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
  const readers = await readersOf(
    scope,
    again.map(({ key }) => key),
  );
  const quiet = await quietUntil(
    scope,
    [...readers.values()].flatMap((person) => person ?? []),
  );
  const held: { key: string; at: Date }[] = [];
  let count = 0;
  for (const one of again) {
    const person = readers.get(one.key);
    if (person === undefined) continue;
    const heldUntil = person === null ? null : (quiet.get(person) ?? null);
    if (!(await resend(scope, one, heldUntil))) continue;
    count += 1;
    if (heldUntil !== null) held.push({ key: one.key, at: heldUntil });
  }
  if (count > held.length) await trigger(scope);
  await planReleases(scope, held);
  return count;
}

/** Returns the reader of each unasked delivery under these keys, by key; null when it was for nobody in particular. */
async function readersOf(scope: RegionScope, keys: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, key: { in: [...keys] }, status: 'REFUSED' },
    select: { key: true, unsolicitedTo: true },
  });
  return new Map(rows.map(({ key, unsolicitedTo }) => [key, unsolicitedTo]));
}

/** Returns false when it isn't refused any more. */
async function resend(
  scope: RegionScope,
  { key, message, elsewhere }: Resending,
  heldUntil: Date | null,
): Promise<boolean> {
  const { delivery } = clientOf(scope.tx);
  const place = elsewhere && {
    platform: elsewhere.platform,
    target: structuredClone(elsewhere) as object,
  };
  const body = structuredClone(message) as object;
  const { count } = await delivery.updateMany({
    where: { key, regionId: scope.region.id, status: 'REFUSED' },
    data: { ...place, status: 'PENDING', reason: null, notBefore: null, heldUntil, body },
  });
  // Its edits go where it goes.
  if (count > 0 && place) await delivery.updateMany({ where: { editOf: key, status: 'PENDING' }, data: place });
  return count > 0;
}
