import { Worker } from 'node:worker_threads';

/** Reads media types from the first bytes of files. */
export interface TypeReader {
  /** Returns null when no signature matches. Rejects with Unreadable when the reader hangs or dies. */
  read(beginning: Uint8Array): Promise<string | null>;
}

/** The bytes made the reader hang or die. */
export class Unreadable extends Error {}

/** A few MiB of memory are enough for the bytes it is given. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 } as const;

/**
 * Creates a thread that reads strangers' bytes, one file after the other, so that no content can hold anybody up.
 * When it dies, or takes longer than `limitMs`, that file is unreadable and the next one gets a new thread.
 */
export function createTypeReader(script: URL, limitMs: number): TypeReader {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    // The thread gets neither the loader nor the environment.
    const started = new Worker(script, { resourceLimits: LIMITS, execArgv: [], env: {} });
    started.unref();
    return started;
  }

  async function ask(beginning: Uint8Array): Promise<string | null> {
    const asked = worker ?? start();
    worker = asked;
    try {
      return await answerOf(asked, beginning, limitMs);
    } catch (error) {
      worker = null;
      await asked.terminate();
      throw error;
    }
  }

  return {
    read(beginning) {
      const answer = last.then(() => ask(beginning));
      last = answer.catch(() => {});
      return answer;
    },
  };
}

function answerOf(worker: Worker, beginning: Uint8Array, limitMs: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const settle = (settled: () => void) => {
      clearTimeout(late);
      worker.off('message', answered).off('error', died).off('exit', died);
      settled();
    };
    const answered = (found: unknown) => settle(() => resolve(typeof found === 'string' ? found : null));
    const died = () => settle(() => reject(new Unreadable('the thread that reads files has died')));
    const late = setTimeout(
      () => settle(() => reject(new Unreadable('the thread that reads files has fallen silent'))),
      limitMs,
    );
    worker.on('message', answered).on('error', died).on('exit', died);
    worker.postMessage(beginning);
  });
}
