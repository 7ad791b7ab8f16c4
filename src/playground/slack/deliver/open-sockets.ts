import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ProtocolClock } from '../../clock.ts';

/** The handlers by which the sockets' owner hears when one opens, speaks or closes. */
export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  left(socket: WebSocket): void;
}

const mostSockets = 10;
/** Milliseconds between the notice that a connection ends and its end. */
const noticePeriod = 10_000;

// The client gives up a connection after 30 s without a ping, in real time, whatever the clock says.
const pingEvery = 10_000;

/** The app's open sockets: greeted, kept awake, taken in turn, and ended as Slack does. */
export class OpenSockets {
  readonly #clock: ProtocolClock;
  readonly #appId: string;
  readonly #events: SocketEvents;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sockets: WebSocket[] = [];
  #turn = 0;

  constructor(clock: ProtocolClock, appId: string, events: SocketEvents) {
    this.#clock = clock;
    this.#appId = appId;
    this.#events = events;
  }

  get size(): number {
    return this.#sockets.length;
  }

  /** Returns another socket each time; undefined while none is open. */
  next(): WebSocket | undefined {
    const socket = this.#sockets[this.#turn % Math.max(1, this.#sockets.length)];
    this.#turn += 1;
    return socket;
  }

  accept(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    let left = () => {};
    leaveOpen(stream, () => left());
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      left = this.#open(socket);
    });
  }

  /** Returns a function to call once the closing frames were exchanged: nothing more is sent over the socket then. */
  #open(socket: WebSocket): () => void {
    if (this.#sockets.length >= mostSockets) {
      this.#end(socket, 'too_many_websockets');
      return () => {};
    }
    this.#sockets.push(socket);
    const pings = setInterval(() => socket.ping('keep-alive'), pingEvery);
    pings.unref();
    socket.on('message', (data) => this.#events.received(String(data)));
    socket.on('error', () => socket.terminate());
    const left = () => {
      clearInterval(pings);
      const place = this.#sockets.indexOf(socket);
      if (place < 0) return;
      this.#sockets.splice(place, 1);
      this.#events.left(socket);
    };
    socket.on('close', left);
    const hello = {
      type: 'hello',
      num_connections: this.#sockets.length,
      debug_info: {
        host: 'applink-local',
        started: new Date(this.#clock.now()).toISOString().replace('T', ' ').replace('Z', ''),
        build_number: 1,
        approximate_connection_time: 18_060,
      },
      connection_info: { app_id: this.#appId },
    };
    socket.send(JSON.stringify(hello));
    this.#events.opened();
    return left;
  }

  /** Recycles connections as Slack does now and then: it gives notice, and cuts off soon after whoever stays. */
  askToReconnect(reason: 'warning' | 'refresh_requested'): void {
    for (const socket of this.#sockets) {
      socket.send(disconnect(reason));
      this.#clock.after(noticePeriod, () => socket.terminate());
    }
  }

  /** Switches Socket Mode off, as in the app's settings. */
  disable(): void {
    for (const socket of this.#sockets) this.#end(socket, 'link_disabled');
  }

  #end(socket: WebSocket, reason: 'link_disabled' | 'too_many_websockets'): void {
    socket.on('error', () => socket.terminate());
    socket.send(disconnect(reason));
    socket.close();
  }

  drop(): void {
    for (const socket of [...this.#sockets]) socket.terminate();
  }

  /** Resolves when everything sent was read: a pong comes back only after what was sent before its ping. */
  async allRead(): Promise<void> {
    await Promise.all(this.#sockets.map(roundTrip));
  }

  async close(): Promise<void> {
    this.drop();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

/**
 * Leaves a connection open after the closing frames, as Slack does, until the other side ends it or the notice period
 * is over. Slack's own client then waits for its watchdog.
 */
function leaveOpen(stream: Duplex, left: () => void): void {
  stream.end = () => {
    left();
    return stream;
  };
  stream.once('end', () => stream.destroy());
}

function disconnect(reason: string): string {
  return JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-local' } });
}

function roundTrip(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const payload = randomUUID();
    const done = () => {
      socket.off('pong', answered);
      socket.off('close', done);
      resolve();
    };
    const answered = (data: Buffer) => {
      if (String(data) === payload) done();
    };
    socket.on('pong', answered);
    socket.on('close', done);
    if (socket.readyState === socket.OPEN) socket.ping(payload);
    else done();
  });
}
