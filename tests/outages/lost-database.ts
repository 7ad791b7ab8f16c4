import { connect, createServer, type Socket } from 'node:net';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import type { Log } from '../../src/log.ts';
import { runsOnServer, testDatabaseLocation } from '../support/database.ts';

/** A database that goes away and comes back: a server that can't be reached, or an embedded one that doesn't answer. */
export interface LosableDatabase {
  readonly database: Database;
  /** Returns it as another process opens it; null where it belongs to one process. */
  another(): Promise<Database | null>;
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

export async function losableDatabase(log: Log): Promise<LosableDatabase> {
  return runsOnServer() ? cutOff(log) : heldUp(log);
}

/** Returns a database whose line to the server is cut; new connections are cut off at once. */
async function cutOff(log: Log): Promise<LosableDatabase> {
  const { url = '', dataDir } = await testDatabaseLocation();
  const server = new URL(url);
  const sockets = new Set<Socket>();
  let away = false;
  const line = createServer((near) => {
    if (away) return near.destroy();
    const far = connect(Number(server.port || 5432), server.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const address = line.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(address.port);
  const open = () => openDatabase({ url: through.href, dataDir, log });
  return {
    database: await open(),
    another: open,
    async leave() {
      away = true;
      for (const socket of sockets) socket.destroy();
    },
    async comeBack() {
      away = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => line.close(resolve));
    },
  };
}

/** Returns a database whose only connection is kept by something that doesn't end. */
async function heldUp(log: Log): Promise<LosableDatabase> {
  const database = await openDatabase({ ...(await testDatabaseLocation()), log });
  let release = () => {};
  let holding: Promise<unknown> = Promise.resolve();
  return {
    database,
    another: async () => null,
    leave: () =>
      new Promise((held) => {
        const work = () =>
          new Promise<void>((resolve) => {
            release = resolve;
            held();
          });
        holding = inTransaction(database, work, { timeoutMs: 600_000 });
      }),
    async comeBack() {
      release();
      await holding;
    },
    close: async () => {},
  };
}
