import { fork } from 'node:child_process';
import { createSemaphore } from '../../concurrency/semaphore.ts';
import type { Printed, PrintRequest } from './main.ts';

/** Milliseconds. Ten thousand events take some ten seconds on a slow machine. */
const LONGEST = 120_000;

/** One at a time: each takes hundreds of megabytes. */
const turns = createSemaphore(1);

/**
 * Prints a document as PDF and for Word, in a process of its own that gets nothing but the document. Rejects when that
 * process can't, dies or falls silent.
 */
export async function print(request: PrintRequest): Promise<Printed> {
  const done = await turns.take(1, 'print');
  try {
    return await printed(request);
  } finally {
    done();
  }
}

function printed(request: PrintRequest): Promise<Printed> {
  const program = programBeside(import.meta.url);
  const child = fork(program.file, {
    execArgv: [...program.flags, '--max-old-space-size=512'],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    timeout: LONGEST,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000);
    });
    child.once('message', (message) => resolve(message as Printed));
    child.once('error', reject);
    child.once('close', (code, signal) => reject(new Error(`the printer ended (${signal ?? code}): ${said.trim()}`)));
    child.send(request);
  });
}

/** As sources it needs the loader that the sources need; built, it stands beside the other programs. */
function programBeside(here: string): { readonly file: URL; readonly flags: readonly string[] } {
  return here.endsWith('.ts')
    ? { file: new URL('./main.ts', here), flags: ['--import', 'tsx'] }
    : { file: new URL('./print-documents.js', here), flags: [] };
}
