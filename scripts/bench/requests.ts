import type { RecordedRequest } from '../../src/playground/local-platform.ts';

type Wanted = (request: RecordedRequest) => boolean;

const PATIENCE_MS = 120_000;

/** Requests that are awaited of the bot. */
export interface Expected {
  readonly moments: Promise<readonly number[]>;
  /** Says that one of them won't come. */
  oneLess(): void;
}

/** Hears the bot's requests to a local platform, at the moment the platform has stored them. */
export class Requests {
  readonly #listeners = new Set<(request: RecordedRequest) => void>();

  /**
   * Hears the list instead of keeping it: over thousands of requests it would take the memory that is measured here.
   */
  constructor(recorded: RecordedRequest[]) {
    Object.defineProperty(recorded, 'push', {
      value: (request: RecordedRequest) => {
        for (const listener of this.#listeners) listener(request);
        return 0;
      },
    });
  }

  /** Calls the listener with each request from now on. */
  hear(listener: (request: RecordedRequest) => void): void {
    this.#listeners.add(listener);
  }

  /** Awaits the moments (`performance.now()`) of the next so many requests of this kind. */
  next(count: number, wanted: Wanted, what: string): Expected {
    const moments: number[] = [];
    let missing = count;
    const { promise, resolve, reject } = withResolvers<readonly number[]>();
    const late = setTimeout(() => end(new Error(`only ${moments.length} of ${count} came: ${what}`)), PATIENCE_MS);
    const end = (failed: Error | null) => {
      clearTimeout(late);
      this.#listeners.delete(listen);
      if (failed) reject(failed);
      else resolve(moments);
    };
    const listen = (request: RecordedRequest) => {
      if (!wanted(request)) return;
      moments.push(performance.now());
      if (moments.length >= missing) end(null);
    };
    this.#listeners.add(listen);
    return {
      moments: promise,
      oneLess() {
        missing -= 1;
        if (moments.length >= missing) end(null);
      },
    };
  }

  /** Calls the listener with each from now on. */
  each(listener: (request: RecordedRequest) => void): void {
    this.#listeners.add(listener);
  }

  /** Resolves once the bot has sent nothing for so many milliseconds. */
  quiet(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#listeners.delete(again);
        resolve();
      };
      let timer = setTimeout(done, milliseconds);
      const again = () => {
        clearTimeout(timer);
        timer = setTimeout(done, milliseconds);
      };
      this.#listeners.add(again);
    });
  }
}

/**
 * Returns whether a request stores an answer to one person: it replaces "…is thinking" on Discord, and comes by the
 * response URL on Slack.
 */
export function isAnswer({ method, path, status }: RecordedRequest): boolean {
  if (status >= 300) return false;
  if (path === 'response_url' || path === 'chat.postEphemeral') return true;
  return method === 'PATCH' && /^\/webhooks\/.*\/messages\/(%40|@)original$/.test(path);
}

/** Returns whether a request opens a form. */
export function isForm({ method, path, status, body }: RecordedRequest): boolean {
  if (status >= 300) return false;
  if (path === 'views.open') return true;
  return (
    method === 'POST' && /^\/interactions\/.*\/callback$/.test(path) && (body as { type?: unknown }).type === MODAL
  );
}

/** Returns a test of whether a request brings a file with this extension. */
export function carries(extension: string): Wanted {
  return ({ status, body }) => status < 300 && JSON.stringify(body ?? '').includes(extension);
}

/** Discord's number for an answer that is a form. */
const MODAL = 9;

/** Returns whether a request posts a message in a channel or conversation, not an answer to one person. */
export function isPosted({ method, path }: RecordedRequest): boolean {
  return path === 'chat.postMessage' || (method === 'POST' && /^\/channels\/\d+\/messages$/.test(path));
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((succeed, fail) => {
    resolve = succeed;
    reject = fail;
  });
  return { promise, resolve, reject };
}
