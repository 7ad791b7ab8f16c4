import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { Region } from '../../../src/access/region/region.ts';
import type { ChannelTarget } from '../../../src/chat/place.ts';
import type { Database } from '../../../src/database/database.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { edit, send } from '../../../src/delivery/outbox/index.ts';
import type { AnyTarget } from '../../../src/delivery/outbox/message-schema.ts';
import type { PendingDelivery, QueuedDelivery } from '../../../src/delivery/sender/delivery.ts';
import { kindOf, type PageSize, readPage } from '../../../src/delivery/sender/pages.ts';
import { deliveryStore, queued } from '../../../src/delivery/sender/store.ts';
import { waitingStore } from '../../../src/delivery/sender/waiting-store.ts';
import { silentLog } from '../../../src/log.ts';
import { testDatabaseLocation } from '../../support/database.ts';
import { type Recording, recordStatements } from '../../support/statements.ts';
import { NOW, say } from '../setting.ts';

let recording: Recording;
let database: Database;
let region: Region;
beforeAll(async () => {
  recording = recordStatements();
  // One that no other test has used: a database keeps what it has counted of rows that are gone.
  database = await openDatabase({ ...(await testDatabaseLocation()), log: silentLog });
  // A server counts by itself what stands there when it looks.
  await database.prisma.$executeRaw`ALTER TABLE "Delivery" SET (autovacuum_enabled = false)`;
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  region = { ...row, locale: 'fr' };
});
afterAll(async () => {
  await database?.close();
  recording?.stop();
});
beforeEach(async () => {
  await database.prisma.delivery.deleteMany();
});

const LATER = new Date(NOW.getTime() + 60_000);
const BEFORE = new Date(NOW.getTime() - 60_000);

/** A delivery as the queue may hold it. */
interface Given {
  readonly target: AnyTarget;
  readonly rank: number;
  /** Changes the message that stands there under this name. */
  readonly editOf: string | null;
  readonly status: 'PENDING' | 'SENDING';
  readonly notBefore: Date | null;
  readonly claimedAt: Date | null;
}

async function hold(some: readonly Given[]): Promise<void> {
  await database.prisma.delivery.deleteMany();
  const data = some.map((one, index) => ({
    ...{ ...one, target: one.target as object, key: `k${index}`, regionId: region.id },
    ...{ platform: 'slack', body: say('bonjour') as object, createdAt: NOW },
  }));
  for (const row of data) await database.prisma.delivery.create({ data: row as never });
}

const parse = async (rows: Parameters<typeof queued>[0][]): Promise<QueuedDelivery[]> =>
  rows.map((row) => queued(row, NOW));
const page = (size: PageSize, after: Parameters<typeof readPage>[2] = null) =>
  readPage(waitingStore(database, 'slack'), NOW, after, (rows) => parse([...rows]), size);
const keysOf = (lanes: readonly PendingDelivery[][]) => lanes.map((lane) => lane.map(({ key }) => key));
const whole = async () => (await page({ deliveries: 1_000, each: 1_000 })).lanes;

const place = fc.constantFrom('A', 'B', 'C', 'D');
const target: fc.Arbitrary<AnyTarget> = fc.oneof(
  place.map((channel) => ({ kind: 'channel', platform: 'slack', channel }) as const),
  place.map((user) => ({ kind: 'private', platform: 'slack', users: [user] }) as const),
);
const given: fc.Arbitrary<Given> = fc
  .record({
    target,
    rank: fc.nat(3),
    edits: fc.boolean(),
    status: fc.constantFrom<Given['status']>('PENDING', 'PENDING', 'PENDING', 'SENDING'),
    notBefore: fc.constantFrom(null, null, null, BEFORE, LATER),
    claimedAt: fc.constantFrom(null, null, BEFORE, LATER),
  })
  .map(({ edits, ...one }) => ({ ...one, editOf: edits ? JSON.stringify(one.target) : null }));
const SMALL: PageSize = { deliveries: 3, each: 2 };

