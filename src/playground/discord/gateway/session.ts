import { randomBytes } from 'node:crypto';
import { constants, createDeflate, type Deflate, deflateSync } from 'node:zlib';
import type { WebSocket } from 'ws';

/** Sends payloads over one socket, compressed as the client asked. */
export class Connection {
  readonly socket: WebSocket;
  readonly #stream: Deflate | null;
  #pending: Promise<void> = Promise.resolve();
  #chunks: Buffer[] = [];
  compressEach = false;

  constructor(socket: WebSocket, zlibStream: boolean) {
    this.socket = socket;
    this.#stream = zlibStream ? createDeflate() : null;
    this.#stream?.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
  }

  send(payload: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const stream = this.#stream;
    if (stream) {
      this.#pending = this.#pending.then(() => this.#deflate(stream, payload));
    } else if (this.compressEach) {
      this.socket.send(deflateSync(payload));
    } else {
      this.socket.send(payload);
    }
  }

  #deflate(stream: Deflate, payload: string): Promise<void> {
    return new Promise((resolve) => {
      stream.write(payload);
      stream.flush(constants.Z_SYNC_FLUSH, () => {
        const chunk = Buffer.concat(this.#chunks);
        this.#chunks = [];
        if (this.socket.readyState === this.socket.OPEN) this.socket.send(chunk);
        resolve();
      });
    });
  }
}

/** One identified session; it outlives its connection so that it can be resumed. */
export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly intents: number;
  readonly shard: readonly [number, number];
  connection: Connection | null;
  seq = 0;
  /** The highest sequence number the client has told us it has read. */
  readSeq = 0;
  readonly #history: { readonly seq: number; readonly payload: string }[] = [];
  #readers: (() => void)[] = [];

  constructor(intents: number, shard: readonly [number, number], connection: Connection) {
    this.intents = intents;
    this.shard = shard;
    this.connection = connection;
  }

  asksFor(bits: number): boolean {
    return bits === 0 || (this.intents & bits) !== 0;
  }

  hasGuild(guildId: string | null): boolean {
    const [index, count] = this.shard;
    return guildId === null ? index === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;
  }

  dispatch(event: string, data: unknown): void {
    this.seq++;
    const payload = JSON.stringify({ op: 0, t: event, s: this.seq, d: data });
    this.#history.push({ seq: this.seq, payload });
    if (this.#history.length > 5_000) this.#history.shift();
    this.connection?.send(payload);
  }

  /** Sends again what came after `seq`; false if it is no longer known. */
  replay(seq: number): boolean {
    const first = this.#history[0]?.seq ?? this.seq + 1;
    if (seq > this.seq || seq + 1 < first) return false;
    for (const entry of this.#history) if (entry.seq > seq) this.connection?.send(entry.payload);
    return true;
  }

  heard(seq: number): void {
    this.readSeq = Math.max(this.readSeq, seq);
    this.#wake();
  }

  disconnected(connection: Connection): void {
    if (this.connection === connection) this.connection = null;
    this.#wake();
  }

  /** Asks for a heartbeat, which carries the last sequence number read, until everything sent has been read. */
  async allRead(): Promise<void> {
    while (this.connection && this.readSeq < this.seq) {
      const heard = new Promise<void>((resolve) => this.#readers.push(resolve));
      this.connection.send('{"op":1,"d":null,"s":null,"t":null}');
      await heard;
    }
  }

  #wake(): void {
    const readers = this.#readers;
    this.#readers = [];
    for (const reader of readers) reader();
  }
}
