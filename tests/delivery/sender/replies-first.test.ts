import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPresence } from '../../../src/access/actor/presence.ts';
import type { Region } from '../../../src/access/region/region.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { editUnder, sendAll } from '../../../src/delivery/outbox/index.ts';
import { createSender, type Sender } from '../../../src/delivery/sender/sender.ts';
import { silentLog } from '../../../src/log.ts';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import type { LocalPlatformName } from '../../../src/playground/local-platform.ts';
import { testDatabase } from '../../support/database.ts';
import { NOW, say } from '../setting.ts';
import { type ScriptedPlatform, scriptedPlatform } from './scripted-platform.ts';

/** The broadcast has more messages than a platform takes at once, and soon after. */
const BROADCAST = { slack: 310, discord: 220 } as const;
/** Milliseconds that one more message waits, once a platform has taken all that it takes at once. */
const ONE_MORE_MS = { slack: 201, discord: 1_000 } as const;

let database: Database;
let region: Region;
beforeAll(async () => {
  database = await testDatabase();
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  region = { ...row, locale: 'fr' };
});
afterAll(() => database?.close());

let clock: ManualClock;
let platforms: Readonly<Record<LocalPlatformName, ScriptedPlatform>>;
let sender: Sender;

async function start(): Promise<void> {
  await database.prisma.delivery.deleteMany();
  clock = manualClock();
  platforms = { slack: scriptedPlatform(clock, 0, 'slack'), discord: scriptedPlatform(clock, 0, 'discord') };
  const both = [platforms.slack.platform, platforms.discord.platform];
  const presence = createPresence({ database, platforms: both, now: () => NOW, changed: [] });
  sender = createSender({
    ...{ database, platforms: both, presence, log: silentLog },
    ...{ now: () => NOW, limited: true, pace: clock },
  });
  await sender.start();
}

/** Stores messages together, so many minutes after the beginning; then lets everything leave that may. */
async function store(platform: LocalPlatformName, minutes: number, channels: readonly string[], word: string) {
  const now = new Date(NOW.getTime() + minutes * 60_000);
  await inTransaction(database, async (tx) => {
    const sendings = channels.map((channel) => ({
      ...{ key: `${word}:${platform}:${channel}`, message: say(word) },
      target: { kind: 'channel', platform, channel } as const,
    }));
    await sendAll({ tx, region, now }, sendings);
  });
  await sender.drained();
}

async function pass(milliseconds: number): Promise<void> {
  clock.advance(milliseconds);
  await sender.drained();
}

const keys = (platform: LocalPlatformName) => platforms[platform].standing.map(({ key }) => key);

describe.each([
  ['slack', 'discord'],
  ['discord', 'slack'],
] as const)('while a broadcast waits for what %s lets the bot send', (platform, other) => {
  const everywhere = Array.from({ length: BROADCAST[platform] }, (_, index) => `C${index}`);
  const last = everywhere.at(-1) ?? '';
  const announced = () => keys(platform).filter((key) => key.startsWith('annonce:'));
  beforeAll(async () => {
    await start();
    await store(platform, 0, everywhere, 'annonce');
    expect(keys(platform).length).toBeLessThan(everywhere.length);
  });
  afterAll(() => sender.stop());

  it('the other platform goes on, an answer leaves next, and each copy and correction is sent once', async () => {
    // The other platform isn’t slowed down.
    const { length } = keys(platform);
    await store(other, 1, ['C1', 'C2'], 'ailleurs');
    expect(keys(other).toSorted()).toEqual([`ailleurs:${other}:C1`, `ailleurs:${other}:C2`]);
    expect(keys(platform).length).toBe(length);

    // An answer leaves next.
    const sent = keys(platform);
    await store(platform, 2, ['elsewhere'], 'reponse');
    expect(keys(platform)).toEqual(sent);
    await pass(ONE_MORE_MS[platform]);
    // In Discord as many leave side by side as it takes in a second.
    expect(keys(platform).slice(sent.length)).toContain(`reponse:${platform}:elsewhere`);
    expect(keys(platform).length - sent.length).toBe(platform === 'slack' ? 1 : 50);

    // An answer where the broadcast is still to come leaves after it, before the rest.
    const copy = `annonce:${platform}:${last}`;
    expect(keys(platform)).not.toContain(copy);
    await store(platform, 3, [last], 'reponse');
    // Each of the two takes one pass.
    for (const _ of [copy, 'reponse']) await pass(ONE_MORE_MS[platform]);
    expect(keys(platform).filter((key) => key.endsWith(`:${last}`))).toEqual([copy, `reponse:${platform}:${last}`]);
    expect(announced().length).toBeLessThan(everywhere.length);

    // The broadcast goes on, and each message is sent once.
    await pass(60_000);
    expect(announced().length).toBe(everywhere.length);
    expect(new Set(keys(platform)).size).toBe(keys(platform).length);

    // So it is while the broadcast is corrected, also where that is still to come.
    const scope = { region, now: new Date(NOW.getTime() + 60_000) };
    await inTransaction(database, (tx) => editUnder({ tx, ...scope }, 'annonce:', () => say('corrigé')));
    await sender.drained();
    const corrected = () => platforms[platform].standing.filter(({ text }) => text === 'corrigé').length;
    expect(corrected()).toBeLessThan(everywhere.length);
    await store(platform, 4, [last], 'encore');
    // Each of the two takes one pass, where both count.
    for (const _ of ['edit', 'post']) await pass(ONE_MORE_MS[platform]);
    expect(keys(platform).at(-1)).toBe(`encore:${platform}:${last}`);
    expect(corrected()).toBeLessThan(everywhere.length);
    while (corrected() < everywhere.length) await pass(60_000);
  });
});
