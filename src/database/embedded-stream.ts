import { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';

/** The milliseconds for which statements run back to back before socket input is handled. */
const TURN_MS = 4;
/** The turns of the event loop that socket input then gets: a server accepts one connection in each. */
const TURNS = 4;

const SSL_REQUEST = 80877103;
const TERMINATE = 0x58;

/**
 * Acts as `pg`'s socket: the bytes written to it are PostgreSQL's wire protocol, and PGlite answers them in the same
 * process. So the same driver and the same adapter serve the embedded database and a server.
 */
export class EmbeddedStream extends Duplex {
  readonly #lite: PGlite;
  #pending: Buffer = Buffer.alloc(0);
  #started = false;
  /** When socket input last had its turn. */
  #turned = 0;

  constructor(lite: PGlite) {
    super();
    this.#lite = lite;
  }

  // This is the part of net.Socket that pg.Connection uses.
  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    this.#drain().then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null);
    done();
  }

  async #drain(): Promise<void> {
    for (;;) {
      const end = this.#started ? endOfMessages(this.#pending) : endOfStartup(this.#pending);
      if (end === 0) return;
      const messages = this.#pending.subarray(0, end);
      this.#pending = this.#pending.subarray(end);
      if (!this.#started && end === 8 && messages.readInt32BE(4) === SSL_REQUEST) {
        this.push(Buffer.from('N'));
        continue;
      }
      // There is only one backend, so a new connection isn't a new session: it would keep the statements the last one
      // prepared.
      if (!this.#started) await this.#lite.query('DEALLOCATE ALL');
      this.#started = true;
      if (messages[0] === TERMINATE) {
        this.push(null);
        return;
      }
      await this.#execute(messages);
    }
  }

  async #execute(messages: Uint8Array): Promise<void> {
    await this.#lite.runExclusive(async () => {
      // PGlite runs on this very thread. With a turn after each statement, a caller of several statements would wait
      // each time for all the input that comes in meanwhile.
      if (performance.now() - this.#turned >= TURN_MS) {
        for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
        this.#turned = performance.now();
      }
      await this.#lite.execProtocolRawStream(messages, {
        onRawData: (data: Uint8Array) => {
          // The data is copied because PGlite reuses its memory for the next answer.
          this.push(Buffer.from(data));
        },
      });
    });
  }
}

/** Messages of the start-up phase carry no type byte. */
function endOfStartup(buffer: Buffer): number {
  if (buffer.length < 4) return 0;
  const length = buffer.readInt32BE(0);
  return buffer.length < length ? 0 : length;
}

/**
 * Parse, Bind, Describe, Execute and Close: the backend answers them only together with the message that follows
 * them.
 */
const ANSWERED_LATER = new Set(['P', 'B', 'D', 'E', 'C'].map((type) => type.charCodeAt(0)));

/**
 * Returns where the last message ends that is answered at once, so that everything up to it goes in one call. A
 * statement then takes one call instead of five, and one that fails half-way is given up as a whole. Terminate goes
 * alone.
 */
function endOfMessages(buffer: Buffer): number {
  let end = 0;
  let answered = 0;
  while (buffer.length - end >= 5) {
    const length = buffer.readInt32BE(end + 1) + 1;
    if (buffer.length - end < length) break;
    const type = buffer[end] ?? TERMINATE;
    if (type === TERMINATE) return end === 0 ? length : end;
    end += length;
    if (!ANSWERED_LATER.has(type)) answered = end;
  }
  return answered;
}
