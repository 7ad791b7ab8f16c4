import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../support/database.ts';
import { type Answering, answering, said, types } from '../support/outages.ts';
import { endAll, inDatabase, startProcess } from '../support/own-process.ts';
import { both } from '../support/platforms.ts';
import { answersOf, launch } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';

/** The process is killed while it reads what was said in its absence: some of it is read, some is being read, some waits. */
let world: World;
let location: DatabaseLocation;

const PEOPLE = 4;
/** Whoever spoke last is read first: of those that are left one is being read when the process is killed. */
const READ = 2;

// The other processes live by the real clock.
const now = new Date();
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const dayOf = (date: Date) => date.toISOString().slice(0, 10).split('-').reverse().join('/');

/** The places stand in the order in which they are read. */
const people: Record<'slack' | 'discord', Answering[]> = { slack: [], discord: [] };

beforeAll(async () => {
  location = await testDatabaseLocation();
  const database = await openDatabase({ ...location, log: silentLog });
  world = await startWorld({ at: now.toISOString(), database, protocolClock: manualClock() });
  const { slack: coordinator } = world.coordinator;
  await coordinator.command('/edition ouvrir', { annee: String(now.getFullYear()) });
  await launch(coordinator, dayOf(days(60)));
  for (const platform of both) {
    for (let number = 0; number < PEOPLE; number += 1) people[platform].unshift(await answering(world, platform));
  }
  await world.bot().stop();
  await database.close();
});
afterAll(() => endAll(world));

interface HeldBack {
  /** Returns whether it was asked for. */
  asked(): boolean;
  letGo(): void;
}

/** Keeps a platform from telling what stands in this place. */
function holdBack(platform: 'slack' | 'discord', { thread }: Answering): HeldBack {
  const held = { kind: 'delay', milliseconds: 600_000 } as const;
  if (platform === 'discord') {
    const path = `/channels/${thread.channel}/messages`;
    const fault = world.discord.fault({ ...held, when: 'before', method: 'GET', path });
    return { asked: () => fault.hits() > 0, letGo: fault.cancel };
  }
  let asked = false;
  const when = (body: unknown) => {
    const isThere = JSON.stringify(body).includes(thread.channel);
    asked ||= isThere;
    return isThere;
  };
  world.slack.fault({ ...held, method: 'conversations.replies', when });
  return { asked: () => asked, letGo: () => world.slack.clearFaults() };
}

async function allType(text: string): Promise<void> {
  for (const platform of both) for (const { by, thread } of people[platform]) await types(by, thread, text);
  world.slack.giveUpEvents();
}

/**
 * Resolves when nothing is being sent: what is cut off on its way is looked for a minute later, which is another
 * test's.
 */
async function still(): Promise<void> {
  const asked = () => world.slack.requests.length + world.discord.requests.length;
  let [before, unchanged] = [asked(), 0];
  await expect
    .poll(
      () => {
        unchanged = asked() === before ? unchanged + 1 : 0;
        before = asked();
        return unchanged;
      },
      { timeout: 60_000, interval: 100 },
    )
    .toBeGreaterThan(10);
}

/** A busy machine takes its time. */
const PATIENTLY = { timeout: 90_000 };

describe('killed while it reads what was said in its absence', () => {
  it('the process leaves as unread what it hadn’t read, and the next one counts all that was said, once', async () => {
    // The process leaves as unread what it hadn’t read.
    await allType('40');
    await allType('non');
    const held: readonly HeldBack[] = both.map((platform) => {
      const next = people[platform][READ];
      if (!next) throw new Error('nobody is left');
      return holdBack(platform, next);
    });
    const bot = await startProcess(world, location);
    for (const platform of both) {
      for (const { by } of people[platform].slice(0, READ))
        await expect.poll(() => said(by, 'Qui est venu surtout'), PATIENTLY).toBe(1);
    }
    for (const one of held) await expect.poll(one.asked, PATIENTLY).toBe(true);
    await still();
    await bot.kill();
    await inDatabase(location, async (database) => {
      for (const platform of both) {
        for (const { eventId, thread } of people[platform].slice(READ)) {
          expect(await answersOf({ database }, { eventId })).not.toHaveProperty('attendance');
          const places = await database.prisma.toRead.findMany({ where: { channel: thread.channel } });
          expect(places.map((place) => place.thread)).toContain(thread.thread ?? '');
        }
      }
    });

    // The next process counts all that was said, once.
    for (const one of held) one.letGo();
    await allType('moitié-moitié');
    const next = await startProcess(world, location);
    for (const platform of both) {
      for (const { by } of people[platform])
        await expect.poll(() => said(by, 'Tout est enregistré'), PATIENTLY).toBe(1);
    }
    next.stop();
    expect(await next.ended).toMatchObject({ code: 0 });
    await inDatabase(location, async (database) => {
      for (const platform of both) {
        for (const { by, eventId } of people[platform]) {
          expect(await answersOf({ database }, { eventId })).toMatchObject({
            attendance: { value: 40 },
            officials: { option: 'no' },
            audience: { option: 'half' },
          });
          expect(said(by, 'Qui est venu surtout')).toBe(1);
        }
      }
      expect(await database.prisma.answerRevision.count()).toBe(0);
      expect(await database.prisma.toRead.count()).toBe(0);
      expect(await database.prisma.delivery.count({ where: { status: { notIn: ['SENT'] } } })).toBe(0);
    });
  }, 400_000);
});
