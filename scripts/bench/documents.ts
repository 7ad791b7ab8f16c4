// npm run bench:documents -- [--events N]
//
// Makes an edition of 10 000 events, with all their questionnaires answered, in an embedded database; asks a started bot for the
// bilan's documents, and measures how long they take, how much processor time and memory the bot takes for them, with whoever chats
// meanwhile, how much the processes that lay them out take together, and how long somebody else waits for an answer, beside the same just before.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { PlatformRefusal } from '../../src/playground/local-platform.ts';
import { built } from '../build/built.mjs';
import { Child, stopChildren } from './child.ts';
import { count, number, table } from './markdown.ts';
import { startTowns, type Town } from './platforms.ts';
import { carries, isAnswer, type Requests } from './requests.ts';
import { seedAnswers, seedRegion, sizeOf } from './seed.ts';
import { percentile } from './statistics.ts';

const { values } = parseArgs({ options: { events: { type: 'string', default: '10000' } } });
const events = Number(values.events);
/** Milliseconds between two looks at the memory, and between two commands of somebody else. */
const LOOK_MS = 50;
const APART_MS = 200;
/** Milliseconds of chat that are measured before the documents are asked for. */
const BEFORE_MS = 5_000;
/** Milliseconds for which the documents are awaited. */
const PATIENCE_MS = 240_000;

const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-bench-'));
const towns = await startTowns(2);
try {
  console.error(`bench: filling the database with ${events} events`);
  await fill();
  // The night's backup would be made up for in these very seconds: it is a second's work of its own.
  const variables = { ...towns.environment, DATA_DIR: directory, BACKUP_DAYS: '0' };
  const bot = new Child(join(await built(), 'main.js'), variables);
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
  const taken = bot.processorTime();
  const read = first(requests, '.html');
  const printed = first(requests, '.docx');
  await platform.command(coordinator.id, { channel: channels.general, thread: null }, '/bilan document');
  const [readAt = Number.NaN] = [await read];
  const takenToRead = bot.processorTime() - taken;
  const [printedAt = Number.NaN] = [await printed];
  const takenInAll = bot.processorTime() - taken;
  const during = chat.take();
  const refused = await chat.stop();
  const laying = memory.stop();
  console.log(`${refused} commands of somebody else were not acknowledged within three seconds`);
  console.log(`load before: ${load.join(', ')} (1, 5 and 15 minutes); ${process.version}\n`);
  console.log(
    table(
      [
        'events',
        'to read, s',
        'PDF and Word, s',
        'the bot: s of processor to read',
        'in all',
        'the bot: most, MiB',
        'laying out, MiB',
        'laying out, s of processor',
        'chat: longest, ms',
        'median, ms',
        'longest before, ms',
      ],
      [
        [
          count(events),
          number((readAt - began) / 1_000),
          number((printedAt - began) / 1_000),
          number(takenToRead / 1_000),
          number(takenInAll / 1_000),
          number(bot.memory('most')),
          number(laying.most),
          number(laying.processor),
          number(Math.max(...during)),
          number(percentile(during, 50)),
          number(Math.max(...before)),
        ],
      ],
    ),
  );
}

/** Returns the moment at which the platform stores the first file with this extension; not a number when none comes in time. */
function first(requests: Requests, extension: string): Promise<number> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(Number.NaN), PATIENCE_MS);
    const isIt = carries(extension);
    requests.hear((request) => {
      if (!isIt(request)) return;
      clearTimeout(late);
      resolve(performance.now());
    });
  });
}

/** Has somebody ask for the meetings again and again, and notes how long each answer takes. */
function startChat({ platform, channels, crowd, requests }: Town) {
  let waited: number[] = [];
  let refused = 0;
  let goesOn = true;
  const [person] = crowd;
  if (!person) throw new Error('nobody chats');
  const done = (async () => {
    while (goesOn) {
      const began = performance.now();
      const stored = requests.next(1, isAnswer, 'an answer in chat');
      try {
        await platform.command(person.id, { channel: channels.general, thread: null }, '/reunion liste');
        const [moment = Number.NaN] = await stored.moments;
        waited.push(moment - began);
      } catch (error) {
        // Discord gives up after three seconds: whoever asked was told so.
        if (!(error instanceof PlatformRefusal)) throw error;
        stored.oneLess();
        refused += 1;
      }
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
    /** Returns how many were not acknowledged in time. */
    async stop(): Promise<number> {
      goesOn = false;
      await done;
      return refused;
    },
  };
}

/** Notes the most memory that the processes that the bot starts hold together at a time, in MiB, and their seconds of processor time. */
function watchPrinting(parent: number) {
  const processor = new Map<string, number>();
  let most = 0;
  const timer = setInterval(() => {
    let held = 0;
    for (const pid of childrenOf(parent)) {
      // Pages that they share count once.
      const [, kibibytes = 0] = /^Pss:\s+(\d+) kB$/m.exec(toldOf(pid, 'smaps_rollup')) ?? [];
      held += Number(kibibytes) / 1024;
      // The name before may hold spaces; the system counts in hundredths of a second.
      const [, user, system] = /\) (?:\S+ ){11}(\d+) (\d+) /.exec(toldOf(pid, 'stat')) ?? [];
      if (user !== undefined) processor.set(pid, (Number(user) + Number(system)) / 100);
    }
    most = Math.max(most, held);
  }, LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      return { most, processor: [...processor.values()].reduce((sum, one) => sum + one, 0) };
    },
  };
}

function childrenOf(parent: number): readonly string[] {
  return readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && toldOf(pid, 'status').includes(`\nPPid:\t${parent}\n`),
  );
}

/** Returns what the system tells of a process; nothing once it is gone. */
function toldOf(pid: string, what: 'status' | 'stat' | 'smaps_rollup'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}
