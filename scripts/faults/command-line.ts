import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopChildren } from '../bench/child.ts';
import { compile } from './compiled.ts';

export type Say = (progress: string) => void;

/** Returns what tells how far a command is, with the seconds since now. */
export function sayer(): Say {
  const began = performance.now();
  return (progress) =>
    console.error(`faults: ${String(Math.round((performance.now() - began) / 1000)).padStart(3)} s · ${progress}`);
}

/** Returns what is aborted once the command is told to stop: however often that is, it first removes what it began. */
export function interruption(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());
  return interrupted.signal;
}

/** The exit code of a command that was interrupted. */
const INTERRUPTED = 130;

/**
 * Lets `work` have these programs compiled. Stops the processes that still run, and removes the programs, whatever happens. The
 * command ends here once it is interrupted.
 */
export async function withPrograms<T>(
  programs: readonly string[],
  interrupted: AbortSignal,
  work: (compiled: readonly string[]) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-faults-'));
  try {
    return await work(compile(programs, directory));
  } catch (error) {
    if (!interrupted.aborted) throw error;
    console.error('faults: interrupted');
    process.exitCode = INTERRUPTED;
  } finally {
    await stopChildren();
    rmSync(directory, { recursive: true, force: true });
  }
  process.exit();
}

/** Writes what was intended and what was stored, one JSON a line each. */
export function writeLines(
  directory: string,
  { intended, stored }: { readonly intended: readonly object[]; readonly stored: readonly object[] },
): void {
  const lines = (objects: readonly object[]) => objects.map((one) => `${JSON.stringify(one)}\n`).join('');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'intended.jsonl'), lines(intended));
  writeFileSync(join(directory, 'stored.jsonl'), lines(stored));
}
