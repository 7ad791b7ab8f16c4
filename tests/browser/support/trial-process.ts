import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { VARIABLE_NAMES } from '../../../src/env.ts';

const LOOK_MS = 50;
const READY_MS = 240_000;

/** The trial as `npm start` runs it, on a port and in a data folder of its own. */
export class TrialProcess {
  readonly port: number;
  readonly dataDir: string;
  #process: ChildProcess | undefined;
  #out = '';
  #errors = '';

  private constructor(port: number) {
    this.port = port;
    this.dataDir = mkdtempSync(join(tmpdir(), 'fil-browser-'));
  }

  /** Starts a new one. Resolves once its region is prepared. */
  static async start(): Promise<TrialProcess> {
    const trial = new TrialProcess(await freePort());
    await trial.start();
    return trial;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/essai`;
  }

  /** The errors that it has logged. */
  get errors(): string {
    return this.#errors;
  }

  /** Starts it, or starts it again. Resolves once it greets. */
  async start(): Promise<void> {
    const none = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, '']));
    this.#out = '';
    const started = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      env: { ...process.env, ...none, LOG_LEVEL: 'error', PORT: String(this.port), DATA_DIR: this.dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = started;
    started.stdout?.on('data', (data) => {
      this.#out += String(data);
    });
    started.stderr?.on('data', (data) => {
      this.#errors += String(data);
    });
    for (const end = performance.now() + READY_MS; performance.now() < end; await delay(LOOK_MS)) {
      if (this.#out.includes(this.url)) return;
      if (started.exitCode !== null) break;
    }
    throw new Error(`the trial did not come up\n${this.#out}${this.#errors}`);
  }

  /** Kills it as `kill -9` does. Resolves once it is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Kills its bot alone, as `kill -9` does from a terminal. */
  killBot(): void {
    const { stdout } = spawnSync('pgrep', ['-P', String(this.#process?.pid)], { encoding: 'utf8' });
    for (const pid of stdout.split('\n').filter(Boolean)) process.kill(Number(pid), 'SIGKILL');
  }

  /** Stops it as Ctrl + C does. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Stops it and removes what it has stored. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const ended = this.#process;
    this.#process = undefined;
    if (!ended || ended.exitCode !== null || ended.signalCode !== null) return;
    ended.kill(signal);
    await once(ended, 'close');
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
