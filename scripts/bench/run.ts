import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { startPostgres } from '../throwaway-postgres.ts';
import { Child, stopChildren, type Variables } from './child.ts';
import { type GrowthTime, measureGrowth } from './growth.ts';
import { type Latency, type LatencyOptions, measureLatency } from './latency.ts';
import { announceMeeting } from './meeting.ts';
import { startTowns, type Town, type Towns } from './platforms.ts';
import { type Seeded, seedAnswers, seedRegion, sizeOf } from './seed.ts';
import { AS_STARTED, MAIN } from './started.ts';
import { measureSurvey, openSurvey, type SurveyTime, showTallies } from './survey.ts';

export type DatabaseKind = 'embedded' | 'server';

/** The extent of what is measured. */
export interface Extent extends LatencyOptions {
  /** Numbers of answers in the database, from few to many. The latencies are measured at the second. */
  readonly levels: readonly number[];
  readonly surveySamples: number;
  readonly growthSamples: number;
}

/** Resident memory, in MiB. */
export interface Memory {
  readonly idle: number;
  readonly afterLoad: number;
}

/** Everything measured with one kind of database. */
export interface Measured {
  readonly database: DatabaseKind;
  /** Milliseconds from the process's start to /health 200. */
  readonly ready: { readonly first: number; readonly later: number };
  readonly latency: { readonly bot: readonly Latency[]; readonly bare: readonly Latency[] };
  readonly memory: { readonly bot: Memory; readonly bare: Memory };
  readonly survey: readonly SurveyTime[];
  readonly growth: readonly GrowthTime[];
}

export type Say = (progress: string) => void;

/** Milliseconds for which a process is left alone before its memory is measured. */
const IDLE_MS = 2_000;
const MOST_COMPLAINTS = 2_000;

/** Measures everything with one kind of database; leaves nothing behind. */
export async function measure(
  kind: DatabaseKind,
  extent: Extent,
  say: Say,
  interrupted: AbortSignal,
): Promise<Measured> {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-bench-'));
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const people = Math.max(...extent.crowds.map((crowd) => crowd.people));
    const [towns, bareTowns] = await Promise.all([startTowns(people), startTowns(people)]);
    closing.push(towns.close, bareTowns.close);
    const server = kind === 'server' ? await startPostgres() : null;
    if (server) closing.unshift(server.stop);
    const variables = server ? { DATABASE_URL: server.url } : { DATA_DIR: directory };
    const run = new Run(kind, extent, towns, bareTowns, variables, say);
    return await Promise.race([run.measure(), failing(interrupted)]);
  } finally {
    await stopChildren();
    for (const close of closing) await close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Rejects once it is interrupted. */
export function failing(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('interrupted')), { once: true });
    if (signal.aborted) reject(new Error('interrupted'));
  });
}

class Run {
  readonly #kind: DatabaseKind;
  readonly #extent: Extent;
  readonly #towns: Towns;
  readonly #bareTowns: Towns;
  readonly #variables: Variables;
  readonly #say: Say;

  constructor(kind: DatabaseKind, extent: Extent, towns: Towns, bareTowns: Towns, variables: Variables, say: Say) {
    this.#kind = kind;
    this.#extent = extent;
    this.#towns = towns;
    this.#bareTowns = bareTowns;
    this.#variables = variables;
    this.#say = say;
  }

  async measure(): Promise<Measured> {
    this.#say('first start');
    const first = await this.#withBot((_, ready) => Promise.resolve(ready));
    const seeded = await this.#inDatabase((database) => seedRegion(database, this.#towns, new Date()));
    const survey: SurveyTime[] = [];
    const growth: GrowthTime[] = [];
    let later: number | null = null;
    let latency: Pick<Measured, 'latency' | 'memory'> | null = null;
    for (const [index, answers] of this.#extent.levels.entries()) {
      const { events } = sizeOf(answers);
      this.#say(`${answers} answers, ${events} events: filling the database`);
      await this.#grow(seeded, answers);
      await this.#withBot(async (bot, ready) => {
        later ??= ready;
        if (index === 0) {
          await showTallies(this.#towns);
          await openSurvey(this.#towns);
        }
        if (index === 1) latency = await this.#latencies(bot);
        this.#say(`${answers} answers, ${events} events: one more answer`);
        survey.push(...(await measureSurvey(this.#towns, answers, this.#extent.surveySamples)));
        if (index === 0) return;
        this.#say(`${answers} answers, ${events} events: bilan and list`);
        growth.push(...(await measureGrowth(this.#towns, events, this.#extent.growthSamples)));
      });
    }
    if (latency === null || later === null) throw new Error('two levels are needed at least');
    return {
      database: this.#kind,
      ready: { first, later },
      ...(latency as Pick<Measured, 'latency' | 'memory'>),
      survey,
      growth,
    };
  }

  async #latencies(bot: Child): Promise<Pick<Measured, 'latency' | 'memory'>> {
    const extent = this.#extent;
    const towns = this.#towns;
    const bareTowns = this.#bareTowns;
    const say = this.#say;
    await announceMeeting(towns);
    const bare = new Child('scripts/bench/bare-bots.ts', {
      ...bareTowns.environment,
      BENCH_SLACK_CHANNEL: bareTowns.slack.channels.announcements,
      BENCH_DISCORD_CHANNEL: bareTowns.discord.channels.announcements,
    });
    try {
      await bare.printed(/ready/);
      await delay(IDLE_MS);
      const idle = { bot: bot.memory(), bare: bare.memory() };
      say('from arrival to acknowledgement and answer: the bare bots');
      const buttons = ({ channels }: Town) => channels.announcements;
      const ofBare = await measureLatency(bareTowns, buttons, () => bare.processorTime(), extent);
      say('from arrival to acknowledgement and answer: the bot');
      const ofBot = await measureLatency(towns, buttons, () => bot.processorTime(), extent);
      await delay(IDLE_MS);
      return {
        latency: { bot: ofBot, bare: ofBare },
        memory: {
          bot: { idle: idle.bot, afterLoad: bot.memory() },
          bare: { idle: idle.bare, afterLoad: bare.memory() },
        },
      };
    } finally {
      await bare.stop();
    }
  }

  async #grow(seeded: Seeded, answers: number): Promise<void> {
    await this.#inDatabase((database) => seedAnswers(database, seeded, sizeOf(answers), new Date()));
  }

  async #withBot<T>(work: (bot: Child, ready: number) => Promise<T>): Promise<T> {
    const bot = new Child(MAIN, { ...this.#towns.environment, ...this.#variables }, AS_STARTED);
    try {
      return await work(bot, await bot.healthy());
    } finally {
      await bot.stop();
      if (bot.complaints !== '') this.#say(`the bot complained:\n${bot.complaints.slice(0, MOST_COMPLAINTS)}`);
    }
  }

  /** Works in the database while no bot has it open: the embedded one belongs to one process. */
  async #inDatabase<T>(work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
    const database = await openDatabase({
      url: this.#variables.DATABASE_URL,
      dataDir: this.#variables.DATA_DIR ?? 'memory',
      log: silentLog,
    });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }
}
