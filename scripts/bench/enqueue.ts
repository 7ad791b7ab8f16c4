import { randomUUID } from 'node:crypto';
import type { Region } from '../../src/access/region/region.ts';
import { message, text } from '../../src/chat/message.ts';
import type { Connection } from '../../src/database/connection.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { type NewDelivery, sendAll } from '../../src/delivery/outbox/index.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** The time to store so many deliveries in one transaction. */
export interface EnqueueTime {
  readonly deliveries: number;
  /** Through the outbox, which wakes the sender too. */
  readonly outbox: Spread;
  /** The same rows by one bare INSERT of the pg client. */
  readonly bare: Spread;
}

const WARM_UP = 2;
const WORDS = message(text('Le programme est en ligne, les kits sont prêts.'));

/** Measures both in turn, so that what slows down the machine slows down both. */
export async function measureEnqueue(
  { pool }: Connection,
  database: Database,
  deliveries: number,
  samples: number,
): Promise<EnqueueTime> {
  const { prisma } = database;
  const region = await regionIn(database);
  const [outbox, bare]: [number[], number[]] = [[], []];
  for (let sample = -WARM_UP; sample < samples; sample += 1) {
    const sendings = sendingsOf(deliveries, sample);
    const rows = JSON.stringify(rowsOf(region, sendings));
    const stored = await timeOf(() =>
      inTransaction(database, (tx) => sendAll({ tx, region, now: new Date() }, sendings)),
    );
    await prisma.delivery.deleteMany();
    const inserted = await timeOf(() => pool.query(INSERT, [rows]));
    const { count } = await prisma.delivery.deleteMany();
    if (count !== deliveries) throw new Error(`${count} of ${deliveries} rows were there`);
    if (sample < 0) continue;
    outbox.push(stored);
    bare.push(inserted);
  }
  return { deliveries, outbox: spreadOf(outbox), bare: spreadOf(bare) };
}

const COLUMNS = ['id', 'regionId', 'key', 'platform', 'target', 'body', 'status', 'attempts', 'createdAt']
  .map((name) => `"${name}"`)
  .join();
const INSERT = `INSERT INTO "Delivery" (${COLUMNS}) SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::"Delivery", $1::jsonb)`;

async function regionIn({ prisma }: Database): Promise<Region> {
  const row = await prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: new Date() } });
  return { ...row, locale: 'fr' };
}

function sendingsOf(count: number, sample: number): readonly NewDelivery[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `bench:enqueue:${sample}:${index}`,
    target: { kind: 'channel', platform: 'slack', channel: `C${index}` },
    message: WORDS,
  }));
}

function rowsOf({ id: regionId }: Region, sendings: readonly NewDelivery[]): readonly object[] {
  const createdAt = new Date();
  return sendings.map(({ key, target, message: body }) => ({
    ...{ id: randomUUID(), regionId, key, platform: 'slack', target, body },
    ...{ status: 'PENDING', attempts: 0, createdAt },
  }));
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
