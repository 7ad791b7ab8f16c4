// npm run bench:documents -- [--events N]
//
// Makes an edition of 10 000 events, with all their questionnaires answered, in an embedded database; asks a started bot for the
// bilan's documents, and measures how long they take, how much memory the process that lays them out takes, and how long somebody
// else waits for an answer meanwhile, beside the same just before.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import type { RecordedRequest } from '../../src/playground/local-platform.ts';
import { built } from '../build/built.mjs';
import { Child, stopChildren } from './child.ts';
import { count, number, table } from './markdown.ts';
import { startTowns, type Town } from './platforms.ts';
import { isAnswer } from './requests.ts';
import { seedAnswers, seedRegion, sizeOf } from './seed.ts';
import { percentile } from './statistics.ts';

const { values } = parseArgs({ options: { events: { type: 'string', default: '10000' } } });
const events = Number(values.events);
/** Milliseconds between two looks at the memory, and between two commands of somebody else. */
const LOOK_MS = 20;
const APART_MS = 200;
/** Milliseconds of chat that are measured before the documents are asked for. */
const BEFORE_MS = 5_000;

const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-bench-'));
const towns = await startTowns(2);
try {
  console.error(`bench: filling the database with ${events} events`);
  await fill();
  const bot = new Child(join(await built(), 'main.js'), { ...towns.environment, DATA_DIR: directory });
  try {
    await bot.healthy();
    await measure(bot);
  } finally {
    await bot.stop();
    if (bot.complaints !== '') console.error(`the bot complained:\n${bot.complaints.slice(0, 2_000)}`);
  }
} finally {
  await stopChildren();
  await towns.close();
  rmSync(directory, { recursive: true, force: true });
}

async function fill(): Promise<void> {
  const database = await openDatabase({ url: undefined, dataDir: directory, log: silentLog });
  try {
    const seeded = await seedRegion(database, towns, new Date());
    await seedAnswers(database, seeded, sizeOf(events * 10), new Date());
  } finally {
    await database.close();
  }
}

async function measure(bot: Child): Promise<void> {
  const { platform, channels, coordinator, requests } = towns.slack;
  const chat = startChat(towns.discord);
  await delay(BEFORE_MS);
  const before = chat.take();
  const memory = watchPrinting(bot.pid);
  const load = loadavg().map((one) => one.toFixed(2));
  const began = performance.now();
  const read = requests.next(1, hasFile('.html'), 'the files to read');
  const printed = requests.next(1, hasFile('.docx'), 'what is laid out');
  await platform.command(coordinator.id, { channel: channels.general, thread: null }, '/bilan document');
  const [readAt = Number.NaN] = await read.moments;
  const [printedAt = Number.NaN] = await printed.moments;
  const during = chat.take();
  await chat.stop();
  const most = Math.max(...memory.stop());
  console.log(`load before: ${load.join(', ')} (1, 5 and 15 minutes); ${process.version}\n`);
  console.log(
    table(
      [
        'events',
        'to read, s',
        'PDF and Word, s',
        'laying out, MiB',
        'chat: longest, ms',
        'median, ms',
        'longest before, ms',
      ],
      [
        [
          count(events),
          number((readAt - began) / 1_000),
          number((printedAt - began) / 1_000),
          number(most),
          number(Math.max(...during)),
          number(percentile(during, 50)),
          number(Math.max(...before)),
        ],
      ],
    ),
  );
}

function hasFile(extension: string) {
  return ({ status, body }: RecordedRequest) => status < 300 && JSON.stringify(body ?? '').includes(extension);
}

/** Has somebody ask for the meetings again and again, and notes how long each answer takes. */
function startChat({ platform, channels, crowd, requests }: Town) {
  let waited: number[] = [];
  let goesOn = true;
  const [person] = crowd;
  if (!person) throw new Error('nobody chats');
  const done = (async () => {
    while (goesOn) {
      const began = performance.now();
      const stored = requests.next(1, isAnswer, 'an answer in chat');
      await platform.command(person.id, { channel: channels.general, thread: null }, '/reunion liste');
      const [moment = Number.NaN] = await stored.moments;
      waited.push(moment - began);
      await delay(APART_MS);
    }
  })();
  return {
    /** Returns the milliseconds of each answer since the last time. */
    take(): readonly number[] {
      const taken = waited;
      waited = [];
      return taken;
    },
    async stop(): Promise<void> {
      goesOn = false;
      await done;
    },
  };
}

/** Notes the most memory that each process which the bot starts ever held, in MiB. */
function watchPrinting(parent: number) {
  const held = new Map<string, number>();
  const timer = setInterval(() => {
    for (const pid of childrenOf(parent)) {
      const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(statusOf(pid)) ?? [];
      if (kibibytes !== undefined) held.set(pid, Number(kibibytes) / 1024);
    }
  }, LOOK_MS);
  return {
    stop(): readonly number[] {
      clearInterval(timer);
      return [...held.values()];
    },
  };
}

function childrenOf(parent: number): readonly string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && statusOf(pid).includes(`\nPPid:\t${parent}\n`));
}

/** Returns what the system tells of a process; nothing once it is gone. */
function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