describe('of a queue that is longer than a page, whatever is in it', () => {
  const each = (check: () => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(fc.array(given, { minLength: 4, maxLength: 14 }), async (some) => {
        await hold(some);
        await check();
      }),
      { numRuns: 60 },
    );

  it('the page begins with what would come first of the whole, in each conversation too', () =>
    each(async () => {
      const all = keysOf(await whole());
      const read = keysOf((await page(SMALL)).lanes);
      expect(read[0]).toEqual(all[0]?.slice(0, SMALL.each));
      for (const lane of read) expect(all.map((one) => one.slice(0, SMALL.each))).toContainEqual(lane);
    }));

  it('page after page shows every conversation in which something may be sent', () =>
    each(async () => {
      const names = (lanes: readonly PendingDelivery[][]) => lanes.flatMap(([first]) => first?.key ?? []);
      const seen = new Set<string>();
      for (let read = await page(SMALL); ; read = await page(SMALL, read.next)) {
        for (const name of names(read.lanes)) seen.add(name);
        if (read.next.size === 0) break;
      }
      expect([...seen].toSorted()).toEqual(names(await whole()).toSorted());
    }));

  it('says when the first of what was put off may be sent', () =>
    each(async () => {
      const { putOffUntil } = await page({ deliveries: 1_000, each: 1_000 });
      expect((await page(SMALL)).putOffUntil).toEqual(putOffUntil);
    }));
});

describe('behind a broadcast of three thousand', () => {
  const channel = (name: string): ChannelTarget => ({ kind: 'channel', platform: 'slack', channel: name });
  const scope = (minutes: number) => ({ region, now: new Date(NOW.getTime() + minutes * 60_000) });
  beforeEach(async () => {
    await database.prisma.$executeRaw`
      INSERT INTO "Delivery" ("id", "regionId", "key", "platform", "target", "body", "status", "rank", "createdAt")
      SELECT gen_random_uuid(), ${region.id}::uuid, 'annonce:C' || n, 'slack',
        jsonb_build_object('kind', 'channel', 'platform', 'slack', 'channel', 'C' || n), '{"blocks": []}', 'PENDING', 2999,
        ${NOW}::timestamptz
      FROM generate_series(0, 2999) n`;
  });
  const store = () => deliveryStore(database, () => NOW);
  const first = async () => keysOf((await store().page('slack', LATER, null)).lanes)[0];

  test('an answer comes next, and what stands before it in its conversation', async () => {
    await inTransaction(database, (tx) =>
      send({ tx, ...scope(1) }, { key: 'reponse', message: say('Merci'), target: channel('elsewhere') }),
    );
    expect(await first()).toEqual(['reponse']);
    await inTransaction(database, (tx) =>
      send({ tx, ...scope(2) }, { key: 'encore', message: say('Merci'), target: channel('C2999') }),
    );
    expect(keysOf((await store().page('slack', LATER, null)).lanes)[1]).toEqual(['annonce:C2999', 'encore']);
  });

  test('so does a change of what it says, which is limited by itself', async () => {
    await database.prisma.delivery.updateMany({ where: { key: 'annonce:C0' }, data: { status: 'SENT' } });
    await inTransaction(database, (tx) => edit({ tx, ...scope(3) }, 'annonce:C0', say('Venez tous')));
    const { lanes } = await store().page('slack', LATER, null);
    expect(lanes.filter(([one]) => one && kindOf(one) === 'edit')).toHaveLength(1);
  });

  test.each([
    ['has counted nothing', []],
    ['counted what waits', ['ANALYZE "Delivery"']],
    [
      'counted when nothing waited',
      [`UPDATE "Delivery" SET "status" = 'SENT'`, 'ANALYZE "Delivery"', `UPDATE "Delivery" SET "status" = 'PENDING'`],
    ],
  ])('to find it, some hundreds are read on a database that %s', async (_, before) => {
    for (const statement of before) await database.prisma.$executeRawUnsafe(statement);
    recording.taken();
    await first();
    const asked = recording.taken().filter(({ text }) => text.includes('"Delivery"'));
    let read = 0;
    for (const { text, values } of asked) {
      const explain = `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`;
      const [plan] = await database.prisma.$queryRawUnsafe<{ 'QUERY PLAN': [{ Plan: Step }] }[]>(explain, ...values);
      read += rowsOf(plan?.['QUERY PLAN'][0].Plan);
    }
    expect(asked.length).toBeLessThan(10);
    expect(read).toBeGreaterThan(200);
    expect(read).toBeLessThan(1_000);
  });
});

/** A step of a plan, as EXPLAIN tells it. */
interface Step {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Step[];
}

/** Returns how many rows of tables are looked at. */
function rowsOf(step: Step | undefined): number {
  if (!step) return 0;
  const own = step['Relation Name'] ? step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0) : 0;
  return own * step['Actual Loops'] + (step.Plans ?? []).reduce((sum, below) => sum + rowsOf(below), 0);
}
