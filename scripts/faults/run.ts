import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FileRef } from '../../src/chat/message.ts';
import type { LocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import type { Variables } from '../bench/child.ts';
import { startTowns, type Towns } from '../bench/platforms.ts';
import { type Intended, intend } from './intended.ts';
import { judge, type Verdict } from './judge.ts';
import { Kills } from './kills.ts';
import { fillNaiveTable } from './naive-table.ts';
import { prepare } from './prepare.ts';
import { Processes } from './processes.ts';
import { Random } from './random.ts';
import { isRefused } from './refusing.ts';
import { type Stored, storedOn } from './stored.ts';
import { type Answers, Talk } from './talk.ts';
import type { Progress } from './task.ts';
import { Trouble } from './trouble.ts';

/** One run: so many deliveries under faults and kills. */
export interface Plan {
  readonly name: string;
  readonly seed: number;
  readonly deliveries: number;
  readonly kills: number;
  readonly processes: number;
  /** Sender loops in each process. */
  readonly loops: number;
  /** Milliseconds each process pauses between the transactions that store what is to be sent. */
  readonly storeMs: number;
  /** A server's database; embedded when null. */
  readonly url: string | null;
  /** The sender: the bot, or the one that only sends and tries again. */
  readonly sender: 'bot' | 'naive';
  /** Its compiled program. */
  readonly program: string;
  readonly settleMs: number;
  /** How late late stores are, in milliseconds. */
  readonly late: { readonly least: number; readonly most: number };
  /** Whether nothing but late stores goes wrong. */
  readonly onlyLate: boolean;
}

export interface Result extends Verdict {
  readonly plan: Plan;
  readonly intended: readonly Intended[];
  readonly stored: readonly Stored[];
  readonly faults: Trouble['counts'];
  readonly kills: Pick<Kills, 'count' | 'sending'>;
  /** How many processes ended without having been killed, and the errors they logged. */
  readonly ended: number;
  readonly lastWords: string;
  readonly seconds: number;
  /** What the senders report at the end; null when they never reported. */
  readonly progress: Progress | null;
  /** How often a refusing target was tried. */
  readonly tries: number;
  readonly typed: Answers;
  /** Whether everything begun is finished, so that nothing more would have happened. */
  readonly finished: boolean;
}

type Say = (progress: string) => void;

const LOOK_MS = 50;
/**
 * Milliseconds without any progress after which a run is ended as it is: longer than the sender ever waits before it
 * tries again.
 */
const STUCK_MS = 75_000;
const TALKERS = 3;
/**
 * How often sockets are dropped in a run, how often before an event is acknowledged, and how many messages are typed to
 * the bot.
 */
const DROPS = 3;
const AGAIN = 5;
const TYPED = 40;

/** Runs a plan. Rejects, with everything removed again, once it is interrupted. */
export async function run(plan: Plan, say: Say, interrupted: AbortSignal): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-faults-'));
  const towns = await startTowns(TALKERS);
  try {
    return await new Run(plan, say, towns, directory).run(interrupted);
  } finally {
    await towns.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

class Run {
  private readonly plan: Plan;
  private readonly say: Say;
  private readonly towns: Towns;
  private readonly directory: string;
  private readonly random: Random;
  private readonly trouble: Trouble;
  private readonly kills: Kills;
  private readonly slack: LocalSlack;
  private readonly discord: LocalDiscord;
  private readonly began = performance.now();
  private drops = 0;
  private again = 0;
  private tries = 0;

  constructor(plan: Plan, say: Say, towns: Towns, directory: string) {
    this.plan = plan;
    this.say = say;
    this.towns = towns;
    this.directory = directory;
    this.random = new Random(plan.seed);
    this.slack = towns.slack.platform as LocalSlack;
    this.discord = towns.discord.platform as LocalDiscord;
    this.kills = new Kills(plan, this.random);
    for (const { requests } of [towns.slack, towns.discord]) {
      requests.each((request) => {
        if (isRefused(request)) this.tries += 1;
      });
    }
    const { slack, discord, random, kills } = this;
    const { late, onlyLate } = plan;
    const requested = kills.requested.bind(kills);
    this.trouble = new Trouble({ slack, discord, random, late, onlyLate, requested });
  }

  async run(interrupted: AbortSignal): Promise<Result> {
    const { plan, slack, discord, random } = this;
    const intended = intend([slack, discord], plan.deliveries, random, plan.sender === 'naive' || plan.onlyLate);
    const processes = await this.start(intended);
    const talk = plan.sender === 'bot' && !plan.onlyLate ? new Talk(this.towns, random) : null;
    try {
      const progress = await this.watch(processes, talk, interrupted);
      this.trouble.end();
      // What is still under way would show by now.
      await delay(plan.settleMs + plan.late.most, undefined, { signal: interrupted });
      const stored = [...storedOn(slack), ...storedOn(discord)];
      const last = processes.progress() ?? progress;
      return {
        ...judge(intended, stored),
        ...{ plan, intended, stored, faults: this.trouble.counts, kills: this.kills, progress: last },
        ...{ ended: processes.ended, lastWords: processes.lastWords, tries: this.tries },
        seconds: Math.round((performance.now() - this.began) / 1000),
        typed: talk?.verdict() ?? { said: 0, lost: 0, doubled: 0 },
        finished: this.kills.count === plan.kills && this.isFinished(last, talk),
      };
    } finally {
      await processes.stop();
    }
  }

  private async start(intended: readonly Intended[]): Promise<Processes> {
    const { plan, towns, directory } = this;
    const file = join(directory, 'intended.jsonl');
    writeFileSync(file, intended.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const database: Variables = plan.url === null ? { DATA_DIR: join(directory, 'data') } : { DATABASE_URL: plan.url };
    let picture: FileRef | null = null;
    if (plan.sender === 'naive') await fillNaiveTable(plan.url ?? '', intended, plan.processes);
    else picture = await prepare(database, towns);
    const { processes: count, kills, program, loops, settleMs, storeMs } = plan;
    return new Processes({
      ...{ count, kills, program, variables: { ...towns.environment, ...database } },
      task: (share) => ({ intended: file, share, of: count, loops, settleMs, storeMs, picture }),
    });
  }

  /**
   * Watches until everything is finished, or nothing goes on. Kills, drops and typed messages are spread by the
   * progress.
   */
  private async watch(processes: Processes, talk: Talk | null, interrupted: AbortSignal): Promise<Progress | null> {
    const { plan, trouble, kills } = this;
    let [progress, changedAt]: [Progress | null, number] = [null, performance.now()];
    while (performance.now() - changedAt < STUCK_MS) {
      await delay(LOOK_MS, undefined, { signal: interrupted });
      processes.look();
      const next = processes.progress();
      if (next && next.sent !== progress?.sent) changedAt = performance.now();
      progress = next ?? progress;
      if (!progress || processes.ready === 0) continue;
      if (talk?.said === 0) await talk.begin();
      if (talk && this.drops + kills.count === 0 && !talk.answered()) continue;
      const done = Math.min(1, (progress.sent + progress.refused) / plan.deliveries);
      kills.look(processes, done, progress.open);
      if (!plan.onlyLate && this.drops < DROPS && done >= (this.drops + 0.5) / DROPS) {
        this.drops += 1;
        trouble.dropSockets();
      }
      if (talk && talk.said < TYPED * done) await this.goOn(talk);
      if (kills.count === plan.kills && this.isFinished(progress, talk)) break;
    }
    const { sent = 0, refused = 0 } = progress ?? {};
    this.say(`${plan.name}: ${sent} sent, ${refused} refused, ${trouble.total} faults, ${kills.count} kills`);
    return progress;
  }

  private async goOn(talk: Talk): Promise<void> {
    await talk.goOn();
    if (this.again >= AGAIN || !this.random.chance(0.3)) return;
    this.again += 1;
    this.trouble.bringAgain();
  }

  private isFinished(progress: Progress | null, talk: Talk | null): boolean {
    if (!progress?.storedAll || progress.stored < this.plan.deliveries || progress.open > 0) return false;
    return talk?.answered() ?? true;
  }
}
