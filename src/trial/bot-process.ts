import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Health, Readiness } from '../bot.ts';
import { environmentOfChild } from '../env.ts';
import type { LinkedBilan } from '../features/reports/link/linked-bilan.ts';
import type { FileLink, LinkedFile } from '../files/link-store.ts';
import type { TrialBot } from '../playground/trial-bot.ts';
import { TrialRefusal } from '../playground/trial-refusal.ts';
import { BOT_ARGUMENT, type BotCalls, type BotSettings, type CallName, type Reply } from './bot-protocol.ts';
import { OpenCalls } from './open-calls.ts';

export type BotState = 'running' | 'starting' | 'killed';

/** The trial's bot in a process of its own, which can be killed while the platforms go on. */
export class BotProcess implements TrialBot {
  readonly #settings: () => BotSettings;
  readonly #changed: () => void;
  readonly #calls = new OpenCalls();
  #process: ChildProcess | undefined;
  state: BotState = 'starting';

  /** `settings` are asked for at each start; `changed` is called whenever the state is another. */
  constructor(settings: () => BotSettings, changed: () => void) {
    this.#settings = settings;
    this.#changed = changed;
  }

  readonly schedule = {
    runDue: (now: Date, { leavesRoutines } = { leavesRoutines: false }): Promise<number> =>
      this.#call('runDue', { now, leavesRoutines }),
    nextDue: (): Promise<Date | null> => this.#call('nextDue', null),
  };

  async quiet(): Promise<void> {
    await this.#call('quiet', null);
  }

  /** Starts the process. Rejects when the bot can't begin to work. */
  async start(): Promise<void> {
    this.#become('starting');
    const program = process.argv[1] ?? '';
    const started = fork(program, [BOT_ARGUMENT], { serialization: 'advanced', env: environmentOfChild() });
    this.#process = started;
    started.on('message', (reply: Reply) => this.#calls.take(reply));
    started.once('exit', () => {
      if (this.#process === started) this.#lost();
    });
    await this.#call('begin', this.#settings());
    this.#become('running');
  }

  /** Kills the process as `kill -9` does: nothing is finished. Resolves once it is gone. */
  async kill(): Promise<void> {
    const killed = this.#process;
    if (!killed) return;
    this.#process = undefined;
    killed.kill('SIGKILL');
    if (killed.exitCode === null && killed.signalCode === null) await once(killed, 'exit');
    this.#lost();
  }

  /** Finishes what was begun and ends the process. */
  async stop(): Promise<void> {
    const stopped = this.#process;
    if (!stopped) return;
    await this.#call('stop', null).catch(() => null);
    this.#process = undefined;
    // It may have ended by itself meanwhile.
    if (stopped.connected) stopped.disconnect();
    if (stopped.exitCode === null && stopped.signalCode === null) await once(stopped, 'exit');
    this.#lost();
  }

  /** Brings its domain clock to that of the trial. */
  async setClock(): Promise<void> {
    await this.#call('setAhead', this.#settings().ahead);
  }

  async health(): Promise<Health> {
    const away = { status: 'unavailable', database: 'unavailable', slack: 'off', discord: 'off' } as const;
    return this.state === 'running' ? this.#call('health', null) : away;
  }

  async readiness(): Promise<Readiness> {
    return this.state === 'running' ? this.#call('readiness', null) : { ready: false, missing: { bot: this.state } };
  }

  /** Returns what it counts. Rejects while it is away. */
  metrics(): Promise<BotCalls['metrics']['result']> {
    return this.#call('metrics', null);
  }

  async linked(link: FileLink): Promise<LinkedFile | 'lost' | 'unknown' | null> {
    return this.state === 'running' ? this.#call('linked', link) : 'unknown';
  }

  async linkedBilan(token: string): Promise<LinkedBilan> {
    return this.state === 'running' ? this.#call('linkedBilan', token) : 'unknown';
  }

  #lost(): void {
    this.#process = undefined;
    this.#calls.giveUp(new TrialRefusal('away'));
    this.#become('killed');
  }

  #become(state: BotState): void {
    if (this.state === state) return;
    this.state = state;
    this.#changed();
  }

  #call<N extends CallName>(name: N, given: BotCalls[N]['given']): Promise<BotCalls[N]['result']> {
    const asked = this.#process;
    return asked ? this.#calls.ask(asked, name, given) : Promise.reject(new TrialRefusal('away'));
  }
}
