import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectToEmbedded, connectToServer } from '../../src/database/connection.ts';
import { databaseOn, openDatabase, withClient } from '../../src/database/open-database.ts';
import { silentLog as log } from '../../src/log.ts';
import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import { startPostgres } from '../throwaway-postgres.ts';
import { type BroadcastTime, measureBroadcast } from './broadcast.ts';
import { stopChildren } from './child.ts';
import { type EnqueueTime, measureEnqueue } from './enqueue.ts';
import { type DatabaseKind, failing, type Say } from './run.ts';
import { measureThroughput, type Throughput } from './throughput.ts';

/** The extent of what is measured. */
export interface DeliveriesExtent {
  /** Conversations of a broadcast by the stepped clock, and of one in real time. */
  readonly broadcast: Readonly<Record<LocalPlatformName, number>>;
  readonly realBroadcast: Readonly<Record<LocalPlatformName, number>>;
  readonly processes: readonly number[];
  readonly throughput: number;
  readonly enqueued: number;
  readonly enqueueSamples: number;
}

/** The measured times of deliveries. */
export interface DeliveryTimes {
  readonly broadcasts: readonly (BroadcastTime & { readonly database: DatabaseKind })[];
  readonly enqueues: readonly (EnqueueTime & { readonly database: DatabaseKind })[];
  /** Only on a server: the embedded database belongs to one process. */
  readonly throughput: readonly Throughput[];
}

/** Measures everything with both kinds of database; leaves nothing behind. */
export async function measureDeliveries(
  extent: DeliveriesExtent,
  say: (kind: DatabaseKind) => Say,
  interrupted: AbortSignal,
): Promise<DeliveryTimes> {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-bench-'));
  const server = await startPostgres();
  try {
    return await Promise.race([measureOn(directory, server.url, extent, say), failing(interrupted)]);
  } finally {
    await stopChildren();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measureOn(
  dataDir: string,
  serverUrl: string,
  extent: DeliveriesExtent,
  sayOf: (kind: DatabaseKind) => Say,
): Promise<DeliveryTimes> {
  const broadcasts: DeliveryTimes['broadcasts'][number][] = [];
  const enqueues: DeliveryTimes['enqueues'][number][] = [];
  const throughput: Throughput[] = [];
  for (const [kind, url] of [
    ['embedded', undefined],
    ['server', serverUrl],
  ] as const) {
    const say = sayOf(kind);
    // Opening it brings its structure up to date.
    await (await openDatabase({ url, dataDir, log })).close();
    const connection = url === undefined ? await connectToEmbedded({ dataDir, log }) : connectToServer(url, log);
    const database = databaseOn(withClient(connection), { url, log });
    try {
      say(`${extent.enqueued} deliveries in one transaction`);
      const { enqueued, enqueueSamples } = extent;
      enqueues.push({ database: kind, ...(await measureEnqueue(connection, database, enqueued, enqueueSamples)) });
      say('a broadcast, by a clock that waits');
      const stepped = await measureBroadcast(database, extent.broadcast, 'stepped');
      say('a broadcast in real time');
      const { slack, discord } = extent.realBroadcast;
      // They run one after the other: the bot and both platforms share this process.
      const real = [
        ...(await measureBroadcast(database, { slack, discord: 0 }, 'real')),
        ...(await measureBroadcast(database, { slack: 0, discord }, 'real')),
      ];
      broadcasts.push(...[...stepped, ...real].map((one) => ({ database: kind, ...one })));
    } finally {
      await database.close();
    }
    if (url === undefined) continue;
    for (const processes of extent.processes) {
      say(`deliveries without limits, ${processes} processes`);
      throughput.push(await measureThroughput(url, processes, extent.throughput));
    }
  }
  return { broadcasts, enqueues, throughput };
}
