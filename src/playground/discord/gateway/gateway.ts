import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ProtocolClock } from '../../clock.ts';
import type { Application } from '../application.ts';
import { numberOf, textOf, type WireObject } from '../json.ts';
import { GatewayConnection } from './connection.ts';
import { type Desk, GatewayConversation } from './conversation.ts';
import { asksForDisallowed, greet, hasToken, readIdentify } from './identify.ts';
import { answerMemberRequest, putOffMemberRequest } from './member-request.ts';
import { closing, type GatewayClosing, operation } from './operations.ts';
import { GatewaySession } from './session.ts';
import { SessionStarts } from './session-starts.ts';

/** Milliseconds after which a session without a connection is forgotten: "a few minutes". */
const SESSION_LIFE = 3 * 60_000;
/** With these close codes a client says that it doesn't come back. */
const FAREWELLS: readonly number[] = [1000, 1001];

export interface GatewayEvent {
  readonly name: string;
  readonly guildId: string | null;
  /** Any of these intents; 0 for events that every session gets. */
  readonly intents: number;
  /** Returns the payload for one session, or null when it must not hear of the event. */
  readonly data: (session: GatewaySession) => WireObject | null;
}

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

/** Discord's gateway v10: sessions, their resumption, and the events they asked for. */
export class Gateway implements Desk {
  readonly starts: SessionStarts;
  /** The number of shards recommended to clients. */
  shards: number;
  readonly #sessions = new Map<string, GatewaySession>();
  readonly #conversations = new Set<GatewayConversation>();
  readonly #server: WebSocketServer;
  readonly #application: () => Application;
  readonly #rules: GatewayRules;
  /** Connections waiting for their greeting while the gateway is silent; null while it answers. */
  #ungreeted: (() => void)[] | null = null;
  /** The close code for anyone who wants a session; null while sessions are available. */
  #refusal: number | null = null;

  constructor(http: Server, application: () => Application, rules: GatewayRules) {
    this.#application = application;
    this.#rules = rules;
    this.starts = new SessionStarts(rules.clock, rules.sessionStarts, rules.maxConcurrency, rules.pace);
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
    for (const session of this.#sessions.values()) {
      if (!session.hasGuild(event.guildId) || !session.asksFor(event.intents)) continue;
      const data = event.data(session);
      if (data) session.dispatch(event.name, data);
    }
  }

  /** True while a connected session hasn't read everything it was sent. */
  get behind(): boolean {
    return [...this.#sessions.values()].some((session) => session.connection !== null && session.readSeq < session.seq);
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.allRead()));
  }

  /** Closes the connections. A session that isn't resumable answers its resumption with "invalid session". */
  drop(resumable: boolean, code: number = closing.unknownError[0], shard?: number): void {
    for (const session of [...this.#sessions.values()]) {
      if (shard !== undefined && session.shard[0] !== shard) continue;
      session.connection?.socket.close(code);
      if (!resumable) this.#sessions.delete(session.id);
    }
  }

  /** Closes the connections of sessions that use an intent the application's owner has switched off. */
  closeDisallowed(): void {
    for (const session of [...this.#sessions.values()]) {
      if (!asksForDisallowed(this.#application(), session.intents)) continue;
      session.connection?.socket.close(...closing.disallowedIntents);
      this.#sessions.delete(session.id);
    }
  }

  /** Asks connected clients to come back over another connection. */
  askToReconnect(): void {
    for (const { connection } of this.#sessions.values()) connection?.tell(operation.reconnect, null);
  }

  /** Tells connected clients, over their present connections, that the session has ended or has to be resumed. */
  invalidate(resumable: boolean): void {
    for (const conversation of this.#conversations) {
      const { session } = conversation;
      if (!session) continue;
      conversation.session = null;
      session.disconnected(conversation.connection);
      if (resumable) this.#forgetLater(session);
      else this.#sessions.delete(session.id);
      conversation.connection.tell(operation.invalidSession, resumable);
    }
  }

  /** True when every request for a guild's members counts as one too many. */
  limitsMemberRequests = false;

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

  /** Closes new sessions with this code until the returned function is called. */
  refuse(code: number): () => void {
    this.#refusal = code;
    return () => {
      this.#refusal = null;
    };
  }

  close(): void {
    for (const conversation of this.#conversations) conversation.end();
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  identify(conversation: GatewayConversation, data: WireObject): GatewaySession | null {
    const application = this.#application();
    if (this.#refusal !== null) {
      conversation.connection.socket.close(this.#refusal);
      return null;
    }
    const wishes = readIdentify(application, data);
    if (typeof wishes === 'string') return closed(conversation, wishes);
    const { connection } = conversation;
    const session = new GatewaySession(wishes.intents, wishes.shard, connection);
    const guilds = [...application.world.guilds.keys()].filter((guild) => session.hasGuild(guild));
    if (guilds.length > this.#rules.guildsPerShard) return closed(conversation, 'shardingRequired');
    const start = this.starts.take(wishes.shard[0]);
    if (start === 'too many') {
      application.resetToken();
      this.drop(false, closing.authenticationFailed[0]);
      return closed(conversation, 'authenticationFailed');
    }
    if (start === 'too soon') {
      connection.tell(operation.invalidSession, false);
      return null;
    }
    connection.compressEach = wishes.compress;
    this.#sessions.set(session.id, session);
    greet(application, session);
    return session;
  }

  resume(conversation: GatewayConversation, data: WireObject): GatewaySession | null {
    if (!hasToken(this.#application(), data)) return closed(conversation, 'authenticationFailed');
    const { connection } = conversation;
    const session = this.#sessions.get(textOf(data.session_id));
    const seq = numberOf(data.seq, 0);
    if (session && seq > session.seq) return closed(conversation, 'invalidSeq');
    if (!session?.remembers(seq)) {
      connection.tell(operation.invalidSession, false);
      return null;
    }
    session.connection?.socket.close(...closing.unknownError);
    session.continueOn(connection, seq);
    session.dispatch('RESUMED', { _trace: ['["local-gateway"]'] });
    return session;
  }

  members(session: GatewaySession, data: WireObject): void {
    if (this.limitsMemberRequests) putOffMemberRequest(session, data);
    else answerMemberRequest(this.#application(), session, data);
  }

  #connected(socket: WebSocket, request: IncomingMessage): void {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const { clock, heartbeatInterval } = this.#rules;
    const connection = new GatewayConnection(socket, query.get('compress') === 'zlib-stream');
    const conversation = new GatewayConversation(connection, this, clock, heartbeatInterval);
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
    if (FAREWELLS.includes(code)) this.#sessions.delete(session.id);
    else this.#forgetLater(session);
  }

  #forgetLater(session: GatewaySession): void {
    session.left(this.#rules.clock.after(SESSION_LIFE, () => this.#sessions.delete(session.id)));
  }
}

function closed(conversation: GatewayConversation, why: GatewayClosing): null {
  conversation.close(why);
  return null;
}
