import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PlatformName } from '../chat/place.ts';
import type { ConnectionStatus } from '../chat/platform.ts';
import { within } from '../concurrency/within.ts';
import type { Database } from '../database/database.ts';
import { readWaiting, type Waiting } from './gauges-store.ts';
import type { Measures } from './measures.ts';

/** The milliseconds for which values from the database serve, however often they are asked for. */
const READ_EVERY_MS = 5_000;
/** The milliseconds that the database may take to answer. */
const PATIENCE_MS = 2_000;

/** Platforms give an interaction up after three seconds, and Discord an answer after fifteen minutes. */
const ACKNOWLEDGEMENT_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const ANSWER_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface Exposition {
  /** The media type of `text`. */
  readonly type: string;
  readonly text: string;
}

/** The bot's counters, in the format that Prometheus reads. */
export interface Metrics extends Measures {
  exposition(): Promise<Exposition>;
}

export interface MetricsOptions {
  readonly database: Database;
  /** The platforms that this process is configured for, and whether each is connected. */
  readonly platforms: () => readonly { readonly name: PlatformName; status(): ConnectionStatus }[];
  /** Domain clock. */
  readonly now: () => Date;
}

/** Begins to count. No label holds anything that somebody typed, and each takes a few known values. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registers = [new Registry()] as [Registry];
  const [registry] = registers;
  collectDefaultMetrics({ register: registry });
  const counts = counters(registers);
  const gauges = createGauges(registers, options);
  return {
    ...counts,
    async exposition() {
      await gauges.refresh();
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

function counters(registers: [Registry]): Measures {
  const done = new Counter({
    name: 'fil_conducteur_interactions_total',
    help: 'What people did, by how it ended',
    labelNames: ['platform', 'kind', 'outcome'],
    registers,
  });
  const acknowledgement = new Histogram({
    name: 'fil_conducteur_acknowledgement_seconds',
    help: 'Time until the platform had its acknowledgement',
    labelNames: ['platform', 'kind'],
    buckets: ACKNOWLEDGEMENT_SECONDS,
    registers,
  });
  const answer = new Histogram({
    name: 'fil_conducteur_answer_seconds',
    help: 'Time until the person had their answer',
    labelNames: ['platform', 'kind'],
    buckets: ANSWER_SECONDS,
    registers,
  });
  const deliveries = new Counter({
    name: 'fil_conducteur_deliveries_total',
    help: 'Deliveries that ended, by how',
    labelNames: ['platform', 'outcome'],
    registers,
  });
  const purged = new Counter({
    name: 'fil_conducteur_purged_rows_total',
    help: 'Rows deleted or emptied because their term was over, by table',
    labelNames: ['table'],
    registers,
  });
  return {
    done: (platform, kind, outcome) => done.inc({ platform, kind, outcome }),
    acknowledged: (platform, kind, seconds) => acknowledgement.observe({ platform, kind }, seconds),
    answered: (platform, kind, seconds) => answer.observe({ platform, kind }, seconds),
    delivered: (platform, outcome, count) => deliveries.inc({ platform, outcome }, count),
    purged: (table, count) => purged.inc({ table }, count),
  };
}

/** Reads the state of what the bot stands on; what can't be read just now is left out rather than shown as it was. */
function createGauges(registers: [Registry], { database, platforms, now }: MetricsOptions) {
  const gauge = <T extends string>(name: string, help: string, ...labelNames: T[]) =>
    new Gauge({ name: `fil_conducteur_${name}`, help, labelNames, registers });
  const connected = gauge('platform_connected', '1 while the platform is connected', 'platform');
  const up = gauge('database_up', '1 while the database answers');
  const pool = gauge('database_connections', 'Connections to the database, and what waits for one', 'state');
  const waiting = gauge('deliveries_waiting', 'Deliveries that wait to be sent, 10 000 at most', 'platform');
  const oldest = gauge('oldest_due_seconds', 'How long the oldest thing that is due has waited', 'of');
  let asked = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> = Promise.resolve();
  /** The query that the database hasn't answered yet: it isn't asked again before. */
  let unanswered: Promise<Waiting | null> | null = null;

  async function read(): Promise<void> {
    const names = platforms().map(({ name }) => name);
    unanswered ??= readWaiting(database, names, now())
      .catch(() => null)
      .finally(() => {
        unanswered = null;
      });
    const found = await within(PATIENCE_MS, unanswered);
    up.set(found ? 1 : 0);
    waiting.reset();
    oldest.reset();
    if (found) show(found);
  }

  function show({ deliveries, oldestDelivery, oldestJob }: Waiting): void {
    const since = (at: Date | null) => (at === null ? 0 : Math.max(0, now().getTime() - at.getTime()) / 1_000);
    for (const [platform, count] of deliveries) waiting.set({ platform }, count);
    oldest.set({ of: 'delivery' }, since(oldestDelivery));
    oldest.set({ of: 'job' }, since(oldestJob));
  }

  return {
    async refresh(): Promise<void> {
      for (const one of platforms()) connected.set({ platform: one.name }, one.status() === 'connected' ? 1 : 0);
      for (const [state, count] of Object.entries(database.connections())) pool.set({ state }, count);
      if (performance.now() - asked >= READ_EVERY_MS) {
        asked = performance.now();
        reading = read();
      }
      await reading;
    },
  };
}
