import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { Child } from '../bench/child.ts';
import { collectGarbage } from './collect-garbage.ts';
import { rowsBut, showing } from './forging/judge.ts';
import { type Phase, phasesOf } from './phases.ts';
import { type People, people, registry, startTown, type Way } from './town.ts';
import { Worker } from './worker.ts';

export interface AttackOptions {
  readonly way: Way;
  /** For the database. */
  readonly directory: string;
  readonly flood: number;
  readonly presses: number;
  readonly seed: number;
  readonly say: (progress: string) => void;
}

export interface PhaseResult {
  readonly name: string;
  readonly what: string;
  readonly seconds: number;
  /** Of the person who goes on working, in milliseconds, by platform. */
  readonly longest: Readonly<Record<string, number>>;
  readonly answers: number;
  /** What wasn't held off; null where all was. */
  readonly notHeld: string | null;
  /** Why answers never came, where they didn't. */
  readonly lost: readonly string[];
  /** How long the process of the platforms and the attackers was busy with itself at a time, at most: part of each wait. */
  readonly ownMs: number;
  /** Most of the bot's resident memory while it lasted, in MiB. */
  readonly memory: number;
}

export interface AttackResult {
  readonly way: Way;
  readonly phases: readonly PhaseResult[];
  /** Of the bot, in MiB: once what it no longer used was collected; `resident`: before that was, at the end. */
  readonly memory: { readonly before: number; readonly resident: number; readonly after: number };
  readonly changed: readonly string[];
  readonly shown: readonly string[];
  /** Whether the bot still ran at the end. */
  readonly runs: boolean;
}

/** Of these anybody may make new ones; the files are those of the forms. What stood there before is compared all the same. */
const NEW_IN = /^(Conversation|Delivery|DueItem|File|Identity|LinkAttempt|Made|Person|Rsvp) /;
const LOOK_MS = 100;
/** The bot is left alone for so long before its memory is looked at. */
const IDLE_MS = 4_000;
/** And for so long afterwards, with nothing to do: it gives memory back when it has been idle for some seconds. */
const REST_MS = 5_000;

export async function attack(options: AttackOptions): Promise<AttackResult> {
  const { way, directory, say } = options;
  const town = await startTown(way);
  const inDatabase = async <T>(
    work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>,
  ): Promise<T> => {
    const database = await openDatabase({ dataDir: directory, log: silentLog });
    return work(database).finally(() => database.close());
  };
  say(`Slack over ${way}: a region with all that can be pressed`);
  const { there, before } = await inDatabase(async (database) => {
    const there = await people(database, town, new Date());
    return { there, before: await rowsBut(database, []) };
  });
  const { planted, wrong, held } = there;
  const bot = new Child('src/main.ts', { ...town.environment, DATA_DIR: directory }, { debugged: true });
  const shown: string[] = [];
  for (const { requests } of town.sides)
    requests.hear((request) => void shown.push(...showing([request], told(there))));
  try {
    await bot.healthy();
    const worker = new Worker(town.sides, planted.ids.meeting ?? '', `${planted.word} réunion`);
    await delay(IDLE_MS);
    await collectGarbage(bot.debuggerUrl);
    const memory = { before: bot.memory(), resident: 0, after: 0 };
    worker.take();
    const forging = { registry, planted, people: wrong, held, confirming: [] };
    const secret = town.environment.SLACK_SIGNING_SECRET ?? '';
    const phases: PhaseResult[] = [];
    for (const { name, play } of phasesOf({ ...options, town, forging, secret }, way === 'http')) {
      say(`Slack over ${way}: ${name}`);
      phases.push(await during(name, play, bot, worker));
    }
    await worker.stop();
    say(`Slack over ${way}: nobody does anything any more`);
    await delay(REST_MS);
    memory.resident = bot.memory();
    await collectGarbage(bot.debuggerUrl);
    memory.after = bot.memory();
    const runs = bot.runs;
    await bot.stop();
    const after = await inDatabase((database) => rowsBut(database, []));
    return { way, phases, memory, changed: changes(before, after), shown: shown.slice(0, 20), runs };
  } finally {
    await bot.stop();
    await town.close();
  }
}

async function during(name: string, play: Phase['play'], bot: Child, worker: Worker): Promise<PhaseResult> {
  const began = performance.now();
  const own = monitorEventLoopDelay({ resolution: 10 });
  own.enable();
  let most = bot.memory();
  const looking = setInterval(() => {
    if (bot.runs) most = Math.max(most, bot.memory());
  }, LOOK_MS);
  const came = await play();
  const { what, notHeld } = typeof came === 'string' ? { what: came, notHeld: null } : came;
  await worker.answeredAnew();
  clearInterval(looking);
  own.disable();
  const waits = worker.take();
  const lost = [...new Set(waits.flatMap((wait) => wait.lost ?? []))];
  const longest: Record<string, number> = {};
  for (const { platform, ms } of waits) longest[platform] = Math.max(longest[platform] ?? 0, ms);
  const seconds = (performance.now() - began) / 1_000;
  return { name, what, seconds, longest, notHeld, lost, answers: waits.length, ownMs: own.max / 1e6, memory: most };
}

/** What nobody of those who attack may be shown. */
function told({ planted }: People): readonly string[] {
  return [planted.secret];
}

/** What stood there and stands there no more as it was, and what is new where nobody may have made anything. */
function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const touched = [...before].filter(([key, row]) => after.get(key) !== row && !isOwn(key, row));
  const made = [...after.keys()].filter((key) => !before.has(key) && !NEW_IN.test(key));
  return [
    ...touched.map(([key]) => `${key} is ${after.has(key) ? `now ${after.get(key)?.slice(0, 300)}` : 'gone'}`),
    ...made.map((key) => `${key} is new`),
  ];
}

/** People are noted as last seen, and their forms as they fill them in. */
function isOwn(key: string, row: string): boolean {
  return /^(Person|Identity) /.test(key) || (key.startsWith('Conversation ') && row.includes('"action:'));
}
