import type { Log } from '../log.ts';

/** Milliseconds before each further attempt, when the platform doesn't say how long to wait. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
/**
 * Milliseconds from the first attempt to the last: long enough for a hiccup, short enough for whoever watches the
 * start.
 */
const LONGEST = 30_000;

export interface PatientStart {
  readonly log: Log;
  /** The log event of a further attempt. */
  readonly event: string;
  /** Returns how many milliseconds to wait at least, 0 where that isn't known; null when waiting won't help. */
  readonly passes: (error: unknown) => number | null;
  /** Waits, in milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Runs a step of connecting, and retries it while the trouble may pass. Throws its last error. */
export async function patiently<T>(step: () => Promise<T>, start: PatientStart): Promise<T> {
  const { log, event, passes, pause, now } = start;
  const began = now();
  let waited = 0;
  for (const usual of PAUSES) {
    try {
      return await step();
    } catch (error) {
      const asked = passes(error);
      const wait = Math.max(asked ?? 0, usual);
      // Steps that take long to fail count towards the limit too.
      if (asked === null || Math.max(waited, now() - began) + wait > LONGEST) throw error;
      log.warn(event, { retryInMs: wait });
      await pause(wait);
      waited += wait;
    }
  }
  return step();
}

/**
 * Codes and names of network trouble that may pass. An address nobody listens at isn't among them: it is a wrong
 * setting.
 */
const PASSING: ReadonlySet<string> = new Set([
  'AbortError',
  'TimeoutError',
  'EAI_AGAIN',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** Returns whether an error, or what caused it, is network trouble that may pass by itself. */
export function isPassingTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return PASSING.has(error.name) || PASSING.has(code) || isPassingTrouble(error.cause);
}
