import pg from 'pg';
import type { Log } from '../log.ts';

/** How often to try what another process does, and a server that was lost. */
const AGAIN_MS = 1_000;
const CONNECT_MS = 10_000;
/** How often to make sure that the connection is there, and how long that may take. */
const CHECK_MS = 5_000;
/** A client that vanished without a word is given up by the server after 20 seconds. */
const KEEPALIVE = ['-c tcp_keepalives_idle=10', '-c tcp_keepalives_interval=5', '-c tcp_keepalives_count=2'].join(' ');

const LOCK = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken';
const UNLOCK = 'SELECT pg_advisory_unlock(hashtextextended($1, 0))';

/** What one process does at a time, of all that work on a database. */
export interface Lease {
  /** Whether it is this process's turn now. */
  readonly mine: boolean;
  /** Resolves once it was asked for, whatever came of it. */
  readonly asked: Promise<void>;
  /** Lets others have it. */
  release(): Promise<void>;
}

export interface Leases {
  /** Asks for it, until it is released; `begun` is called each time it becomes this process's turn. */
  take(name: string, begun: () => void): Lease;
  close(): Promise<void>;
}

/** The embedded database belongs to one process. */
export const ownLeases: Leases = {
  take(_, begun) {
    let mine = true;
    queueMicrotask(begun);
    return {
      get mine() {
        return mine;
      },
      asked: Promise.resolve(),
      async release() {
        mine = false;
      },
    };
  },
  close: async () => {},
};

interface Wanted {
  /** Stays so while the server is away: there is nobody then who could have it instead, and nothing to claim. */
  mine: boolean;
  /** The server holds the lock for the connection there is. */
  held: boolean;
  readonly asked: Promise<void>;
  answered(): void;
  /** Loops of this process that want it. */
  readonly begun: Set<() => void>;
}

/**
 * By a lock that the server holds for a connection: it is free again as soon as that connection is gone, so that a
 * process that was killed keeps nobody waiting. One that lost its connection without knowing it can't do harm: what it
 * claims is claimed in the same database.
 */
export function leasesOnServer(url: string, log: Log): Leases {
  const wanted = new Map<string, Wanted>();
  let connection: pg.Client | null = null;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function connect(): Promise<pg.Client> {
    const address = new URL(url);
    const own = address.searchParams.get('options');
    address.searchParams.set('options', own === null ? KEEPALIVE : `${own} ${KEEPALIVE}`);
    const client = new pg.Client({
      connectionString: address.href,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CHECK_MS,
    });
    client.on('error', () => lose(client));
    client.on('end', () => lose(client));
    await client.connect();
    return client;
  }

  function lose(client: pg.Client): void {
    if (connection !== client) return;
    connection = null;
    for (const one of wanted.values()) one.held = false;
    client.end().catch(() => {});
    again(0);
  }

  async function look(): Promise<void> {
    const now = [...wanted.values()];
    await ask();
    for (const one of now) one.answered();
  }

  /** Asks for all that is wanted and not had, and looks whether what is had is still had. */
  async function ask(): Promise<void> {
    try {
      connection ??= await connect();
    } catch (error) {
      log.error('database.leases-lost', error);
      return;
    }
    const client = connection;
    try {
      let asked = false;
      for (const [name, one] of wanted) {
        if (one.held) continue;
        asked = true;
        const { rows } = await client.query<{ taken: boolean }>(LOCK, [name]);
        if (client !== connection) continue;
        const taken = rows[0]?.taken === true;
        if (taken && wanted.get(name) !== one) {
          await client.query(UNLOCK, [name]);
          continue;
        }
        const before = one.mine;
        one.held = taken;
        one.mine = taken;
        if (taken && !before) for (const begun of one.begun) begun();
      }
      if (!asked) await client.query('SELECT 1');
    } catch (error) {
      log.error('database.leases-lost', error);
      lose(client);
    }
  }

  function again(milliseconds: number): void {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => {
      running = (running ?? Promise.resolve()).then(look).then(() => {
        const all = [...wanted.values()].every(({ held }) => held);
        again(all ? CHECK_MS : AGAIN_MS);
      });
    }, milliseconds);
    timer.unref();
  }

  return {
    take(name, begun) {
      const known = wanted.get(name);
      const one = known ?? createWanted();
      wanted.set(name, one);
      one.begun.add(begun);
      if (one.mine) queueMicrotask(begun);
      else again(0);
      let released = false;
      return {
        get mine() {
          return one.mine && !released;
        },
        asked: one.asked,
        async release() {
          released = true;
          one.begun.delete(begun);
          if (one.begun.size > 0 || wanted.get(name) !== one) return;
          wanted.delete(name);
          one.mine = false;
          if (!one.held) return;
          one.held = false;
          await connection?.query(UNLOCK, [name]).catch(() => {});
        },
      };
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
      const client = connection;
      connection = null;
      await client?.end().catch(() => {});
    },
  };
}

function createWanted(): Wanted {
  let answered = () => {};
  const asked = new Promise<void>((resolve) => {
    answered = resolve;
  });
  return { mine: false, held: false, asked, answered, begun: new Set() };
}
