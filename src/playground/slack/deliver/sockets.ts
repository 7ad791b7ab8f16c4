import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ProtocolClock } from '../../clock.ts';
import { isObject, type JsonObject, parseJson, textOf } from '../json.ts';
import {
  type Delivery,
  type EventOutcome,
  EventsInFlight,
  eventRetries,
  lastRetryAfter,
  timeToAcknowledge,
} from './delivery.ts';

interface Sent {
  readonly socket: WebSocket;
  resolve(outcome: EventOutcome): void;
}

interface PendingEvent {
  readonly callback: JsonObject;
  attempt: number;
  reason: string;
}

const mostSockets = 10;
/** Milliseconds between the notice that a connection ends and its end. */
const noticePeriod = 10_000;

// The client gives up a connection after 30 s without a ping, in real time, whatever the clock says.
const pingEvery = 10_000;

/**
 * Delivers in Socket Mode: envelopes go to one of the app's open sockets, acknowledgements come back with their id.
 */
export class SocketDelivery implements Delivery {
  private readonly clock: ProtocolClock;
  private readonly appId: string;
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly sockets: WebSocket[] = [];
  private readonly sent = new Map<string, Sent>();
  private readonly unsent = new Set<PendingEvent>();
  private readonly inFlight = new EventsInFlight();
  private turn = 0;

  constructor(clock: ProtocolClock, appId: string) {
    this.clock = clock;
    this.appId = appId;
  }

  accept(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    let left = () => {};
    leaveOpen(stream, () => left());
    this.server.handleUpgrade(request, stream, head, (socket) => {
      left = this.open(socket);
    });
  }

  /** Returns a function to call once the closing frames were exchanged: nothing more is sent over the socket then. */
  private open(socket: WebSocket): () => void {
    if (this.sockets.length >= mostSockets) {
      this.end(socket, 'too_many_websockets');
      return () => {};
    }
    this.sockets.push(socket);
    const pings = setInterval(() => socket.ping('keep-alive'), pingEvery);
    pings.unref();
    socket.on('message', (data) => this.received(String(data)));
    socket.on('error', () => socket.terminate());
    const left = () => {
      clearInterval(pings);
      const place = this.sockets.indexOf(socket);
      if (place < 0) return;
      this.sockets.splice(place, 1);
      for (const [id, sent] of this.sent) {
        if (sent.socket === socket) this.settle(id, { kind: 'failed', reason: 'dispatch_failed' });
      }
    };
    socket.on('close', left);
    const hello = {
      type: 'hello',
      num_connections: this.sockets.length,
      debug_info: {
        host: 'applink-local',
        started: new Date(this.clock.now()).toISOString().replace('T', ' ').replace('Z', ''),
        build_number: 1,
        approximate_connection_time: 18_060,
      },
      connection_info: { app_id: this.appId },
    };
    socket.send(JSON.stringify(hello));
    for (const event of this.unsent) {
      this.unsent.delete(event);
      void this.attempt(event);
    }
    return left;
  }

  private received(text: string): void {
    const message = parseJson(text);
    if (!isObject(message)) return;
    this.settle(textOf(message.envelope_id), { kind: 'acknowledged', body: message.payload });
  }

  private settle(id: string, outcome: EventOutcome): void {
    const sent = this.sent.get(id);
    this.sent.delete(id);
    sent?.resolve(outcome);
  }

  ask(type: 'slash_commands' | 'interactive', payload: JsonObject): Promise<EventOutcome> {
    return this.send({ type, payload, accepts_response_payload: true });
  }

  tell(callback: JsonObject): void {
    void this.attempt({ callback, attempt: 0, reason: '' });
  }

  private async attempt(event: PendingEvent): Promise<void> {
    if (this.sockets.length === 0) {
      this.keep(event);
      return;
    }
    const outcome = await this.send({
      type: 'events_api',
      payload: event.callback,
      accepts_response_payload: false,
      retry_attempt: event.attempt,
      retry_reason: event.reason,
    });
    if (outcome.kind === 'acknowledged') return;
    const retry = eventRetries[event.attempt];
    if (retry === undefined) return;
    const wait = outcome.kind === 'failed' ? 0 : retry;
    event.attempt += 1;
    event.reason = outcome.kind === 'timeout' ? 'timeout' : 'connection_closed';
    if (wait === 0) await this.attempt(event);
    else this.clock.after(wait, () => void this.attempt(event));
  }

  /** Keeps an event for clients that connect before the time of the last retry is over. */
  private keep(event: PendingEvent): void {
    this.unsent.add(event);
    this.clock.after(lastRetryAfter, () => this.unsent.delete(event));
  }

  private send(envelope: JsonObject): Promise<EventOutcome> {
    const socket = this.sockets[this.turn % Math.max(1, this.sockets.length)];
    this.turn += 1;
    if (!socket) return Promise.resolve({ kind: 'failed', reason: 'dispatch_failed' });
    const id = randomUUID();
    return this.inFlight.add(
      new Promise((resolve) => {
        const cancel = this.clock.after(timeToAcknowledge, () => this.settle(id, { kind: 'timeout' }));
        this.sent.set(id, {
          socket,
          resolve: (outcome) => {
            cancel();
            resolve(outcome);
          },
        });
        socket.send(JSON.stringify({ envelope_id: id, ...envelope }));
      }),
    );
  }

  get connections(): number {
    return this.sockets.length;
  }

  /** Recycles connections as Slack does now and then: it gives notice, and cuts off soon after whoever stays. */
  askToReconnect(reason: 'warning' | 'refresh_requested'): void {
    for (const socket of this.sockets) {
      socket.send(disconnect(reason));
      this.clock.after(noticePeriod, () => socket.terminate());
    }
  }

  /** Switches Socket Mode off, as in the app's settings. */
  disable(): void {
    for (const socket of this.sockets) this.end(socket, 'link_disabled');
  }

  private end(socket: WebSocket, reason: 'link_disabled' | 'too_many_websockets'): void {
    socket.on('error', () => socket.terminate());
    socket.send(disconnect(reason));
    socket.close();
  }

  /** Gives up events that nobody was there to take, as after the last attempt. */
  giveUp(): void {
    this.unsent.clear();
  }

  drop(): void {
    for (const socket of [...this.sockets]) socket.terminate();
  }

  /** Resolves when everything sent was read: a pong comes back only after what was sent before its ping. */
  async settled(): Promise<void> {
    do {
      await this.inFlight.empty();
      await Promise.all(this.sockets.map(roundTrip));
    } while (this.inFlight.size > 0);
  }

  async close(): Promise<void> {
    this.unsent.clear();
    this.drop();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
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
