import { isDeepStrictEqual } from 'node:util';
import { BeginAnew, type KnownAhead } from './begin-anew.ts';
import type { Database } from './database.ts';
import { databaseOf, knownTo, reading, type Tx } from './transaction.ts';

/** The most readings ahead of something that keeps changing, before it is read within the transaction. */
const MOST_READINGS = 3;
/** Milliseconds for which what was made is kept for the next transaction: what is laid out follows at once what is read, and a press another. */
const KEPT_MS = 60_000;
/** The most that is kept at once. */
const MOST_KEPT = 4;

interface Kept extends KnownAhead {
  readonly forgets: NodeJS.Timeout;
}

const kept = new WeakMap<Database, Map<string, Kept>>();

/** Keeps what was made, for a while. Whoever is given it goes by it only as they would by what they had made themselves. */
function keep(database: Database, name: string, made: KnownAhead): void {
  const all = kept.get(database) ?? new Map<string, Kept>();
  kept.set(database, all);
  const forget = (which: string) => {
    clearTimeout(all.get(which)?.forgets);
    all.delete(which);
  };
  forget(name);
  all.set(name, { ...made, forgets: setTimeout(forget, KEPT_MS, name).unref() });
  for (const [oldest] of [...all].slice(0, -MOST_KEPT)) forget(oldest);
}

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
  const database = databaseOf(tx);
  const found = known.get(name);
  const former = kept.get(database)?.get(name);
  // The transaction begins anew with it, too, so that all else that it reads is of the state that the mark is of.
  if (found === undefined && former !== undefined) {
    throw new BeginAnew(async () => {
      known.set(name, { ...former, times: 0 });
    });
  }
  if (found !== undefined && found.basis === (await now(tx))) return found.value as T;
  const times = (found?.times ?? 0) + 1;
  if (times > MOST_READINGS) return read(tx);
  throw new BeginAnew(() =>
    reading(database, async (outside) => {
      const basis = await before(outside);
      const made = { basis, value: await read(outside), times };
      known.set(name, made);
      keep(database, name, made);
    }),
  );
}

/**
 * Makes the following statements read one single moment. On a server the transaction begins anew with an isolation that
 * does so; the embedded database's one connection does anyway.
 */
export function asOfOneMoment(tx: Tx): void {
  const known = knownTo(tx);
  if (known === null || known.size > 0 || databaseOf(tx).kind !== 'server') return;
  throw new BeginAnew(async () => {
    known.set('one moment', { basis: null, value: null, times: 1 });
  });
}

/**
 * Returns what is worked out from this basis alone, which takes long: it is done outside the transaction, which begins anew with it.
 * What is worked out once is so for everything that equals its basis; for a while also in other transactions, where it is to be kept.
 */
export async function workedOutAhead<T>(
  tx: Tx,
  name: string,
  basis: unknown,
  work: () => Promise<T>,
  options: { readonly keeps: boolean } = { keeps: false },
): Promise<T> {
  const known = knownTo(tx);
  if (known === null) return work();
  const database = databaseOf(tx);
  const former = kept.get(database)?.get(name);
  if (former !== undefined && isDeepStrictEqual(former.basis, basis)) return former.value as T;
  for (let one = 1; one <= MOST_READINGS; one++) {
    const numbered = `${name} ${one}`;
    const found = known.get(numbered);
    if (found === undefined) {
      throw new BeginAnew(async () => {
        const made = { basis, value: await work(), times: 1 };
        known.set(numbered, made);
        if (options.keeps) keep(database, name, made);
      });
    }
    if (isDeepStrictEqual(found.basis, basis)) return found.value as T;
  }
  return work();
}
