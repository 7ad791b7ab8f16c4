import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

/** Several changes within this time are reported once. */
const GATHER_MS = 30;
const KEEP_ALIVE_MS = 25_000;
/** After how long a page that was cut off comes back. */
const RETRY_MS = 1_000;

/** A source that tells a listener of its changes until that unsubscribes. */
interface Changing {
  onChange(listener: () => void): () => void;
}

/** Tells an open page whenever something visible has changed, on either platform or in time. It ends once `over` says so. */
export function streamChanges(context: Context, all: readonly Changing[], over?: AbortSignal): Response {
  return streamSSE(context, async (stream) => {
    let gathering: NodeJS.Timeout | undefined;
    const tell = () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        void stream.writeSSE({ event: 'change', data: '', retry: RETRY_MS });
      }, GATHER_MS);
    };
    const stopListening = all.map((one) => one.onChange(tell));
    const keepAlive = setInterval(() => void stream.writeSSE({ event: 'alive', data: '' }), KEEP_ALIVE_MS);
    const closed = new AbortController();
    await new Promise<void>((resolve) => {
      stream.onAbort(resolve);
      // Taken away once the page has gone: `over` lives as long as the bot.
      over?.addEventListener('abort', () => resolve(), { once: true, signal: closed.signal });
      // Changes made before the page listened are reported too.
      tell();
    });
    closed.abort();
    for (const stop of stopListening) stop();
    clearInterval(keepAlive);
    clearTimeout(gathering);
  });
}
