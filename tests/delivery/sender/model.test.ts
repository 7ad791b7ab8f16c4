import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPresence } from '../../../src/access/actor/presence.ts';
import type { Region } from '../../../src/access/region/region.ts';
import type { RegionScope } from '../../../src/access/region/region-scope.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { edit, send } from '../../../src/delivery/outbox/index.ts';
import { createSender, type Sender } from '../../../src/delivery/sender/sender.ts';
import { deliveryStore } from '../../../src/delivery/sender/store.ts';
import { silentLog } from '../../../src/log.ts';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { testDatabase } from '../../support/database.ts';
import { say } from '../setting.ts';
import { type Fate, type ScriptedPlatform, scriptedPlatform } from './scripted-platform.ts';

const SETTLE_MS = 60_000;
const NOW = new Date('2026-09-15T07:00:00Z');
const CHANNELS = ['C1', 'C2'] as const;

let database: Database;
let region: Region;
beforeAll(async () => {
  database = await testDatabase();
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  region = { ...row, locale: 'fr' };
});
afterAll(() => database?.close());

/** The expected result: which keys in which order, each with its final text. */
interface Model {
  readonly sent: { readonly key: string; readonly channel: string; text: string }[];
}

interface Real {
  readonly clock: ManualClock;
  readonly scripted: ScriptedPlatform;
  readonly sender: Sender;
  /** Corrects the process's clock by so much; the platform's stays as it is. */
  putRight(milliseconds: number): void;
  store<T>(work: (scope: RegionScope) => Promise<T>): Promise<T>;
}

type Command = fc.AsyncCommand<Model, Real>;

/** Checks what holds at every moment, whatever happened: nothing stands twice. */
function nothingTwice({ scripted }: Real): void {
  const keys = scripted.standing.map(({ key }) => key);
  expect(keys).toEqual([...new Set(keys)]);
}

/** Sends as many in one transaction as there are fates, which decide each post. */
const sending = (channel: string, fates: readonly Fate[]): Command => ({
  check: () => true,
  async run(model, real) {
    const keys = fates.map((_, index) => `key-${model.sent.length + index}`);
    const target = { kind: 'channel', platform: 'slack', channel } as const;
    model.sent.push(...keys.map((key) => ({ key, channel, text: 'first' })));
    real.scripted.fates.push(...fates);
    await real.store(async (scope) => {
      for (const key of keys) await send(scope, { key, target, message: say('first') });
      // A second request for it changes nothing.
      for (const key of keys) await send(scope, { key, target, message: say('second') });
    });
    await real.sender.drained();
    nothingTwice(real);
  },
  toString: () => `send to ${channel}: ${fates.join(', ')}`,
});

const editing = (which: number): Command => ({
  check: ({ sent }) => sent.length > 0,
  async run({ sent }, real) {
    const one = sent[which % sent.length];
    if (!one) return;
    one.text = `${one.text}+`;
    await real.store((scope) => edit(scope, one.key, say(one.text)));
  },
  toString: () => `edit ${which}`,
});

const passing = (milliseconds: number): Command => ({
  check: () => true,
  async run(_, real) {
    real.clock.advance(milliseconds);
    await real.sender.drained();
    nothingTwice(real);
  },
  toString: () => `${milliseconds} ms pass`,
});

/** Lets another process take the next one, and die before or after the platform has stored it. */
const dying = (stored: boolean): Command => ({
  check: () => true,
  async run(_, { clock, scripted }) {
    const store = deliveryStore(database, () => NOW);
    const now = new Date(clock.now());
    const [next] = (await store.page('slack', now, null)).lanes.flat();
    const claimed = next && (await store.claim(next, now));
    if (!claimed || claimed.editOf !== null || claimed.target.kind !== 'channel' || !stored) return;
    scripted.store(claimed.target, claimed.message, claimed.key);
  },
  toString: () => `a process dies, ${stored ? 'stored' : 'not stored'}`,
});

