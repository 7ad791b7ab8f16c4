import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { environmentOfChild } from '../env.ts';
import { TrialRefusal } from '../playground/trial-refusal.ts';
import { type Pace, realPace } from '../timers/pace.ts';
import { AskedBot, type BotState } from './asked-bot.ts';
import { BOT_ARGUMENT, type BotCalls, type BotSettings, type CallName, type Reply } from './bot-protocol.ts';
import { OpenCalls } from './open-calls.ts';
import { Revival } from './revival.ts';

/** An end of the process that nobody asked for. */
export interface UnaskedEnd {
  /** The signal that has ended it, or its exit code: "SIGKILL", "code 1"; or why it couldn't begin. */
  readonly how: string;
  /** Milliseconds until it is started again; null when it isn't any more. */
  readonly againIn: number | null;
}

export interface BotProcessOptions {
  /** The settings for each start. */
  readonly settings: () => BotSettings;
  /** Is called whenever the state is another. */
  readonly changed: () => void;
  /** Is told of each end that nobody asked for, once it has run. */
  readonly ended: (end: UnaskedEnd) => void;
  /** The program that is run; this process's own by default. */
  readonly program?: string;
  /** The real one by default. */
  readonly pace?: Pace;
}

/** The trial's bot in a process of its own, which can be killed while the platforms go on. Where it ends by itself it is started again. */
export class BotProcess extends AskedBot {
  readonly #options: BotProcessOptions;
  readonly #calls = new OpenCalls();
  readonly #revival: Revival;
  #process: ChildProcess | undefined;
  /** Whether it is started again when it ends by itself: once it has begun, or is started again, until somebody kills or stops it. */
  #isKeptUp = false;
  state: BotState = 'starting';
  /** How it has last ended by itself; null where it hasn't. */
  endedBy: string | null = null;
  /** Milliseconds that its last start took, with what it had missed; null before it was started again. */
  cameBackIn: number | null = null;

  constructor(options: BotProcessOptions) {
    super();
    this.#options = options;
    // The end of one that doesn't begin is told as any other.
    this.#revival = new Revival(options.pace ?? realPace, () => void this.#comeBack().catch(() => {}));
  }

  /** Starts the process. Rejects when the bot can't begin to work. */
  async start(): Promise<void> {
    this.#revival.leave();
    await this.#begin();
  }

  /** Starts it after it has ended. Resolves once it has done what it had missed. Where it ends meanwhile, it is started again by itself. */
  async startAgain(): Promise<void> {
    this.#revival.leave();
    this.#isKeptUp = true;
    await this.#comeBack();
  }

  async #comeBack(): Promise<void> {
    const began = performance.now();
    await this.#begin();
    await this.quiet();
    this.cameBackIn = Math.round(performance.now() - began);
    this.#options.changed();
  }

  async #begin(): Promise<void> {
    this.#become('starting');
    const started = launched(this.#options.program ?? process.argv[1] ?? '', (how) => this.#ended(started, how));
    this.#process = started;
    started.on('message', (reply: Reply) => this.#calls.take(reply));
    try {
      await this.ask('begin', this.#options.settings());
    } catch (error) {
      if (this.#process !== started) throw new TrialRefusal('notStarted');
      this.#ended(started, error instanceof Error ? error.message : String(error));
      await endOf(started);
      throw error;
    }
    this.#isKeptUp = true;
    this.#revival.runs();
    this.#become('running');
  }

  /** Kills the process as `kill -9` does: nothing is finished. Resolves once it is gone. */
  async kill(): Promise<void> {
    this.#isKeptUp = false;
    this.#revival.leave();
    const killed = this.#process;
    if (!killed) return;
    this.#process = undefined;
    await endOf(killed);
    this.#lost('killed');
  }

  /** Finishes what was begun and ends the process. */
  async stop(): Promise<void> {
    this.#isKeptUp = false;
    this.#revival.leave();
    const stopped = this.#process;
    if (!stopped) return;
    await this.ask('stop', null).catch(() => null);
    this.#process = undefined;
    // It may have ended by itself meanwhile.
    if (stopped.connected) stopped.disconnect();
    if (isAlive(stopped)) await once(stopped, 'exit');
    this.#lost('killed');
  }

  /** Brings its domain clock to that of the trial. */
  async setClock(): Promise<void> {
    await this.ask('setAhead', this.#options.settings().ahead);
  }

  /** Deals with a process that has ended, or can't begin, although nobody has asked for that. */
  #ended(ended: ChildProcess, how: string): void {
    if (this.#process !== ended) return;
    this.#process = undefined;
    // One that has never run, or is being stopped, whoever waits for it hears of.
    if (!this.#isKeptUp) {
      this.#lost('killed');
      return;
    }
    const againIn = this.#revival.ended();
    this.endedBy = how;
    this.#options.ended({ how, againIn });
    this.#lost(againIn === null ? 'givenUp' : 'crashed');
  }

  #lost(state: BotState): void {
    this.#calls.giveUp(new TrialRefusal('away'));
    this.#become(state);
  }

  #become(state: BotState): void {
    if (this.state === state) return;
    this.state = state;
    this.#options.changed();
  }

  protected ask<N extends CallName>(name: N, given: BotCalls[N]['given']): Promise<BotCalls[N]['result']> {
    const asked = this.#process;
    return asked ? this.#calls.ask(asked, name, given) : Promise.reject(new TrialRefusal('away'));
  }
}

/** Starts a program. `ended` is told by what it has ended, or why it couldn't begin. */
function launched(program: string, ended: (how: string) => void): ChildProcess {
  const started = fork(program, [BOT_ARGUMENT], { serialization: 'advanced', env: environmentOfChild() });
  started.once('exit', (code, signal) => ended(signal ?? `code ${code}`));
  started.on('error', ({ message }) => {
    // One that runs can't be told something any more: its end follows.
    if (started.pid === undefined) ended(message);
  });
  return started;
}

const isAlive = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;

/** Kills a process, unless it has ended. Resolves once it is gone. */
async function endOf(ended: ChildProcess): Promise<void> {
  if (!isAlive(ended)) return;
  ended.kill('SIGKILL');
  await once(ended, 'exit');
}
