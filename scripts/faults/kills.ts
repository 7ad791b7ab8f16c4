import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import type { Processes } from './processes.ts';
import type { Random } from './random.ts';

/** How many of the kills are for a process of which a request has just come. */
const AIMED = 0.7;

export interface KillPlan {
  readonly kills: number;
  /** How many processes work beside each other. */
  readonly processes: number;
}

/** When which process is killed: spread over a run, mostly in the middle of a request. */
export class Kills {
  /** How many there were, and how many of them while what the process had sent was being carried out. */
  count = 0;
  sending = 0;
  private readonly plan: KillPlan;
  private readonly random: Random;
  /** Whose next request is its process's last. */
  private aimedAt: Processes | null = null;

  constructor(plan: KillPlan, random: Random) {
    this.plan = plan;
    this.random = random;
  }

  /** `done`: how far the run is, from 0 to 1; `open`: how much there still is to send. */
  look(processes: Processes, done: number, open: number): void {
    const { plan, random } = this;
    const due = this.count < plan.kills && done >= (this.count + 0.5) / (plan.kills + 1);
    // Where there are several, somebody is left to take over.
    if (!due || processes.ready < Math.min(2, plan.processes)) return;
    if (this.aimedAt === null && random.chance(AIMED)) this.aimedAt = processes;
    if (this.aimedAt !== null && open > 0) return;
    this.aimedAt = null;
    this.count += 1;
    processes.kill(random, null);
  }

  /** A request that posts or changes something has come and isn't carried out yet. */
  requested(platform: LocalPlatformName): void {
    const processes = this.aimedAt;
    if (processes === null || processes.ready === 0) return;
    this.aimedAt = null;
    this.count += 1;
    if (processes.kill(this.random, platform)) this.sending += 1;
  }
}
