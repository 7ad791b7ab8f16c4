import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ProtocolClock } from '../../clock.ts';
import type { Application } from '../application.ts';
import { GatewayConnection } from './connection.ts';
import { GatewayConversation } from './conversation.ts';
import { FrontDesk } from './front-desk.ts';
import { gatewayOpcode } from './operations.ts';
import { SessionStarts } from './session-starts.ts';
import { type GatewayEvent, GatewaySessions } from './sessions.ts';

/** With these close codes a client says that it doesn't come back. */
const FAREWELLS: readonly number[] = [1000, 1001];
/**
 * With this one discord.js says that it comes back at once: it takes a connection for lost also where one of its own
 * heartbeats falls due just while one that it was asked for isn't acknowledged yet.
 */
const RESUMING = 4200;

export interface GatewayRules {
  /** The time that heartbeats and sessions' lives run on. */
  readonly clock: ProtocolClock;
  /** Milliseconds from one heartbeat to the next. */
  readonly heartbeatInterval: number;
  /** The most sessions that may begin in a day. */
  readonly sessionStarts: number;
  /** The most sessions that may begin within five seconds, each with another rate limit key. */
  readonly maxConcurrency: number;
  /** The most guilds that one session may handle; with more, its shard is refused. */
  readonly guildsPerShard: number;
  /** The number of shards recommended at first. */
  readonly shards: number;
  /** True when sessions that begin in too quick succession are turned away. */
  readonly pace: boolean;
}

/** Discord's gateway v10: its connections, the sessions they belong to, and the events these asked for. */
export class Gateway {
  readonly sessions: GatewaySessions;
  readonly starts: SessionStarts;
  readonly desk: FrontDesk;
  /** The number of shards recommended to clients. */
  shards: number;
  readonly #conversations = new Set<GatewayConversation>();
  readonly #server: WebSocketServer;
  readonly #rules: GatewayRules;
  /** Connections waiting for their greeting while the gateway is silent; null while it answers. */
  #ungreeted: (() => void)[] | null = null;

  constructor(http: Server, application: () => Application, rules: GatewayRules) {
    this.#rules = rules;
    this.sessions = new GatewaySessions(application, rules.clock);
    this.starts = new SessionStarts(rules.clock, rules.sessionStarts, rules.maxConcurrency, rules.pace);
    this.desk = new FrontDesk(application, this.sessions, this.starts, rules.guildsPerShard);
    this.shards = rules.shards;
    this.#server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    http.on('upgrade', (request, socket, head) => {
      this.#server.handleUpgrade(request, socket, head, (ws) => {
        const begin = () => this.#connected(ws, request);
        if (this.#ungreeted) this.#ungreeted.push(begin);
        else begin();
      });
    });
  }

  dispatch(event: GatewayEvent): void {
    this.sessions.dispatch(event);
  }

  /** Tells connected clients, over their present connections, that the session has ended or has to be resumed. */
  invalidate(resumable: boolean): void {
    for (const conversation of this.#conversations) {
      const { session } = conversation;
      if (!session) continue;
      conversation.session = null;
      session.disconnected(conversation.connection);
      if (resumable) this.sessions.forgetLater(session);
      else this.sessions.forget(session);
      conversation.connection.tell(gatewayOpcode.invalidSession, resumable);
    }
  }

  /**
   * Stalls the present connections: they stay open but carry nothing any more, not even the answer to a heartbeat.
   */
  stall(): void {
    for (const { connection } of this.#conversations) connection.stalled = true;
  }

  /** Leaves new connections without a greeting until the returned function is called. */
  silence(): () => void {
    this.#ungreeted ??= [];
    return () => {
      const waiting = this.#ungreeted ?? [];
      this.#ungreeted = null;
      for (const begin of waiting) begin();
    };
  }

  close(): void {
    for (const conversation of this.#conversations) conversation.end();
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #connected(socket: WebSocket, request: IncomingMessage): void {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const { clock, heartbeatInterval } = this.#rules;
    const connection = new GatewayConnection(socket, query.get('compress') === 'zlib-stream');
    const conversation = new GatewayConversation(connection, this.desk, clock, heartbeatInterval);
    const known = query.get('v') === '10';
    if (!known || (query.get('encoding') ?? 'json') !== 'json') {
      conversation.close(known ? 'decodeError' : 'invalidVersion');
      return;
    }
    this.#conversations.add(conversation);
    socket.on('message', (raw) => conversation.hear(String(raw)));
    socket.on('close', (code) => this.#disconnected(conversation, code));
    socket.on('error', () => socket.terminate());
    conversation.begin();
  }

  #disconnected(conversation: GatewayConversation, code: number): void {
    this.#conversations.delete(conversation);
    conversation.end();
    const { session } = conversation;
    if (!session || session.connection !== null) return;
    if (FAREWELLS.includes(code)) this.sessions.forget(session);
    else this.sessions.forgetLater(session, code === RESUMING);
  }
}
