import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { VARIABLE_NAMES } from '../../src/env.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 60_000;
const STOP_MS = 15_000;
const LOOK_MS = 5;

const running = new Set<Child>();
// Whatever ends this process ends its children too.
process.on('exit', () => {
  for (const child of running) void child.kill();
});

/** Stops the children that still run when something went wrong half-way. */
export async function stopChildren(): Promise<void> {
  await Promise.all([...running].map((child) => child.stop()));
}

export type Variables = Readonly<Record<string, string>>;

export interface ChildOptions {
  /** Whether it starts with a debugger. */
  readonly debugged?: boolean;
  /** Options of Node. */
  readonly options?: readonly string[];
}

/** A bot in a process of its own. */
export class Child {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #began = performance.now();
  #out = '';
  #errors = '';

  /** `program` is a path from the project's root, of TypeScript or compiled. */
  constructor(program: string, variables: Variables, { debugged = false, options = [] }: ChildOptions = {}) {
    // Empty variables count as missing, also in a .env file; npm's own would make the bot look for its shell.
    const none = Object.fromEntries(['npm_lifecycle_event', ...VARIABLE_NAMES].map((name) => [name, undefined]));
    const empty = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, '']));
    const loader = program.endsWith('.ts') ? ['--import', 'tsx'] : [];
    this.#process = spawn(
      process.execPath,
      [...profiling(), ...(debugged ? ['--inspect=127.0.0.1:0'] : []), ...options, ...loader, program],
      {
        cwd: root,
        env: { ...process.env, ...none, ...empty, PORT: '0', LOG_LEVEL: 'error', ...variables },
        stdio: ['pipe', 'pipe', 'pipe'],
        // Ctrl-C is for this process, which stops its children in order.
        detached: true,
      },
    );
    running.add(this);
    // A killed process no longer reads.
    this.#process.stdin?.on('error', () => {});
    this.#process.stdout?.on('data', (data) => {
      this.#out += String(data);
    });
    this.#process.stderr?.on('data', (data) => {
      this.#errors += String(data);
    });
    this.#ended = once(this.#process, 'close').finally(() => running.delete(this));
  }

  /** Resolves once this stands in its output. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (const end = performance.now() + READY_MS; performance.now() < end; await delay(LOOK_MS)) {
      const found = pattern.exec(this.#out);
      if (found) return found;
      if (this.#process.exitCode !== null) break;
    }
    throw new Error(`the bot did not come up\n${this.#out}${this.#errors}`);
  }

  /** Returns the milliseconds from its start to the first /health that says it is ready. */
  async healthy(): Promise<number> {
    const [, url = ''] = await this.printed(/(http:\/\/127\.0\.0\.1:\d+)\/health/);
    for (const end = performance.now() + READY_MS; performance.now() < end; await delay(LOOK_MS)) {
      const answer = await fetch(`${url}/health`).catch(() => null);
      if (answer?.status === 200) return performance.now() - this.#began;
    }
    throw new Error('the bot did not become healthy');
  }

  /** Returns its resident memory in MiB, as the system counts it: what it holds now, or the most it ever held. */
  memory(which: 'now' | 'most' = 'now'): number {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
    const line = which === 'now' ? /^VmRSS:\s+(\d+) kB$/m : /^VmHWM:\s+(\d+) kB$/m;
    const [, kibibytes] = line.exec(status) ?? [];
    if (kibibytes === undefined) throw new Error('the system does not tell how much memory the bot takes');
    return Number(kibibytes) / 1024;
  }

  /** Its number in the system. Throws where it couldn't be started. */
  get pid(): number {
    const { pid } = this.#process;
    if (pid === undefined) throw new Error('the bot was not started');
    return pid;
  }

  /** Returns the milliseconds of processor time it has taken. */
  processorTime(): number {
    const stat = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8');
    // The name before may hold spaces; the system counts in hundredths of a second.
    const [, user = 0, system = 0] = /\) (?:\S+ ){11}(\d+) (\d+) /.exec(stat) ?? [];
    return (Number(user) + Number(system)) * 10;
  }

  /** The address of its debugger. Throws where there is none. */
  get debuggerUrl(): string {
    const [url] = /ws:\/\/127\.0\.0\.1:\S+/.exec(this.#errors) ?? [];
    if (url === undefined) throw new Error('its debugger does not listen');
    return url;
  }

  /** The errors it logged: none, if all went well. */
  get complaints(): string {
    return this.#errors;
  }

  get runs(): boolean {
    const { exitCode, signalCode, killed } = this.#process;
    return exitCode === null && signalCode === null && !killed;
  }

  /** Writes a line to its standard input. */
  tell(line: string): void {
    this.#process.stdin?.write(`${line}\n`);
  }

  /** The last whole line it printed; '' before the first. */
  get lastLine(): string {
    const end = this.#out.lastIndexOf('\n');
    return end < 0 ? '' : this.#out.slice(this.#out.lastIndexOf('\n', end - 1) + 1, end);
  }

  /** Ends it like `kill -9`. Resolves once it is gone. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGTERM');
    const late = setTimeout(() => this.#process.kill('SIGKILL'), STOP_MS);
    await this.#ended;
    clearTimeout(late);
  }
}

/** Returns the options for BENCH_PROFILE=folder, where each child then leaves a CPU profile. */
function profiling(): readonly string[] {
  const folder = process.env.BENCH_PROFILE;
  return folder ? ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${folder}`] : [];
}
