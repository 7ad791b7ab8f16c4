import type { Health, Readiness } from '../bot.ts';
import type { LinkedBilan } from '../features/reports/link/linked-bilan.ts';
import type { FileLink, LinkedFile } from '../files/link-store.ts';
import type { TrialBot } from '../playground/trial-bot.ts';
import type { BotCalls, CallName } from './bot-protocol.ts';

/**
 * 'killed' because somebody asked for it; 'crashed' when it has ended by itself and is started again in a moment; 'givenUp' when it
 * has done so too often. In all three somebody may start it.
 */
export type BotState = 'running' | 'starting' | 'killed' | 'crashed' | 'givenUp';

/** The trial's bot as it is asked for something. While it is away, what can be told without it is answered all the same. */
export abstract class AskedBot implements TrialBot {
  abstract state: BotState;

  /** Asks the bot. Rejects with TrialRefusal while it is away. */
  protected abstract ask<N extends CallName>(name: N, given: BotCalls[N]['given']): Promise<BotCalls[N]['result']>;

  readonly schedule = {
    runDue: (now: Date, { leavesRoutines } = { leavesRoutines: false }): Promise<number> =>
      this.ask('runDue', { now, leavesRoutines }),
    nextDue: (): Promise<Date | null> => this.ask('nextDue', null),
    nextDecision: (): Promise<Date | null> => this.ask('nextDecision', null),
  };

  async quiet(): Promise<void> {
    await this.ask('quiet', null);
  }

  async health(): Promise<Health> {
    const away = { status: 'unavailable', database: 'unavailable', slack: 'off', discord: 'off' } as const;
    return this.state === 'running' ? this.ask('health', null) : away;
  }

  async readiness(): Promise<Readiness> {
    return this.state === 'running' ? this.ask('readiness', null) : { ready: false, missing: { bot: this.state } };
  }

  /** Returns what it counts. Rejects while it is away. */
  metrics(): Promise<BotCalls['metrics']['result']> {
    return this.ask('metrics', null);
  }

  async linked(link: FileLink): Promise<LinkedFile | 'lost' | 'unknown' | null> {
    return this.state === 'running' ? this.ask('linked', link) : 'unknown';
  }

  async linkedBilan(token: string): Promise<LinkedBilan> {
    return this.state === 'running' ? this.ask('linkedBilan', token) : 'unknown';
  }
}
