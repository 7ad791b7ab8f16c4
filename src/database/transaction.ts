import { AsyncLocalStorage } from 'node:async_hooks';
import type { Prisma } from '../generated/prisma/client.ts';
import { BeginAnew, type KnownAhead } from './begin-anew.ts';
import type { Database } from './database.ts';
import { OutsideTransactionError, TransactionEndedError } from './errors.ts';
import { isWorthRetrying } from './retryable.ts';

declare const brand: unique symbol;

/**
 * A running transaction. It is opaque: use cases pass it on, and only stores open it (`clientOf`). A function with a
 * Tx parameter takes part in its caller's transaction.
 */
export interface Tx {
  readonly [brand]: 'transaction';
}

interface TransactionState {
  readonly database: Database;
  readonly client: Prisma.TransactionClient;
  /** Run at the end of the transaction, within it; null outside any. */
  readonly last: (() => Promise<void>)[] | null;
  /** Null outside any transaction. */
  readonly hooks: (() => void | Promise<void>)[] | null;
  /** Channels already notified: once per transaction is enough. */
  readonly notified: Set<string>;
  /** Values that were made before it began, by name (`ahead.ts`); null outside any. */
  readonly known: Map<string, KnownAhead> | null;
  open: boolean;
}

const states = new WeakMap<Tx, TransactionState>();
const current = new AsyncLocalStorage<TransactionState>();

export interface TransactionOptions {
  /** The times to start again after a deadlock or a serialization failure. The work must bear running again. */
  readonly retries?: number;
  readonly isolation?: 'ReadCommitted' | 'RepeatableRead' | 'Serializable';
  readonly timeoutMs?: number;
}

const PATIENCE_MS = 10_000;
/** The same for one that reads itself what would be read ahead, had it not moved each time. */
const LONG_PATIENCE_MS = 60_000;

/** Runs the work in one transaction: everything is stored or, when it throws, nothing. */
export async function inTransaction<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  refuseInsideTransaction(database);
  const retries = options.retries ?? 3;
  const known = new Map<string, KnownAhead>();
  for (let attempt = 0; ; ) {
    try {
      return await runOnce(database, work, known.size === 0 ? options : { ...ofOneState(database), ...options }, known);
    } catch (error) {
      if (error instanceof BeginAnew) {
        await error.make();
        continue;
      }
      if (attempt++ >= retries || !isWorthRetrying(error)) throw error;
      // The random pause spreads rivals that failed together, which would otherwise meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

/** A transaction that goes by rows read before it reads the rest as of one moment; on the embedded database's one connection it does so anyway. */
function ofOneState({ kind }: Database): TransactionOptions {
  return { timeoutMs: LONG_PATIENCE_MS, ...(kind === 'server' ? { isolation: 'RepeatableRead' } : {}) };
}

/**
 * Runs work that only reads, outside any transaction: each statement sees what is committed then, as it does within one.
 * Its Tx can't be used for anything that is to be stored.
 */
export async function reading<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = {} as Tx;
  const client = onlyReading(database.prisma);
  const nothing = { last: null, hooks: null, known: null };
  const state: TransactionState = { database, client, ...nothing, notified: new Set(), open: true };
  states.set(tx, state);
  try {
    return await work(tx);
  } finally {
    state.open = false;
  }
}

/** The names of a model's methods that change nothing. */
const READS = /^(find|count|aggregate|groupBy)/;

/** Returns a client that refuses to change anything by a model. */
function onlyReading(client: Prisma.TransactionClient): Prisma.TransactionClient {
  const refuse = (name: string | symbol) => {
    throw new Error(`this work only reads, and asks for ${String(name)}`);
  };
  return new Proxy(client, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found === 'function') return name === '$queryRaw' ? found.bind(target) : refuse(name);
      if (typeof found !== 'object' || found === null) return found;
      return new Proxy(found, {
        get: (model, method) =>
          typeof method === 'string' && READS.test(method) ? Reflect.get(model, method).bind(model) : refuse(method),
      });
    },
  });
}

/** Runs the hook at the end of the transaction, as a part of it, and never when the work throws. */
export function beforeCommit(tx: Tx, hook: () => Promise<void>): void {
  const { last } = stateOf(tx);
  if (last === null) throw new OutsideTransactionError();
  last.push(hook);
}

/**
 * Runs the hook once the transaction is committed, and never when it isn't. A failing hook is only logged, because
 * the data is stored.
 */
export function afterCommit(tx: Tx, hook: () => void | Promise<void>): void {
  const { hooks } = stateOf(tx);
  if (hooks === null) throw new OutsideTransactionError();
  hooks.push(hook);
}

/** Returns Prisma's client for stores, of the transaction or outside any. */
export function clientOf(source: Database | Tx): Prisma.TransactionClient {
  return 'prisma' in source ? source.prisma : stateOf(source).client;
}

export function databaseOf(tx: Tx): Database {
  return stateOf(tx).database;
}

/** Returns what was made before the transaction began, by name; null outside any. */
export function knownTo(tx: Tx): Map<string, KnownAhead> | null {
  return stateOf(tx).known;
}

/** Returns whether the transaction notifies this channel for the first time. */
export function firstNotification(tx: Tx, channel: string): boolean {
  const { notified } = stateOf(tx);
  const isFirst = !notified.has(channel);
  notified.add(channel);
  return isFirst;
}

/** Throws when called, at whatever depth, from a running transaction's work on this database. */
export function refuseInsideTransaction(database: Database | undefined): void {
  const state = current.getStore();
  if (state?.open && state.database === database) throw new OutsideTransactionError();
}

async function runOnce<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions,
  known: Map<string, KnownAhead>,
): Promise<T> {
  const hooks: (() => void | Promise<void>)[] = [];
  const result = await database.prisma.$transaction(
    async (client) => {
      const last: (() => Promise<void>)[] = [];
      const state: TransactionState = { database, client, last, hooks, notified: new Set(), known, open: true };
      const tx = {} as Tx;
      states.set(tx, state);
      try {
        // The work is awaited inside, because Prisma's promises start only when awaited, and have to start within
        // this context.
        return await current.run(state, async () => {
          const result = await work(tx);
          for (const hook of last) await hook();
          return result;
        });
      } finally {
        state.open = false;
      }
    },
    {
      // Without one, the session's default applies, "read committed"; setting it would take a statement each time.
      ...(options.isolation === undefined ? {} : { isolationLevel: options.isolation }),
      maxWait: PATIENCE_MS,
      timeout: options.timeoutMs ?? PATIENCE_MS,
    },
  );
  for (const hook of hooks) {
    try {
      await hook();
    } catch (error) {
      database.log.error('database.after-commit-failed', error);
    }
  }
  return result;
}

function stateOf(tx: Tx): TransactionState {
  const state = states.get(tx);
  if (!state?.open) throw new TransactionEndedError();
  return state;
}
