import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PoolRunnerInitializer, PoolWorker } from 'vitest/node';

/** A message between the pool and a thread, as far as it matters here. */
interface Told {
  readonly type?: 'start' | 'started' | 'run' | 'testfileFinished' | 'stop' | 'stopped';
  readonly context?: object;
}

type Listener = Parameters<PoolWorker['on']>[1];

/**
 * One thread, kept from run to run with everything loaded, where Vitest would start another for each. A mutation test
 * has thousands of runs of a few milliseconds, and nothing changes between them but which mutant is switched on.
 */
export function warmThreads(): PoolRunnerInitializer {
  let kept: Worker | null = null;

  return {
    name: 'warm-threads',
    createPoolWorker({ distPath, env, execArgv, project }) {
      const isStarted = kept !== null;
      const thread = kept ?? new Worker(join(distPath, 'workers', 'threads.js'), { env, execArgv });
      kept = thread;
      let running = false;
      let tell: Listener = () => {};

      async function end(): Promise<void> {
        if (kept === thread) kept = null;
        await thread.terminate();
      }
      if (!isStarted) project.vitest.onClose(end);

      return {
        name: 'threads',
        async start() {},
        on(event, listener) {
          if (event === 'message') tell = listener;
          thread.on(event, listener);
        },
        off(event, listener) {
          thread.off(event, listener);
        },
        deserialize(told) {
          if ((told as Told).type === 'testfileFinished') running = false;
          return told;
        },
        send(request) {
          const { type, context } = request as Told;
          running ||= type === 'run';
          // It has been started before, and goes on: what differs from run to run is told with the run.
          if (type === 'start' && isStarted) tell({ __vitest_worker_response__: true, type: 'started' });
          else if (type === 'stop') tell({ __vitest_worker_response__: true, type: 'stopped' });
          else if (type !== 'run') thread.postMessage(request);
          else thread.postMessage({ ...request, context: { ...context, config: project.serializedConfig } });
        },
        async stop() {
          thread.off('message', tell);
          // What is stopped in the middle of a run would never end it.
          if (running) await end();
        },
      };
    },
  };
}
