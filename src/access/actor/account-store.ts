import { clientOf, type Tx } from '../../database/transaction.ts';

/**
 * Names the account that acts in this transaction. The database then notes what is made as that account's own, so that
 * its link with another account can be undone. Needed only for accounts whose link can be.
 */
export async function setActingAccount(tx: Tx, identityId: string): Promise<void> {
  await clientOf(tx).$queryRaw`
    SELECT set_config('fil.accounts', concat_ws(',', nullif(current_setting('fil.accounts', true), ''), ${identityId}::text), true)`;
}
