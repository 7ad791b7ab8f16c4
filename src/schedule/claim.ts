import { clientOf, type Tx } from '../database/transaction.ts';

/**
 * Marks an item as done in the caller's transaction. Returns null when another process has done it or it was
 * cancelled.
 */
export async function claimDueItem(
  tx: Tx,
  id: string,
  now: Date,
): Promise<{ readonly kind: string; readonly subject: string; readonly outcome: 'DONE' | 'POINTLESS' } | null> {
  const { dueItem } = clientOf(tx);
  const claimed = await dueItem.updateMany({
    where: { id, doneAt: null, dueAt: { lte: now } },
    data: { doneAt: now, outcome: 'DONE' },
  });
  if (claimed.count === 0) return null;
  const item = await dueItem.findUniqueOrThrow({ where: { id } });
  const pointless = item.expiresAt !== null && item.expiresAt <= now;
  if (pointless) await dueItem.update({ where: { id }, data: { outcome: 'POINTLESS' } });
  return { kind: item.kind, subject: item.subject, outcome: pointless ? 'POINTLESS' : 'DONE' };
}
