import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPresence } from '../../../src/access/actor/presence.ts';
import type { Region } from '../../../src/access/region/region.ts';
import type { RegionScope } from '../../../src/access/region/region-scope.ts';
import type { MessageRef } from '../../../src/chat/place.ts';
import { DeliveryError, type Platform } from '../../../src/chat/platform.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { edit, send, withdrawUnder } from '../../../src/delivery/outbox/index.ts';
import { createSender, type Sender } from '../../../src/delivery/sender/sender.ts';
import { silentLog } from '../../../src/log.ts';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { testDatabase } from '../../support/database.ts';
import { type ScriptedPlatform, scriptedPlatform } from '../sender/scripted-platform.ts';
import { NOW, say } from '../setting.ts';

const SETTLE_MS = 60_000;
const PAUSE_MS = 1_000;

let database: Database;
let region: Region;
beforeAll(async () => {
  database = await testDatabase();
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  region = { ...row, locale: 'fr' };
});
afterAll(() => database?.close());

let clock: ManualClock;
let scripted: ScriptedPlatform;
let sender: Sender;

async function start(changed: (platform: Platform) => Partial<Platform> = () => ({})): Promise<void> {
  await database.prisma.delivery.deleteMany();
  clock = manualClock();
  scripted = scriptedPlatform(clock, 0);
  const platforms = [{ ...scripted.platform, ...changed(scripted.platform) }];
  const presence = createPresence({ database, platforms, now: () => NOW, changed: [] });
  sender = createSender({
    ...{ database, platforms, presence, log: silentLog, now: () => NOW },
    ...{ settleMs: SETTLE_MS, limited: false, pace: clock },
  });
  await sender.start();
}

const store = (work: (scope: RegionScope) => Promise<unknown>) =>
  inTransaction(database, (tx) => work({ tx, region, now: NOW }));
const post = () =>
  store((scope) =>
    send(scope, { key: 'sheet', target: { kind: 'channel', platform: 'slack', channel: 'C1' }, message: say('first') }),
  );
const statuses = async () => {
  const rows = await database.prisma.delivery.findMany({ orderBy: { sequence: 'asc' } });
  return rows.map(({ status, reason }) => (reason === null ? status : `${status} ${reason}`));
};

async function pass(milliseconds: number): Promise<void> {
  clock.advance(milliseconds);
  await sender.drained();
}

describe('what was tried before and is to be sent again', () => {
  afterAll(() => sender?.stop());

  describe('after an answer was lost and a limit set', () => {
    beforeEach(async () => {
      await sender?.stop();
      await start();
      scripted.fates.push('lost, not stored', 'rate-limited');
      await post();
      await sender.drained();
      await store((scope) => edit(scope, 'sheet', say('second')));
      await pass(SETTLE_MS);
      expect(await statuses()).toEqual(['PENDING put-off', 'PENDING']);
    });

    it('says in the end what it was last changed to, though an older change waits beside it', async () => {
      await store((scope) => edit(scope, 'sheet', say('third')));
      await pass(PAUSE_MS + 1);
      expect(scripted.standing.map(({ text }) => text)).toEqual(['third']);
    });

    it('is never sent once it is taken back', async () => {
      await store((scope) => withdrawUnder(scope, 'sheet'));
      await pass(PAUSE_MS + 1);
      expect(scripted.standing).toEqual([]);
      expect(await statuses()).toEqual(['REFUSED withdrawn', 'REFUSED message-gone']);
    });
  });

  describe('that was taken back while it was being sent', () => {
    it.each(['rate-limited', 'unavailable', 'lost, not stored'] as const)('is never posted after: %s', async (fate) => {
      await sender?.stop();
      await start(({ post }) => ({
        async post(target, message, key) {
          await store((scope) => withdrawUnder(scope, 'sheet'));
          return post(target, message, key);
        },
      }));
      scripted.fates.push(fate);
      await post();
      await sender.drained();
      await pass(SETTLE_MS);
      await pass(PAUSE_MS + 1);
      expect(scripted.standing).toEqual([]);
      expect(await statuses()).toEqual(['REFUSED withdrawn', 'REFUSED message-gone']);
    });
  });

  it('is stored as it stands only where a change of it made that another', async () => {
    await sender?.stop();
    await start();
    await post();
    await sender.drained();
    const version = async () =>
      (await database.prisma.$queryRaw`SELECT "ctid"::text FROM "Delivery" WHERE "key" = 'sheet'`) as unknown;
    const before = await version();
    await store((scope) => edit(scope, 'sheet', say('second')));
    await sender.drained();
    expect(scripted.standing.map(({ text }) => text)).toEqual(['second']);
    expect(await version()).toEqual(before);
  });

  describe('of which a part stands', () => {
    const deleted: string[] = [];
    beforeEach(async () => {
      await sender?.stop();
      deleted.length = 0;
      let limited = true;
      await start(({ find, edit: change }) => ({
        async find(target, key, since) {
          const found = await find(target, key, since);
          return Array.isArray(found) && found.length > 0 ? { begun: found as readonly MessageRef[] } : found;
        },
        async edit(refs, message, key) {
          if (!limited) return change(refs, message, key);
          limited = false;
          throw new DeliveryError({ kind: 'rate-limited', retryAfter: PAUSE_MS });
        },
        async delete(refs) {
          deleted.push(...refs.map(({ id }) => id));
        },
      }));
      scripted.fates.push('lost, stored');
      await post();
      await sender.drained();
      await pass(SETTLE_MS);
      expect(await statuses()).toEqual(['PENDING put-off']);
      expect(scripted.standing.map(({ text }) => text)).toEqual(['first']);
    });

    it('is deleted where it stands once it is taken back', async () => {
      await store((scope) => withdrawUnder(scope, 'sheet'));
      await pass(PAUSE_MS + 1);
      expect(deleted).toEqual(['0']);
      expect(await statuses()).toEqual(['REFUSED withdrawn']);
    });

    it('shows what it was changed to, where it stands', async () => {
      await store((scope) => edit(scope, 'sheet', say('second')));
      await pass(PAUSE_MS + 1);
      expect(scripted.standing.map(({ text }) => text)).toEqual(['second']);
      expect(await statuses()).toEqual(['SENT']);
    });
  });
});
