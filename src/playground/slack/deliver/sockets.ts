import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
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
import { OpenSockets } from './open-sockets.ts';

interface Sent {
  readonly socket: WebSocket;
  resolve(outcome: EventOutcome): void;
}

interface PendingEvent {
  readonly callback: JsonObject;
  attempt: number;
  reason: string;
}

/**
 * Delivers in Socket Mode: envelopes go to one of the app's open sockets, acknowledgements come back with their id.
 */
export class SocketDelivery implements Delivery {
  readonly #clock: ProtocolClock;
  readonly sockets: OpenSockets;
  readonly #sent = new Map<string, Sent>();
  readonly #unsent = new Set<PendingEvent>();
  readonly #inFlight = new EventsInFlight();

  constructor(clock: ProtocolClock, appId: string) {
    this.#clock = clock;
    this.sockets = new OpenSockets(clock, appId, {
      opened: () => this.#takeUnsent(),
      received: (text) => this.#received(text),
      left: (socket) => this.#fail(socket),
    });
  }

  #takeUnsent(): void {
    for (const event of this.#unsent) {
      this.#unsent.delete(event);
      void this.#attempt(event);
    }
  }

  #fail(socket: WebSocket): void {
    for (const [id, sent] of this.#sent) {
      if (sent.socket === socket) this.#settle(id, { kind: 'failed', reason: 'dispatch_failed' });
    }
  }

  #received(text: string): void {
    const message = parseJson(text);
    if (!isObject(message)) return;
    this.#settle(textOf(message.envelope_id), { kind: 'acknowledged', body: message.payload });
  }

  #settle(id: string, outcome: EventOutcome): void {
    const sent = this.#sent.get(id);
    this.#sent.delete(id);
    sent?.resolve(outcome);
  }

  ask(type: 'slash_commands' | 'interactive', payload: JsonObject): Promise<EventOutcome> {
    return this.#send({ type, payload, accepts_response_payload: true });
  }

  tell(callback: JsonObject): void {
    void this.#attempt({ callback, attempt: 0, reason: '' });
  }

  async #attempt(event: PendingEvent): Promise<void> {
    if (this.sockets.size === 0) {
      this.#keep(event);
      return;
    }
    const outcome = await this.#send({
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
    if (wait === 0) await this.#attempt(event);
    else this.#clock.after(wait, () => void this.#attempt(event));
  }

  /** Keeps an event for clients that connect before the time of the last retry is over. */
  #keep(event: PendingEvent): void {
    this.#unsent.add(event);
    this.#clock.after(lastRetryAfter, () => this.#unsent.delete(event));
  }

  #send(envelope: JsonObject): Promise<EventOutcome> {
    const socket = this.sockets.next();
    if (!socket) return Promise.resolve({ kind: 'failed', reason: 'dispatch_failed' });
    const id = randomUUID();
    return this.#inFlight.add(
      new Promise((resolve) => {
        const cancel = this.#clock.deadline(timeToAcknowledge, () => this.#settle(id, { kind: 'timeout' }));
        this.#sent.set(id, {
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

  /** Gives up events that nobody was there to take, as after the last attempt. */
  giveUp(): void {
    this.#unsent.clear();
  }

  async settled(): Promise<void> {
    do {
      await this.#inFlight.empty();
      await this.sockets.allRead();
    } while (this.#inFlight.size > 0);
  }

  async close(): Promise<void> {
    this.#unsent.clear();
    await this.sockets.close();
  }
}
