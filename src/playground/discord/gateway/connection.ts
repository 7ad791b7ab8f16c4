import { constants, createDeflate, type Deflate, deflateSync } from 'node:zlib';
import type { WebSocket } from 'ws';

/** Sends payloads over one socket, compressed as the client asked. */
export class GatewayConnection {
  readonly socket: WebSocket;
  readonly #stream: Deflate | null;
  #pending: Promise<void> = Promise.resolve();
  #chunks: Buffer[] = [];
  compressEach = false;
  /** True for a zombie connection: it is open but carries nothing in either direction any more. */
  stalled = false;

  constructor(socket: WebSocket, zlibStream: boolean) {
    this.socket = socket;
    this.#stream = zlibStream ? createDeflate() : null;
    this.#stream?.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
  }

  send(payload: string): void {
    if (this.stalled || this.socket.readyState !== this.socket.OPEN) return;
    const stream = this.#stream;
    if (stream) {
      this.#pending = this.#pending.then(() => this.#deflate(stream, payload));
    } else if (this.compressEach) {
      this.socket.send(deflateSync(payload));
    } else {
      this.socket.send(payload);
    }
  }

  /** Sends an operation that isn't an event. */
  tell(op: number, d: unknown): void {
    this.send(JSON.stringify({ op, d, s: null, t: null }));
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
