import { expect } from 'vitest';
import { createPresence } from '../../../src/access/actor/presence.ts';
import { noteWithheld } from '../../../src/access/region/withheld.ts';
import type { Place } from '../../../src/chat/place.ts';
import type { Inbox, IncomingMessage, Platform } from '../../../src/chat/platform.ts';
import { needsOn } from '../../../src/composition.ts';
import type { Database } from '../../../src/database/database.ts';
import { type CatchUp, createCatchUp } from '../../../src/dispatch/catch-up/catch-up.ts';
import type { TypedMessages } from '../../../src/dispatch/messages/typed-messages.ts';
import { createPlatformLimits } from '../../../src/dispatch/receiving/concurrency-limit.ts';
import { unsharedLease } from '../../../src/dispatch/receiving/leased-inbox.ts';
import { createRememberedLocales } from '../../../src/dispatch/receiving/remembered-locales.ts';
import { type Awaited, createRegistry } from '../../../src/dispatch/registry.ts';
import { createFormsInHand } from '../../../src/dispatch/running/forms-in-hand.ts';
import { silentLog } from '../../../src/log.ts';
import { traitsOf } from '../../../src/platforms/registered.ts';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { realPace } from '../../../src/timers/pace.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-16T09:00:00Z');

/** The surroundings of catching up: a test sets them, and looks at them afterwards. */
interface Outside {
  /** The messages in each place, by channel and thread. */
  standing: Record<string, () => Promise<readonly string[]>>;
  awaited: readonly Awaited[];
  readonly taken: string[];
  /** The number of times the platform was asked for messages, and the number that it allows before a wait. */
  reads: number;
  allowed: number;
  /** Runs while a message is being stored, and while it is being dealt with. */
  keeping: (id: string) => Promise<void>;
  during: (id: string) => Promise<void>;
  readonly givenUp: string[];
  /** The messages that another process has stored and not dealt with, and how often they were looked for. */
  left: readonly string[];
  givingUp: () => Promise<void>;
  looks: number;
}

export interface Reading extends Outside {
  readonly clock: ManualClock;
  /** The catch-up of the process that began last. */
  catchUp: CatchUp;
  /** Starts another process on the same database. */
  begin(): void;
  done(): Promise<void>;
  say(id: string, channel: string): Promise<void>;
  /** Makes the platform notice that it missed something that was said. */
  miss(): void;
}

export const place = (channel: string, thread: string | null = null): Place => ({
  platform: 'discord',
  channel,
  thread,
});
const nameOf = ({ channel, thread }: Place) => (thread === null ? channel : `${channel}/${thread}`);
const messageOf = (id: string, where: Place): IncomingMessage => ({
  id,
  place: where,
  user: { platform: 'discord', id: 'U1', team: 'T1', name: 'Olive', locale: 'fr', administrator: null },
  text: id,
  files: [],
  direct: false,
  mentionsBot: false,
});

/** Returns a database with the region whose places are read. */
export async function databaseToRead(): Promise<Database> {
  const database = await testDatabase();
  const region = await database.prisma.region.create({ data: { name: 'Picardie', createdAt: NOW } });
  await database.prisma.installation.create({
    data: { regionId: region.id, platform: 'discord', team: 'T1', installedAt: NOW },
  });
  return database;
}

/** A platform that holds those messages. */
function platformOf(outside: Outside, started: (live: Inbox) => void): Platform {
  return {
    name: 'discord',
    traits: { ...traitsOf('discord'), keepsOrder: true },
    start: async (inbox: Inbox) => started(inbox),
    look: () => ({
      wait: () => (outside.reads >= outside.allowed ? 60_000 : 0),
      changed: async (places: readonly unknown[]) => places,
      history: async (where: Place, after: string) => {
        outside.reads += 1;
        const ids = (await outside.standing[nameOf(where)]?.()) ?? [];
        return ids.filter((id) => Number(id) > Number(after)).map((id) => messageOf(id, where));
      },
    }),
  } as unknown as Platform;
}

/** Takes in messages, and notes their ids. */
function typedOf(outside: Outside): TypedMessages {
  const keep: TypedMessages['keep'] = async (said) => {
    await outside.keeping(said.id);
    return { said, event: said.id, stored: null };
  };
  return {
    keep,
    withNames: async (kept) => kept,
    keepAll: (all) => Promise.all(all.map(keep)),
    handle: async ({ said: { id } }) => {
      await outside.during(id);
      outside.taken.push(id);
      return 'done';
    },
    settle: async () => {},
    giveUp: async ({ event }) => {
      await outside.givingUp();
      outside.givenUp.push(event);
    },
    pending: async () => {
      outside.looks += 1;
      return outside.left.map((id) => ({ said: messageOf(id, place('A')), event: id, stored: null }));
    },
    resume: async ({ event }) => (outside.taken.includes(event) ? null : 1),
  };
}

/** Makes a process that is about to read what was said while the bot was off; nothing is to be read yet. */
export async function startReading(database: Database): Promise<Reading> {
  await database.prisma.toRead.deleteMany();
  const clock = manualClock();
  const outside: Outside = {
    standing: {},
    awaited: [],
    taken: [],
    reads: 0,
    allowed: Number.POSITIVE_INFINITY,
    keeping: async () => {},
    during: async () => {},
    givenUp: [],
    left: [],
    givingUp: async () => {},
    looks: 0,
  };
  let live: Inbox;
  const platform = platformOf(outside, (inbox) => {
    live = inbox;
  });
  const now = () => NOW;
  const options = {
    database,
    platforms: [],
    registry: createRegistry({
      commands: [],
      actions: [],
      sources: {},
      listeners: [],
      awaiting: [async (_, name) => (name === 'discord' ? outside.awaited : [])],
    }),
    platform,
    presence: createPresence({ database, platforms: [platform], now, changed: [] }),
    noteWithheld: noteWithheld(database, now, [], needsOn),
    log: silentLog,
    now,
    pace: clock,
    locale: 'fr',
    locales: createRememberedLocales('fr'),
    formsInHand: createFormsInHand(),
    limits: createPlatformLimits(),
    relay: null,
    nationalCoordinators: [],
    surroundings: { publicUrl: null, bilanHosts: [], after: realPace.after },
    prepareRegion: async () => null,
    isOpen: async () => true,
  } as const;
  const typed = typedOf(outside);
  const newProcess = () => createCatchUp(options, {} as Inbox, typed, unsharedLease, unsharedLease);
  // It is the same object, so that what a test sets is what the platform looks at.
  const reading: Reading = Object.assign(outside, {
    clock,
    catchUp: newProcess(),
    begin() {
      reading.catchUp = newProcess();
    },
    async done() {
      await expect.poll(() => reading.catchUp.inFlight(), { interval: 2, timeout: 20_000 }).toBe(0);
    },
    say: (id: string, channel: string) => live.message(messageOf(id, place(channel))),
    miss: () => live.missed?.(),
  });
  return reading;
}
