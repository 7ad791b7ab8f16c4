import { fork } from 'node:child_process';

/** A program of ours that answers one question and ends. */
export interface Program {
  readonly file: URL;
  /** Node's own options, without which it doesn't start. */
  readonly flags: readonly string[];
  /** Milliseconds after which it is killed. */
  readonly longest: number;
  /** The most megabytes of JavaScript's own memory. */
  readonly heap: number;
}

/**
 * Starts a program in a process of its own, which gets nothing but the question: no environment and no token. Resolves to its answer.
 * Rejects when it can't answer, dies or falls silent.
 */
export function askProgram({ file, flags, longest, heap }: Program, question: object): Promise<unknown> {
  const child = fork(file, {
    execArgv: [...flags, `--max-old-space-size=${heap}`],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    timeout: longest,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000);
    });
    child.once('message', resolve);
    child.once('error', reject);
    child.once('close', (code, signal) => reject(new Error(`the program ended (${signal ?? code}): ${said.trim()}`)));
    child.send(question);
  });
}
