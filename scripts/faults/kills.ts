import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import type { Processes } from './processes.ts';
import type { Random } from './random.ts';

/** The share of kills that hit a process right after one of its requests has arrived. */
const AIMED = 0.7;

export interface KillPlan {
  readonly kills: number;
  /** The number of processes that run beside each other. */
  readonly processes: number;
}

/** Decides when which process is killed: spread over a run, mostly in the middle of a request. */
export class Kills {
  /** The number of kills, and how many of them hit while the process's request was being carried out. */
  count = 0;
  sending = 0;
  readonly #plan: KillPlan;
  readonly #random: Random;
  /** The next request of these processes is its process's last. */
  #aimedAt: Processes | null = null;

  constructor(plan: KillPlan, random: Random) {
    this.#plan = plan;
    this.#random = random;
  }

  /** Called now and then. `done` is the progress of the run, from 0 to 1; `open` is how much there still is to send. */
  look(processes: Processes, done: number, open: number): void {
    const plan = this.#plan;
    const random = this.#random;
    const due = this.count < plan.kills && done >= (this.count + 0.5) / (plan.kills + 1);
    // Where there are several, one is left to take over.
    if (!due || processes.ready < Math.min(2, plan.processes)) return;
    if (this.#aimedAt === null && random.chance(AIMED)) this.#aimedAt = processes;
    if (this.#aimedAt !== null && open > 0) return;
    this.#aimedAt = null;
    this.count += 1;
    processes.kill(random, null);
  }

  /** Called when a request that posts or changes something has arrived and isn't carried out yet. */
  requested(platform: LocalPlatformName): void {
    const processes = this.#aimedAt;
    if (processes === null || processes.ready === 0) return;
    this.#aimedAt = null;
    this.count += 1;
    if (processes.kill(this.#random, platform)) this.sending += 1;
  }
}
