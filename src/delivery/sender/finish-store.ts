import type { Database } from '../../database/database.ts';
import { clientOf, inTransaction, type Tx } from '../../database/transaction.ts';
import type { DeliveryEnd, Measures } from '../../metrics/measures.ts';
import { FIRST_CONTACT, MESSAGE_GONE, NOT_REACHED } from '../outbox/due-kinds.ts';
import type { Consequences } from './consequences.ts';
import type { ClaimedDelivery, DeliveryOutcome } from './delivery.ts';

/** The outcomes that are counted, by the status that an attempt leaves. */
const ENDS: Readonly<Record<string, DeliveryEnd>> = { SENT: 'sent', REFUSED: 'refused', UNKNOWN: 'unknown' };

/** Stores and counts how attempts end. `now` is the domain's clock. */
export function finishStore(database: Database, now: () => Date, measures: Measures) {
  /** Plans jobs that tell of the outcome at the next tick. */
  async function plan(tx: Tx, kind: string, subjects: readonly Subject[]): Promise<void> {
    const data = subjects.map(({ regionId, id }) => ({ regionId, kind, subject: id, dueAt: now() }));
    if (data.length > 0) await clientOf(tx).dueItem.createMany({ data, skipDuplicates: true });
  }

  /** Counts a delivery, and that many others that were refused with it. */
  function count({ platform }: ClaimedDelivery, { status }: DeliveryOutcome, alike: number): void {
    const how = ENDS[status];
    if (how) measures.delivered(platform, how, 1);
    if (alike > 0) measures.delivered(platform, 'refused', alike);
  }

  return {
    /**
     * Ends an attempt and stores its consequences in the same transaction, so that a killed process leaves all of it or
     * nothing. Does nothing when somebody else has taken the delivery over since.
     */
    async finish(one: ClaimedDelivery, outcome: DeliveryOutcome, consequences: Consequences): Promise<void> {
      const { notReached, refuseWaiting, messageGone } = consequences;
      const isFirst = outcome.status === 'SENT' && mayBeFirst(one);
      if (!notReached && refuseWaiting === null && messageGone === null && !isFirst) {
        if (await end(database, one, outcome, consequences)) count(one, outcome, 0);
        return;
      }
      const alike = await inTransaction(database, async (tx) => {
        if (!(await end(tx, one, outcome, consequences))) return null;
        const refused = refuseWaiting ? await refuseForSameTarget(tx, one, refuseWaiting.reason) : [];
        const untold = [...(notReached ? [one] : []), ...(refuseWaiting?.notReached ? refused : [])];
        await plan(tx, NOT_REACHED, untold);
        if (isFirst) await plan(tx, FIRST_CONTACT, [one]);
        if (messageGone !== null) await plan(tx, MESSAGE_GONE, await sentUnderKey(tx, messageGone));
        return refused.length;
      });
      if (alike !== null) count(one, outcome, alike);
    },
  };
}

/**
 * Returns whether this may be the bot's first message to somebody. That is checked again before they are told anything.
 */
function mayBeFirst({ target, editOf, isFirst = true }: ClaimedDelivery): boolean {
  return isFirst && editOf === null && (target.kind === 'private' || target.kind === 'organisation');
}

/** The delivery that a due item is about, and its region. */
type Subject = Pick<ClaimedDelivery, 'id' | 'regionId'>;

/** Ends an attempt. Returns false when somebody else has taken the delivery over since. */
async function end(
  source: Database | Tx,
  { id, attempts }: ClaimedDelivery,
  { status, reason, refs, notBefore, sentAt }: DeliveryOutcome,
  { replyPlace }: Consequences,
): Promise<boolean> {
  const ended = await clientOf(source).delivery.updateMany({
    where: { id, status: 'SENDING', attempts },
    data: {
      status,
      reason: reason ?? null,
      notBefore: notBefore ?? null,
      ...(refs ? { refs: structuredClone(refs) as object[] } : {}),
      ...(sentAt ? { sentAt } : {}),
      ...replyPlace,
    },
  });
  return ended.count > 0;
}

/**
 * Refuses the region's deliveries to the same target that were never begun: whoever left its server may be in another
 * region's. Edits, and deliveries that are partly posted, are still tried or taken back.
 */
function refuseForSameTarget(tx: Tx, { id }: ClaimedDelivery, reason: string): Promise<readonly Subject[]> {
  // The conditions repeat those of the index on waiting deliveries, which wouldn't be used otherwise.
  return clientOf(tx).$queryRaw<Subject[]>`
    UPDATE "Delivery" one SET "status" = 'REFUSED', "reason" = ${reason} FROM "Delivery" this
    WHERE this."id" = ${id}::uuid AND one."status" IN ('PENDING', 'SENDING') AND one."heldUntil" IS NULL
      AND one."regionId" = this."regionId" AND delivery_lane(one."target") = delivery_lane(this."target")
      AND one."target" ->> 'kind' = this."target" ->> 'kind'
      AND one."status" = 'PENDING' AND one."editOf" IS NULL AND one."refs" IS NULL
    RETURNING one."id", one."regionId"`;
}

/**
 * Returns the sent delivery with this key, once for each key: its replacement has a key of its own, and what never
 * arrived can't be gone.
 */
async function sentUnderKey(tx: Tx, key: string): Promise<readonly Subject[]> {
  const sent = await clientOf(tx).delivery.findFirst({ where: { key, status: 'SENT' }, select: { regionId: true } });
  return sent ? [{ id: key, regionId: sent.regionId }] : [];
}
