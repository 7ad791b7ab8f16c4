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
  /** The folder of the database. */
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
  /** The longest wait of the person who goes on working, in milliseconds, by platform. */
  readonly longest: Readonly<Record<string, number>>;
  readonly answers: number;
  /** Says which attack wasn't held off; null where all were. */
  readonly notHeld: string | null;
  /** Why answers never arrived, where they didn't. */
  readonly lost: readonly string[];
  /** The longest time the process of the platforms and attackers was busy with itself: it is part of each wait. */
  readonly ownMs: number;
  /** The highest resident memory of the bot during the phase, in MiB. */
  readonly memory: number;
}

export interface AttackResult {
  readonly way: Way;
  readonly phases: readonly PhaseResult[];
  /** The bot's memory in MiB, after collecting garbage; `resident` is measured at the end, before that. */
  readonly memory: { readonly before: number; readonly resident: number; readonly after: number };
  readonly changed: readonly string[];
  readonly shown: readonly string[];
  /** Whether the bot was still running at the end. */
  readonly runs: boolean;
}

/**
 * The tables in which anybody may add rows; the files are those of the forms. Rows that existed before are compared all
 * the same.
 */
const NEW_IN = /^(Conversation|Delivery|DueItem|File|Identity|LinkAttempt|Made|Person|Rsvp) /;
const LOOK_MS = 100;
/** Milliseconds for which the bot is left alone before its memory is measured. */
const IDLE_MS = 4_000;
/** Milliseconds of idleness after that: the bot gives memory back when it has been idle for some seconds. */
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

/** Returns the texts that no attacker may be shown. */
function told({ planted }: People): readonly string[] {
  return [planted.secret];
}

/** Returns the rows that were changed or deleted, and new ones where nobody may have added any. */
function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const touched = [...before].filter(([key, row]) => after.get(key) !== row && !isOwn(key, row));
  const made = [...after.keys()].filter((key) => !before.has(key) && !NEW_IN.test(key));
  return [
    ...touched.map(([key]) => `${key} is ${after.has(key) ? `now ${after.get(key)?.slice(0, 300)}` : 'gone'}`),
    ...made.map((key) => `${key} is new`),
  ];
}

/** Returns whether a row may change: people are noted as last seen, and their forms as they fill them in. */
function isOwn(key: string, row: string): boolean {
  return /^(Person|Identity) /.test(key) || (key.startsWith('Conversation ') && row.includes('"action:'));
}
