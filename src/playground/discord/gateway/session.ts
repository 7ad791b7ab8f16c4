import { randomBytes } from 'node:crypto';
import type { GatewayConnection } from './connection.ts';
import { gatewayOpcode } from './operations.ts';

/** An identified session; it outlives its connection so that it can be resumed. */
export class GatewaySession {
  readonly id = randomBytes(16).toString('hex');
  readonly intents: number;
  readonly shard: readonly [number, number];
  connection: GatewayConnection | null;
  /** True while it has no connection but its client has said that it opens another at once. */
  returning = false;
  seq = 0;
  /** The highest sequence number that the client has confirmed reading. */
  readSeq = 0;
  readonly #history: { readonly seq: number; readonly payload: string }[] = [];
  #readers: (() => void)[] = [];
  #keep: () => void = () => {};

  constructor(intents: number, shard: readonly [number, number], connection: GatewayConnection) {
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

  /** Returns whether everything after `seq` can still be sent again. */
  remembers(seq: number): boolean {
    const first = this.#history[0]?.seq ?? this.seq + 1;
    return seq <= this.seq && seq + 1 >= first;
  }

  /** Continues over another connection, which first gets everything after `seq`. */
  continueOn(connection: GatewayConnection, seq: number): void {
    this.#keep();
    this.connection = connection;
    this.returning = false;
    this.heard(seq);
    for (const entry of this.#history) if (entry.seq > seq) connection.send(entry.payload);
  }

  /** `stay` keeps the session from being forgotten if it is resumed in time. */
  left(stay: () => void, returning: boolean): void {
    this.#keep = stay;
    this.returning = returning;
  }

  /** Marks a session that nobody resumes any more. */
  forgotten(): void {
    this.returning = false;
    this.#wake();
  }

  /** True while its client hasn't read everything that it was sent, and is there to read it or about to be. */
  get behind(): boolean {
    return (this.connection !== null || this.returning) && this.readSeq < this.seq;
  }

  heard(seq: number): void {
    this.readSeq = Math.max(this.readSeq, seq);
    this.#wake();
  }

  disconnected(connection: GatewayConnection): void {
    if (this.connection === connection) this.connection = null;
    this.#wake();
  }

  /** Requests heartbeats, which carry the last sequence number read, until everything sent has been read. */
  async allRead(): Promise<void> {
    while (this.behind) {
      const heard = new Promise<void>((resolve) => this.#readers.push(resolve));
      this.connection?.tell(gatewayOpcode.heartbeat, null);
      await heard;
    }
  }

  #wake(): void {
    const readers = this.#readers;
    this.#readers = [];
    for (const reader of readers) reader();
  }
}
