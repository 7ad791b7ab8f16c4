import { isDeepStrictEqual } from 'node:util';
import { BeginAnew } from './begin-anew.ts';
import { databaseOf, knownTo, reading, type Tx } from './transaction.ts';

/** How often something is read ahead that moves under way, before it is read within the transaction. */
const MOST_READINGS = 3;

/** Much that is read in many statements, and what tells whether it has moved. */
export interface ReadAhead<T> {
  readonly name: string;
  /** Marks the state that a reading which begins then reads, as far as nothing moves. */
  before(tx: Tx): Promise<string>;
  /** Marks the state that the transaction sees: the same mark as before when all that was read stands as it was. */
  now(tx: Tx): Promise<string>;
  read(tx: Tx): Promise<T>;
}

/**
 * Returns what is read in too many statements for one transaction, so that these hold nobody up: the first time the transaction is given
 * up, all is read outside it, each statement by itself, and the transaction begins anew. It goes by what was read only if that
 * stands as the transaction would read it itself. Where it has moved it is read again, at last within the transaction.
 */
export async function readAhead<T>(tx: Tx, { name, before, now, read }: ReadAhead<T>): Promise<T> {
  const known = knownTo(tx);
  if (known === null) return read(tx);
  const found = known.get(name);
  if (found !== undefined && found.basis === (await now(tx))) return found.value as T;
  const times = (found?.times ?? 0) + 1;
  if (times > MOST_READINGS) return read(tx);
  const database = databaseOf(tx);
  throw new BeginAnew(() =>
    reading(database, async (outside) => {
      const basis = await before(outside);
      known.set(name, { basis, value: await read(outside), times });
    }),
  );
}

/**
 * Returns what is worked out from this basis alone, which takes long: it is done outside the transaction, which begins anew with it.
 * A basis that equals an earlier one takes the result of that one.
 */
export async function workedOutAhead<T>(tx: Tx, name: string, basis: unknown, work: () => Promise<T>): Promise<T> {
  const known = knownTo(tx);
  if (known === null) return work();
  for (let one = 1; one <= MOST_READINGS; one++) {
    const numbered = `${name} ${one}`;
    const found = known.get(numbered);
    if (found === undefined) {
      throw new BeginAnew(async () => {
        known.set(numbered, { basis, value: await work(), times: 1 });
      });
    }
    if (isDeepStrictEqual(found.basis, basis)) return found.value as T;
  }
  return work();
}
