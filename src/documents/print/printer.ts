import { askProgram } from '../../concurrency/program.ts';
import { createSemaphore } from '../../concurrency/semaphore.ts';
import type { Printed, PrintRequest } from './main.ts';

/** Milliseconds. Ten thousand events take some ten seconds on a slow machine. */
const LONGEST = 120_000;
/** Megabytes. */
const HEAP = 512;

/** One at a time: each takes hundreds of megabytes. */
const turns = createSemaphore(1);

/**
 * Prints a document as PDF and for Word, in a process of its own that gets nothing but the document. Rejects when that
 * process can't, dies or falls silent.
 */
export async function print(request: PrintRequest): Promise<Printed> {
  const done = await turns.take(1, 'print');
  try {
    const program = { ...programBeside(import.meta.url), longest: LONGEST, heap: HEAP };
    return (await askProgram(program, request)) as Printed;
  } finally {
    done();
  }
}

/** As sources it needs the loader that the sources need; built, it stands beside the other programs. */
function programBeside(here: string): { readonly file: URL; readonly flags: readonly string[] } {
  return here.endsWith('.ts')
    ? { file: new URL('./main.ts', here), flags: ['--import', 'tsx'] }
    : { file: new URL('./print-documents.js', here), flags: [] };
}
