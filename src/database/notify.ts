import { afterCommit, clientOf, databaseOf, firstNotification, type Tx } from './transaction.ts';
import { SERVER_CHANNEL } from './wake.ts';

/**
 * Wakes the channel's listeners once the transaction is committed. Returns false when the transaction does so
 * already.
 */
export async function notify(tx: Tx, channel: string): Promise<boolean> {
  if (!firstNotification(tx, channel)) return false;
  const { wake, kind } = databaseOf(tx);
  afterCommit(tx, () => wake.emit(channel));
  if (kind === 'server') {
    await clientOf(tx).$executeRaw`SELECT pg_notify(${SERVER_CHANNEL}, ${`${wake.origin} ${channel}`})`;
  }
  return true;
}
