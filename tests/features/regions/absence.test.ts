import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { planPurge } from '../../../src/schedule/purge.ts';
import { plain } from '../../support/events.ts';
import { other, type Platform, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const DAY_MS = 24 * 3_600_000;
const titles = { slack: 'Slack', discord: 'Discord' } as const;

let world: World;
let clock: ReturnType<typeof manualClock>;
beforeEach(async () => {
  clock = manualClock();
  world = await startWorld({ at: '2026-11-12T10:00:00+01:00', protocolClock: clock });
  await world.runDue();
});
afterEach(() => world?.close());

/** Takes a platform away; returns what gives it back. */
async function takeAway(platform: Platform): Promise<() => void> {
  const speak = platform === 'discord' ? world.discord.silenceGateway() : answerAgain;
  if (platform === 'discord') world.discord.dropGateway({ resumable: true });
  else {
    // The client asks again when it gets no answer.
    for (let ask = 0; ask < 20; ask += 1)
      world.slack.fault({ kind: 'delay', milliseconds: DAY_MS, method: 'apps.connections.open' });
    world.slack.dropSockets();
  }
  await becomes(platform, 'connecting');
  return speak;
}

/** Has Slack answer what it was asked meanwhile, and whatever it is asked from now on. */
function answerAgain(): void {
  world.slack.clearFaults();
  clock.advance(DAY_MS);
}

async function becomes(platform: Platform, expected: string): Promise<void> {
  const status = () =>
    world
      .bot()
      .platforms.find(({ name }) => name === platform)
      ?.status();
  await expect.poll(status, { timeout: 30_000 }).toBe(expected);
}

/** Does what is due then. It doesn't wait, as the world does, for the platform to come back. */
async function goTo(at: string): Promise<void> {
  world.clock.set(at);
  await world.bot().schedule.runDue(world.clock.now());
  await world.bot().quiet();
}

describe.each(platformsInTurn())('%s is away', (platform) => {
  const told = (on: Platform, words: string) =>
    world.coordinator[on]
      .screen()
      .map(({ text }) => plain(text))
      .filter((text) => text.includes(words));
  const gone = `Je n'atteins plus ${titles[platform]} depuis`;
  const back = `J'atteins de nouveau ${titles[platform]}, après 3 heures d'absence`;
  const elsewhere = other[platform];

  it('for an hour: the coordinators read so on the other one, once, and when it is back', async () => {
    const giveBack = await takeAway(platform);
    await goTo('2026-11-12T10:05:00+01:00');
    await goTo('2026-11-12T11:04:00+01:00');
    expect(told(elsewhere, gone)).toEqual([]);
    await goTo('2026-11-12T11:06:00+01:00');
    expect(told(elsewhere, gone)).toHaveLength(1);
    expect(told(elsewhere, gone)[0]).toContain('à 10 h 05');
    // It comes back while the bot is stopped: the next one knows what was told.
    await world.restartBot(async () => giveBack());
    await becomes(platform, 'connected');
    await goTo('2026-11-12T13:05:00+01:00');
    await goTo('2026-11-12T15:00:00+01:00');
    expect(told(elsewhere, back)).toHaveLength(1);
    expect(told(elsewhere, gone)).toHaveLength(1);
    expect([...told(platform, gone), ...told(platform, back)]).toEqual([]);
  });

  it('for months: it is told no second time, and its return is told', async () => {
    const giveBack = await takeAway(platform);
    await goTo('2026-11-12T10:05:00+01:00');
    await goTo('2026-11-12T11:06:00+01:00');
    expect(told(elsewhere, gone)).toHaveLength(1);
    // At night, what was done more than ninety days before is deleted.
    const region = await world.database.prisma.region.findFirstOrThrow();
    const now = new Date('2027-03-12T03:30:00+01:00');
    await inTransaction(world.database, (tx) => planPurge({ tx, region: { ...region, locale: 'fr' }, now }));
    await goTo('2027-03-12T10:00:00+01:00');
    await goTo('2027-03-13T12:00:00+01:00');
    expect(told(elsewhere, gone)).toHaveLength(1);
    await world.restartBot(async () => giveBack());
    await becomes(platform, 'connected');
    await goTo('2027-03-13T13:00:00+01:00');
    await goTo('2027-03-14T10:00:00+01:00');
    expect(told(elsewhere, `J'atteins de nouveau ${titles[platform]}`)).toHaveLength(1);
    expect(await world.database.prisma.dueItem.count({ where: { kind: 'platform-away' } })).toBe(0);
  });

  it('in the night: nobody is told before the morning, and of what is over by then nothing at all', async () => {
    await goTo('2026-11-12T22:00:00+01:00');
    const giveBack = await takeAway(platform);
    await goTo('2026-11-12T22:01:00+01:00');
    await goTo('2026-11-12T23:30:00+01:00');
    expect(told(elsewhere, gone)).toEqual([]);
    giveBack();
    await becomes(platform, 'connected');
    await goTo('2026-11-13T07:00:00+01:00');
    await goTo('2026-11-13T09:00:00+01:00');
    expect([...told(elsewhere, gone), ...told(elsewhere, "J'atteins de nouveau")]).toEqual([]);
  });
});
