import { Worker } from 'node:worker_threads';

/** Reads media types from the first bytes of files. */
export interface TypeReader {
  /** Null where no signature is known. Rejects with Unreadable where the reader fell silent, or died. */
  read(beginning: Uint8Array): Promise<string | null>;
}

/** What reads the bytes came to no end with them. */
export class Unreadable extends Error {}

/** Some MiB of memory are enough for the few bytes it is given. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 } as const;

/**
 * A thread that looks at bytes of strangers, one file after the other, so that whatever is in them holds nobody up: when
 * it dies, or takes longer than `limitMs`, that file can't be read, and the next one gets a new thread.
 */
export function createTypeReader(script: URL, limitMs: number): TypeReader {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    // Without the loader, and without what the environment holds.
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
