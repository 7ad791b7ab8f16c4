import { DeliveryError } from './platform.ts';

/** A file that somebody sent is larger than the limit. */
export class FileTooBig extends Error {}

/** A file that somebody sent isn't there any more, or isn't given to the bot. */
export class FileGone extends Error {
  /** The status that a server answered with; null when none was asked. */
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** A file comes too slowly, or not at all, which may pass. */
export class TooSlow extends DeliveryError {
  constructor(options?: ErrorOptions) {
    super({ kind: 'unavailable' }, options);
  }
}

/** A download that no byte of comes for so many milliseconds is given up: who waits for its memory isn't to wait for its end. */
const STALL_MS = 10_000;
/** The milliseconds to wait where a server doesn't tell. */
const RETRY_MS = 30_000;

/** Requests the file uncompressed: it is small enough, and no archive bomb has to be unpacked. */
const UNCOMPRESSED = { 'Accept-Encoding': 'identity' } as const;

export interface DownloadOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** 'manual': whoever is sent elsewhere isn't given the file. */
  readonly redirect?: 'follow' | 'manual';
  /** The milliseconds that the whole download may take. */
  readonly timeoutMs: number;
  /** The milliseconds that may pass without a byte of it; ten seconds by default. */
  readonly stallMs?: number;
  /** The most bytes. */
  readonly most: number;
  /** Gives the download up when it is aborted. */
  readonly signal?: AbortSignal;
}

/**
 * Downloads a file. Throws FileTooBig beyond `most` bytes, FileGone where it isn't there or isn't given, and DeliveryError where
 * it can't be fetched just now, which may pass: TooSlow where it takes too long.
 */
export async function downloadFrom(
  url: string,
  { headers, redirect = 'follow', timeoutMs, stallMs = STALL_MS, most, signal: given }: DownloadOptions,
): Promise<Uint8Array> {
  const patience = patienceOf(timeoutMs, stallMs);
  const signal = given ? AbortSignal.any([patience.signal, given]) : patience.signal;
  try {
    const response = await fetch(url, { headers: { ...UNCOMPRESSED, ...headers }, redirect, signal });
    patience.renew();
    if (response.ok) return await readAtMost(response, most, patience.renew);
    await response.body?.cancel();
    throw notGiven(response);
  } catch (error) {
    if (error instanceof FileTooBig || error instanceof FileGone || error instanceof DeliveryError) throw error;
    if (signal.aborted) throw new TooSlow({ cause: error });
    // It wasn't reached, or broke off.
    throw new DeliveryError({ kind: 'unavailable' }, { cause: error });
  } finally {
    patience.end();
  }
}

/** The limits on waiting for a download: in all, and from one `renew` to the next. */
interface Patience {
  readonly signal: AbortSignal;
  readonly renew: () => void;
  readonly end: () => void;
}

function patienceOf(allMs: number, stallMs: number): Patience {
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  const whole = setTimeout(giveUp, allMs);
  const stall = setTimeout(giveUp, stallMs);
  return {
    signal: controller.signal,
    renew: () => void stall.refresh(),
    end() {
      clearTimeout(whole);
      clearTimeout(stall);
    },
  };
}

function notGiven({ status, headers }: Response): FileGone | DeliveryError {
  if (status === 429) {
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    return new DeliveryError({ kind: 'rate-limited', retryAfter: seconds >= 0 ? seconds * 1000 : RETRY_MS });
  }
  const mayPass = status >= 500 || status === 408;
  return mayPass
    ? new DeliveryError({ kind: 'unavailable' }, { cause: new Error(`status ${status}`) })
    : new FileGone(`the file is gone: ${status}`, status);
}

/**
 * Reads the body of a response, up to `most` bytes, whatever size was declared. If the body is compressed against the
 * request, the limit applies to the unpacked bytes. `came` is called with each piece. Throws FileTooBig.
 */
export async function readAtMost(response: Response, most: number, came: () => void = () => {}): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body?.cancel();
    throw new FileTooBig();
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the rest of the body.
  for await (const piece of response.body ?? []) {
    came();
    length += piece.byteLength;
    if (length > most) throw new FileTooBig();
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
