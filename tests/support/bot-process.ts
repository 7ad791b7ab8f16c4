import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'vitest';
import { built } from '../../scripts/build/built.mjs';
import { VARIABLE_NAMES } from '../../src/env.ts';
import type { DatabaseLocation } from './database.ts';

export type Variables = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Set<ChildProcess>();

/** As it is built, from the sources that are here. */
const NODE = [process.execPath, join(await built(), 'main.js')] as const;
export const NPM = ['npm', '--silent', 'start'] as const;

/** Matches the address at which it says that it can be asked how it is, or tried. */
const ADDRESS = /(http:\/\/127\.0\.0\.1:\d+)\/(?:health|essai)/;

/** Runs the bot in a process of its own, with these variables and no others. */
export class BotProcess {
  readonly #child: ChildProcess;
  #out = '';
  #err = '';
  readonly ended: Promise<Ended>;

  /** What it has written so far about what went wrong. */
  get errors(): string {
    return this.#err;
  }

  constructor(variables: Variables, [command, ...words]: readonly [string, ...string[]] = NODE) {
    // Empty variables count as missing, also in a .env file.
    const none = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, '']));
    this.#child = spawn(command, words, {
      env: { ...process.env, ...none, PORT: '0', LOG_LEVEL: 'error', RATE_LIMITS: 'off', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(this.#child);
    this.#child.stdout?.on('data', (data) => {
      this.#out += String(data);
    });
    this.#child.stderr?.on('data', (data) => {
      this.#err += String(data);
    });
    this.ended = once(this.#child, 'close').then(([code]) => {
      running.delete(this.#child);
      return { code: typeof code === 'number' ? code : null, stdout: this.#out, stderr: this.#err };
    });
  }

  /** Returns the address it prints once it runs. */
  async url(): Promise<string> {
    await expect.poll(() => this.#out, { timeout: 120_000 }).toMatch(ADDRESS);
    return ADDRESS.exec(this.#out)?.[1] ?? '';
  }

  /** Returns the ids of the processes that it has started and that still run. */
  children(): readonly number[] {
    const { stdout } = spawnSync('pgrep', ['-P', String(this.#child.pid)], { encoding: 'utf8' });
    return stdout.split('\n').filter(Boolean).map(Number);
  }

  stop(): void {
    this.#child.kill('SIGTERM');
  }

  /** Kills it like `kill -9`: nothing is finished, nothing is said. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }
}

/** Ends the processes that a failed test has left running. */
export function killBots(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Returns the variables that lead to a database. */
export function at({ url, dataDir }: DatabaseLocation): Variables {
  return url === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: url };
}
