// The whole bot as one of several processes, and the messages it is to store. Started by run.ts, which kills it.

import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { createPresence } from '../../src/access/actor/presence.ts';
import { allRegions } from '../../src/access/region/region-store.ts';
import { startBot } from '../../src/bot.ts';
import { image, type Message, message, text } from '../../src/chat/message.ts';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { edit, sendAll } from '../../src/delivery/outbox/index.ts';
import { createSender } from '../../src/delivery/sender/sender.ts';
import { readEnvironment } from '../../src/env.ts';
import { createLog } from '../../src/log.ts';
import type { Intended } from './intended.ts';
import { type Progress, report, taskGiven } from './task.ts';

const TOGETHER = 20;

const task = await taskGiven();
const environment = readEnvironment();
const log = createLog({ level: environment.logLevel });
const now = () => new Date();
const database = await openDatabase({ url: environment.databaseUrl, dataDir: environment.dataDir, log });
const bot = await startBot({
  ...{ environment, database, log, now, ticks: false, settleMs: task.settleMs },
});
const presence = createPresence({ database, platforms: bot.platforms, now, changed: [] });
for (let loop = 1; loop < task.loops; loop += 1) {
  await createSender({
    database,
    platforms: bot.platforms,
    presence,
    log,
    now,
    limited: false,
    settleMs: task.settleMs,
  }).start();
}
const turns = bot.platforms.map(({ name }) => ({ name, lease: database.leases.take(`sender ${name}`, () => {}) }));
let storedAll = false;
await Promise.all([store(), report(() => progressIn(database))]);

/** Stores each message in the order of its conversation; what was stored before the last kill is left alone. */
async function store(): Promise<void> {
  const [region] = await allRegions(database);
  if (!region) throw new Error('there is no region');
  const known = await database.prisma.delivery.findMany({ select: { key: true } });
  const stored = new Set(known.map(({ key }) => key));
  const own = ownShare().filter(({ key, before }) => before !== null || !stored.has(key));
  for (const some of batches(own)) {
    await delay(task.storeMs);
    await inTransaction(database, (tx) =>
      sendAll(
        { tx, region, now: now() },
        some.map((one) => ({
          key: one.key,
          target: one.target,
          message: said(one, one.before ?? one.text),
          consent: { asked: 'own-request' },
          readAs: 'themselves',
        })),
      ),
    );
    const changed = some.filter(({ before }) => before !== null);
    if (changed.length === 0) continue;
    await inTransaction(database, async (tx) => {
      for (const one of changed) await edit({ tx, region, now: now() }, one.key, said(one, one.text));
    });
  }
  storedAll = true;
}

function said({ file }: Intended, words: string): Message {
  return message(text(words), file !== null && task.picture !== null && image({ ...task.picture, name: file }, file));
}

/**
 * Splits messages into batches of about that size. Those for one refusing target are stored together: what is stored
 * later is tried again.
 */
function* batches(own: readonly Intended[]): Iterable<readonly Intended[]> {
  let some: Intended[] = [];
  for (const [index, one] of own.entries()) {
    some.push(one);
    const next = own[index + 1];
    if (some.length < TOGETHER || (one.refused !== null && next?.conversation === one.conversation)) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

function ownShare(): readonly Intended[] {
  const lines = readFileSync(task.intended, 'utf8').split('\n').filter(Boolean);
  const conversations = new Map<string, number>();
  const numbers = new Map<string, number>();
  return lines
    .map((line): Intended => JSON.parse(line))
    .filter(({ key, target, conversation }) => {
      const known = conversations.get(conversation) ?? conversations.size;
      conversations.set(conversation, known);
      // A message that hangs on another has to be stored after it.
      const number = target.kind === 'thread' ? (numbers.get(target.of) ?? known) : known;
      numbers.set(key, number);
      return number % task.of === task.share;
    });
}

async function progressIn({ prisma }: Database): Promise<Progress> {
  const [row] = await prisma.$queryRaw<Omit<Progress, 'sendsTo' | 'storedAll'>[]>`
    SELECT count(*) FILTER (WHERE "editOf" IS NULL AND "key" LIKE 'faults:%')::int AS stored,
      count(*) FILTER (WHERE "status" IN ('PENDING', 'SENDING'))::int AS open,
      count(*) FILTER (WHERE "status" = 'SENT')::int AS sent,
      count(*) FILTER (WHERE "status" = 'REFUSED')::int AS refused,
      count(*) FILTER (WHERE "status" = 'UNKNOWN')::int AS unknown
    FROM "Delivery"`;
  if (!row) throw new Error('nothing was counted');
  return { ...row, storedAll, sendsTo: turns.flatMap(({ name, lease }) => (lease.mine ? [name] : [])) };
}