const puttingRight = (milliseconds: number): Command => ({
  check: () => true,
  async run(_, real) {
    real.putRight(milliseconds);
    await real.sender.drained();
    nothingTwice(real);
  },
  toString: () => `the clock is put right by ${milliseconds} ms`,
});

const FATES = [
  'sent',
  'lost, stored',
  'lost, not stored',
  'lost, stored late',
  'rate-limited',
  'unavailable',
  'refused',
] as const;
/** Milliseconds after which a look that comes too early doesn't find it. */
const LATE_MS = 50_000;
const commands = fc.commands(
  [
    fc
      .tuple(fc.constantFrom(...CHANNELS), fc.array(fc.constantFrom<Fate>(...FATES), { minLength: 1, maxLength: 3 }))
      .map(([channel, fates]) => sending(channel, fates)),
    fc.nat(5).map(editing),
    fc.constantFrom(1_500, SETTLE_MS / 2 + 1_000, SETTLE_MS).map(passing),
    fc.boolean().map(dying),
    fc.constantFrom(60 * 60_000, -10 * 60_000).map(puttingRight),
  ],
  { maxCommands: 12 },
);

it('whatever happens on the way, each is sent once, in its order, and says what it was last changed to', async () => {
  await fc.assert(
    fc.asyncProperty(commands, (some) => play(some)),
    { numRuns: 30 },
  );
});

it.each([60 * 60_000, -10 * 60_000])(
  'what is stored late is sent once, though the clock is put right by %i ms meanwhile',
  async (milliseconds) => {
    const steps = [
      sending('C1', ['lost, stored late', 'sent']),
      puttingRight(milliseconds),
      passing(SETTLE_MS / 2 + 1_000),
    ];
    await play([...steps, puttingRight(milliseconds)]);
  },
);

/** Plays them one after the other, then until all is finished. */
async function play(some: Iterable<Command>): Promise<void> {
  await database.prisma.delivery.deleteMany();
  const clock = manualClock();
  const scripted = scriptedPlatform(clock, LATE_MS);
  let wrongBy = 0;
  const pace = { now: () => clock.now() + wrongBy, after: clock.after };
  const platforms = [scripted.platform];
  const presence = createPresence({ database, platforms, now: () => NOW, changed: [] });
  const sender = createSender({
    ...{ database, platforms, presence, log: silentLog, now: () => NOW },
    ...{ settleMs: SETTLE_MS, limited: false, pace },
  });
  await sender.start();
  const model: Model = { sent: [] };
  const real: Real = {
    clock,
    scripted,
    sender,
    putRight(milliseconds) {
      wrongBy += milliseconds;
    },
    store: (work) => inTransaction(database, (tx) => work({ tx, region, now: NOW })),
  };
  try {
    await fc.asyncModelRun(() => ({ model, real }), some);
    await finished(real);
    await agree(model, real);
  } finally {
    await sender.stop();
  }
}

/** Lets everything go well from now on, for long enough. */
async function finished({ clock, scripted, sender }: Real): Promise<void> {
  scripted.fates.length = 0;
  for (let round = 0; round < 20; round += 1) {
    clock.advance(SETTLE_MS + 1_000);
    await sender.drained();
    const open = await database.prisma.delivery.count({ where: { status: { in: ['PENDING', 'SENDING'] } } });
    if (open === 0) return;
  }
  throw new Error('something is never finished');
}

async function agree({ sent }: Model, { scripted: { standing } }: Real): Promise<void> {
  const rows = await database.prisma.delivery.findMany({ where: { editOf: null } });
  const statuses = new Map(rows.map(({ key, status }) => [key, status]));
  expect([...new Set(statuses.values())].filter((status) => status !== 'SENT' && status !== 'REFUSED')).toEqual([]);
  for (const channel of CHANNELS) {
    const meant = sent.filter((one) => one.channel === channel && statuses.get(one.key) === 'SENT');
    expect(standing.filter((one) => one.channel === channel)).toEqual(meant);
  }
}
