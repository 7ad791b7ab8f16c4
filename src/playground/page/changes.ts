import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { LocalPlatform } from '../local-platform.ts';

/** Several changes within this time are reported once. */
const GATHER_MS = 30;
const KEEP_ALIVE_MS = 25_000;

/** Tells an open page whenever something visible has changed on either platform. */
export function streamChanges(context: Context, platforms: readonly LocalPlatform[]): Response {
  return streamSSE(context, async (stream) => {
    let gathering: NodeJS.Timeout | undefined;
    const tell = () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        void stream.writeSSE({ event: 'change', data: '' });
      }, GATHER_MS);
    };
    const stopListening = platforms.map((platform) => platform.onChange(tell));
    const keepAlive = setInterval(() => void stream.writeSSE({ event: 'alive', data: '' }), KEEP_ALIVE_MS);
    await new Promise<void>((resolve) => {
      stream.onAbort(resolve);
      // Changes made before the page listened are reported too.
      tell();
    });
    for (const stop of stopListening) stop();
    clearInterval(keepAlive);
    clearTimeout(gathering);
  });
}
