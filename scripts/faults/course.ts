import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import type { Variables } from '../bench/child.ts';
import { startTowns, type Towns } from '../bench/platforms.ts';
import { type KillPlan, Kills } from './kills.ts';
import type { Processes } from './processes.ts';
import { Random } from './random.ts';
import type { Progress } from './task.ts';
import { Trouble, type TroubleOptions } from './trouble.ts';

const LOOK_MS = 50;
/**
 * Milliseconds without any progress after which a run is ended as it is: longer than the bot ever waits before it tries
 * again.
 */
const STUCK_MS = 75_000;
/** How often sockets are dropped in a run. */
const DROPS = 3;

export interface CoursePlan extends KillPlan {
  readonly name: string;
  readonly seed: number;
  /** A server's database; embedded when null. */
  readonly url: string | null;
}

/** The steps of which a run consists. */
export interface Steps {
  /**
   * Lets go on what people do. Returns how far the run is, from 0 to 1, by which kills and drops are spread; null while
   * nothing is to be killed or dropped yet.
   */
  goOn(progress: Progress): Promise<number | null>;
  /** Whether everything begun is finished, so that nothing more would happen. */
  isFinished(progress: Progress): boolean;
}

/** The faults and kills that a run went through. */
export interface Endured {
  readonly faults: Trouble['counts'];
  readonly kills: Pick<Kills, 'count' | 'sending'>;
  /** The number of processes that ended without having been killed. */
  readonly ended: number;
  /** The errors that the processes logged. */
  readonly complaints: string;
  readonly seconds: number;
}

/** Lets `work` have local platforms, with so many people, and a folder of its own. Both are removed whatever happens. */
export async function inTowns<T>(people: number, work: (towns: Towns, directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-faults-'));
  const towns = await startTowns(people);
  try {
    return await work(towns, directory);
  } finally {
    await towns.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Returns what tells the bot of a run where its database is. */
export function databaseOf({ url }: CoursePlan, directory: string): Variables {
  return url === null ? { DATA_DIR: join(directory, 'data') } : { DATABASE_URL: url };
}

/** Lets requests go wrong, drops sockets and kills processes, while a run goes on. */
export class Course {
  readonly random: Random;
  readonly trouble: Trouble;
  readonly kills: Kills;
  readonly #plan: CoursePlan;
  readonly #began = performance.now();
  readonly #drops: number;
  #dropped = 0;

  constructor(plan: CoursePlan, towns: Towns, trouble: Pick<TroubleOptions, 'late' | 'onlyLate' | 'discordPath'>) {
    this.#plan = plan;
    this.#drops = trouble.onlyLate ? 0 : DROPS;
    this.random = new Random(plan.seed);
    this.kills = new Kills(plan, this.random);
    this.trouble = new Trouble({
      ...{ slack: towns.slack.platform as LocalSlack, discord: towns.discord.platform as LocalDiscord },
      ...{ random: this.random, ...trouble, requested: this.kills.requested.bind(this.kills) },
    });
  }

  /** Whether anything was killed or dropped yet. */
  get hasBegun(): boolean {
    return this.#dropped + this.kills.count > 0;
  }

  /** Goes on until everything is finished, or nothing goes on. Rejects once it is interrupted. */
  async watch(processes: Processes, steps: Steps, interrupted: AbortSignal): Promise<Progress | null> {
    let [progress, changedAt]: [Progress | null, number] = [null, performance.now()];
    while (performance.now() - changedAt < STUCK_MS) {
      await delay(LOOK_MS, undefined, { signal: interrupted });
      processes.look();
      const next = processes.progress();
      if (next && next.sent !== progress?.sent) changedAt = performance.now();
      progress = next ?? progress;
      if (!progress || processes.ready === 0) continue;
      const done = await steps.goOn(progress);
      if (done === null) continue;
      this.kills.look(processes, done, progress.open);
      if (this.#dropped < this.#drops && done >= (this.#dropped + 0.5) / this.#drops) {
        this.#dropped += 1;
        this.trouble.dropSockets();
      }
      if (this.#isThrough(steps, progress)) break;
    }
    return progress;
  }

  /** Ends all trouble, and waits so long that anything that is still under way would show: `settleMs`, and what is stored late. */
  async end(settleMs: number, late: TroubleOptions['late'], interrupted: AbortSignal): Promise<void> {
    this.trouble.end();
    await delay(settleMs + late.most, undefined, { signal: interrupted });
  }

  isFinished(steps: Steps, progress: Progress | null): boolean {
    return progress !== null && this.#isThrough(steps, progress);
  }

  endured({ ended, complaints }: Processes): Endured {
    return {
      ...{ faults: this.trouble.counts, kills: this.kills, ended, complaints },
      seconds: Math.round((performance.now() - this.#began) / 1000),
    };
  }

  #isThrough(steps: Steps, progress: Progress): boolean {
    return this.kills.count === this.#plan.kills && steps.isFinished(progress);
  }
}
