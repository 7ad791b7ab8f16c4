import pg from 'pg';
import type { Log } from '../log.ts';

/** The milliseconds after which a lease that another process holds, or a lost connection, is tried again. */
const AGAIN_MS = 1_000;
const CONNECT_MS = 10_000;
/** The milliseconds between checks of the connection, and those that a check may take. */
const CHECK_MS = 5_000;
/** With these, the server gives up a client that vanished after 20 seconds. */
const KEEPALIVE = ['-c tcp_keepalives_idle=10', '-c tcp_keepalives_interval=5', '-c tcp_keepalives_count=2'].join(' ');

const LOCK = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken';
const UNLOCK = 'SELECT pg_advisory_unlock(hashtextextended($1, 0))';

/** The right to do something that only one of all processes on a database does at a time. */
export interface Lease {
  /** True while this process holds it. */
  readonly mine: boolean;
  /** Resolves after the first attempt to take it, whatever the result. */
  readonly asked: Promise<void>;
  /** Gives it up. */
  release(): Promise<void>;
}

export interface Leases {
  /** Tries to take a lease until it is released; `begun` is called each time this process gets it. */
  take(name: string, begun: () => void): Lease;
  close(): Promise<void>;
}

/** The embedded database belongs to one process, which always holds every lease. */
export const embeddedLeases: Leases = {
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
  /** Stays true while the server is away: nobody else could get the lease then, and there is nothing to claim. */
  mine: boolean;
  /** True while the server holds the lock for the current connection. */
  held: boolean;
  readonly asked: Promise<void>;
  answered(): void;
  /** Callbacks of this process's loops that want the lease. */
  readonly begun: Set<() => void>;
}

/**
 * Holds leases as advisory locks of one connection. The server frees them when the connection ends, so that a killed
 * process keeps nobody waiting. A process that lost its connection unknowingly does no harm: whatever it claims is
 * claimed in the same database.
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

  /** Tries to take each lease that is wanted and not held, and checks that the held ones are still held. */
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
