import { clientOf, type Tx } from '../../database/transaction.ts';

/**
 * Says that this account takes part in the transaction: the database then notes what is made as its own, so that the link
 * with another account can be undone. Only for accounts of which that is so.
 */
export async function setActingAccount(tx: Tx, identityId: string): Promise<void> {
  await clientOf(tx).$queryRaw`
    SELECT set_config('fil.accounts', concat_ws(',', nullif(current_setting('fil.accounts', true), ''), ${identityId}::text), true)`;
}
