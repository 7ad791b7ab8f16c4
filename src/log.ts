import pino from 'pino';

/**
 * The fields a log line may carry: internal ids, codes, counts and durations. Never a name, an address, what somebody
 * typed or a token: logs are copied around and kept by people who have no business reading those.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>> & {
  readonly error?: never;
};

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export interface Log {
  /** The days for which whoever runs the bot keeps what it logs; null where they haven't said. */
  readonly keptDays: number | null;
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** Logs an error, reduced to its type, code and stack frames: its message may quote data. */
  error(event: string, error: unknown, fields?: LogFields): void;
  /** Returns a log whose every line carries these fields. */
  with(fields: LogFields): Log;
}

const SECRETS = ['token', 'secret', 'password', 'authorization', 'url', 'name', 'text', 'email'];

export interface LogOptions {
  readonly level?: LogLevel;
  /** See Log; not said unless given. */
  readonly keptDays?: number | undefined;
  /**
   * The stream that lines go to: standard error by default, so that standard output stays for what a command prints.
   */
  readonly destination?: pino.DestinationStream;
}

export function createLog(options: LogOptions = {}): Log {
  const logger = pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'event',
      // This is a safety net under the rule above, not a licence to log these.
      redact: { paths: SECRETS, censor: '[removed]' },
    },
    options.destination ?? toStandardError(),
  );
  return wrap(logger, options.keptDays ?? null);
}

/** The most characters that are kept while they can't be written. */
const MOST_UNWRITTEN = 1_000_000;

/** Returns what writes to standard error. What can't be written, as on a full disk, is lost, and stops nothing. */
function toStandardError(): pino.DestinationStream {
  const destination = pino.destination({ fd: 2, sync: true, maxLength: MOST_UNWRITTEN });
  destination.on('error', () => {});
  return destination;
}

/** A log that keeps nothing, for tests and scripts. */
export const silentLog: Log = {
  keptDays: null,
  debug() {},
  info() {},
  warn() {},
  error() {},
  with: () => silentLog,
};

function wrap(logger: pino.Logger, keptDays: number | null): Log {
  return {
    keptDays,
    debug: (event, fields) => logger.debug(fields ?? {}, event),
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, error, fields) => logger.error({ ...fields, error: describeError(error) }, event),
    with: (fields) => wrap(logger.child(fields), keptDays),
  };
}

interface ErrorDescription {
  readonly type: string;
  readonly code?: string;
  readonly at?: readonly string[];
  readonly cause?: ErrorDescription;
}

/** Describes where an error happened and its code, without its message. */
function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.constructor.name,
    ...(code === undefined ? {} : { code: String(code) }),
    ...(frames.length === 0 ? {} : { at: frames.slice(0, 8).map((line) => line.trim().slice(3)) }),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}
