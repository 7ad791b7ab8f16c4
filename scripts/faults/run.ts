import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRef } from '../../src/chat/message.ts';
import type { LocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import type { Towns } from '../bench/platforms.ts';
import type { Say } from './command-line.ts';
import { Course, type CoursePlan, databaseOf, type Endured, inTowns, type Steps } from './course.ts';
import { type Intended, intend } from './intended.ts';
import { judge, type Verdict } from './judge.ts';
import { fillNaiveTable } from './naive-table.ts';
import { prepare } from './prepare.ts';
import { Processes } from './processes.ts';
import { isRefused } from './refusing.ts';
import { type Stored, storedOn } from './stored.ts';
import { type Answers, Talk } from './talk.ts';
import type { Progress } from './task.ts';

/** One run: so many deliveries under faults and kills. */
export interface Plan extends CoursePlan {
  readonly deliveries: number;
  /** Sender loops in each process. */
  readonly loops: number;
  /** Milliseconds each process pauses between the transactions that store what is to be sent. */
  readonly storeMs: number;
  /** The sender: the bot, or the one that only sends and tries again. */
  readonly sender: 'bot' | 'naive';
  /** Its compiled program. */
  readonly program: string;
  readonly settleMs: number;
  /** The delay of late stores, in milliseconds. */
  readonly late: { readonly least: number; readonly most: number };
  /** Whether nothing but late stores goes wrong. */
  readonly onlyLate: boolean;
}

export interface Result extends Verdict, Endured {
  readonly plan: Plan;
  readonly intended: readonly Intended[];
  readonly stored: readonly Stored[];
  /** The senders' report at the end; null when they never reported. */
  readonly progress: Progress | null;
  /** The number of times a refusing target was tried. */
  readonly tries: number;
  readonly typed: Answers;
  /** Whether everything begun is finished, so that nothing more would have happened. */
  readonly finished: boolean;
}

const TALKERS = 3;
/** How often sockets are dropped before an event is acknowledged, and how many messages are typed to the bot. */
const AGAIN = 5;
const TYPED = 40;

/** Runs a plan. Rejects, with everything removed again, once it is interrupted. */
export function run(plan: Plan, say: Say, interrupted: AbortSignal): Promise<Result> {
  return inTowns(TALKERS, (towns, directory) => new Run(plan, towns, directory).run(say, interrupted));
}

class Run implements Steps {
  readonly #plan: Plan;
  readonly #towns: Towns;
  readonly #directory: string;
  readonly #course: Course;
  readonly #talk: Talk | null;
  #again = 0;
  #tries = 0;

  constructor(plan: Plan, towns: Towns, directory: string) {
    this.#plan = plan;
    this.#towns = towns;
    this.#directory = directory;
    this.#course = new Course(plan, towns, plan);
    this.#talk = plan.sender === 'bot' && !plan.onlyLate ? new Talk(towns, this.#course.random) : null;
    for (const { requests } of [towns.slack, towns.discord]) {
      requests.each((request) => {
        if (isRefused(request)) this.#tries += 1;
      });
    }
  }

  async run(say: Say, interrupted: AbortSignal): Promise<Result> {
    const plan = this.#plan;
    const course = this.#course;
    const towns = [this.#towns.slack.platform as LocalSlack, this.#towns.discord.platform as LocalDiscord];
    const intended = intend(towns, plan.deliveries, course.random, plan.sender === 'naive' || plan.onlyLate);
    const processes = await this.#start(intended);
    try {
      const progress = await course.watch(processes, this, interrupted);
      const { sent = 0, refused = 0 } = progress ?? {};
      say(
        `${plan.name}: ${sent} sent, ${refused} refused, ${course.trouble.total} faults, ${course.kills.count} kills`,
      );
      await course.end(plan.settleMs, plan.late, interrupted);
      const stored = towns.flatMap(storedOn);
      const last = processes.progress() ?? progress;
      return {
        ...judge(intended, stored),
        ...{ plan, intended, stored, ...course.endured(processes), progress: last, tries: this.#tries },
        typed: this.#talk?.verdict() ?? { said: 0, lost: 0, doubled: 0 },
        finished: course.isFinished(this, last),
      };
    } finally {
      await processes.stop();
    }
  }

  async #start(intended: readonly Intended[]): Promise<Processes> {
    const plan = this.#plan;
    const towns = this.#towns;
    const file = join(this.#directory, 'intended.jsonl');
    writeFileSync(file, intended.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const database = databaseOf(plan, this.#directory);
    let picture: FileRef | null = null;
    if (plan.sender === 'naive') await fillNaiveTable(plan.url ?? '', intended, plan.processes);
    else picture = await prepare(database, towns);
    const { processes: count, kills, program, loops, settleMs, storeMs } = plan;
    return new Processes({
      ...{ count, kills, program, variables: { ...towns.environment, ...database } },
      task: (share) => ({ intended: file, share, of: count, loops, settleMs, storeMs, picture }),
    });
  }

  async goOn({ sent, refused }: Progress): Promise<number | null> {
    const talk = this.#talk;
    const done = Math.min(1, (sent + refused) / this.#plan.deliveries);
    if (!talk) return done;
    if (talk.said === 0) await talk.begin();
    if (!this.#course.hasBegun && !talk.answered()) return null;
    const spoke = talk.said < TYPED * done && (await talk.goOn());
    if (spoke && this.#again < AGAIN && this.#course.random.chance(0.3)) {
      this.#again += 1;
      this.#course.trouble.bringAgain();
    }
    return done;
  }

  isFinished({ storedAll, stored, open }: Progress): boolean {
    if (!storedAll || stored < this.#plan.deliveries || open > 0) return false;
    return this.#talk?.answered() ?? true;
  }
}
