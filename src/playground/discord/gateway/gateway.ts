import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Core } from '../core.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, parseJson, textOf } from '../json.ts';
import { guildCreateJson, userJson } from '../model/serialize.ts';
import { intent, knownIntents } from './intents.ts';
import { answerMemberRequest } from './member-request.ts';
import { Connection, Session } from './session.ts';

const HEARTBEAT_INTERVAL = 41_250;

export interface Event {
  readonly name: string;
  readonly guildId: string | null;
  /** Any of these intents; 0 for events every session gets. */
  readonly intents: number;
  /** The payload for one session, or null when it must not hear of it. */
  readonly data: (session: Session) => JsonObject | null;
}

/** Discord's gateway v10: sessions, their resumption, and the events they asked for. */
export class Gateway {
  readonly #sessions = new Map<string, Session>();
  readonly #server: WebSocketServer;
  readonly #core: () => Core;
  /** Connections that wait for their greeting while the gateway keeps silent; null while it answers. */
  #ungreeted: (() => void)[] | null = null;

  constructor(http: Server, core: () => Core) {
    this.#core = core;
    this.#server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    http.on('upgrade', (request, socket, head) => {
      this.#server.handleUpgrade(request, socket, head, (ws) => {
        const greet = () => this.#connected(ws, request);
        if (this.#ungreeted) this.#ungreeted.push(greet);
        else greet();
      });
    });
  }

  dispatch(event: Event): void {
    for (const session of this.#sessions.values()) {
      if (!session.hasGuild(event.guildId) || !session.asksFor(event.intents)) continue;
      const data = event.data(session);
      if (data) session.dispatch(event.name, data);
    }
  }

  /** Whether a connected session has not read all it was sent. */
  get behind(): boolean {
    return [...this.#sessions.values()].some((session) => session.connection !== null && session.readSeq < session.seq);
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.allRead()));
  }

  /** Closes the connections; a session that is not resumable answers its resumption with "invalid session". */
  drop(resumable: boolean): void {
    for (const session of [...this.#sessions.values()]) {
      session.connection?.socket.close(4000, 'Unknown error');
      if (!resumable) this.#sessions.delete(session.id);
    }
  }

  /** Whoever connects is left without a greeting until what this returns is called. */
  silence(): () => void {
    this.#ungreeted ??= [];
    return () => {
      const waiting = this.#ungreeted ?? [];
      this.#ungreeted = null;
      for (const greet of waiting) greet();
    };
  }

  close(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #connected(socket: WebSocket, request: IncomingMessage): void {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const connection = new Connection(socket, query.get('compress') === 'zlib-stream');
    let session: Session | null = null;
    if (query.get('v') !== '10') {
      socket.close(4012, 'Invalid API version');
      return;
    }
    if ((query.get('encoding') ?? 'json') !== 'json') {
      socket.close(4002, 'Error while decoding payload.');
      return;
    }
    connection.send(
      JSON.stringify({
        op: 10,
        d: { heartbeat_interval: HEARTBEAT_INTERVAL, _trace: ['["local-gateway"]'] },
        s: null,
        t: null,
      }),
    );
    socket.on('message', (raw) => {
      const payload = parseJson(String(raw));
      if (!isObject(payload)) return socket.close(4002, 'Error while decoding payload.');
      const data = objectOf(payload.d);
      switch (payload.op) {
        case 1:
          session?.heard(numberOf(payload.d, 0));
          return connection.send('{"op":11,"d":null,"s":null,"t":null}');
        case 2:
          if (session) return socket.close(4005, 'Already authenticated.');
          session = this.#identify(connection, data);
          return;
        case 6:
          if (session) return socket.close(4005, 'Already authenticated.');
          session = this.#resume(connection, data);
          return;
        case 3:
        case 4:
          if (!session) socket.close(4003, 'Not authenticated.');
          return;
        case 8:
          if (!session) return socket.close(4003, 'Not authenticated.');
          return answerMemberRequest(this.#core(), session, data);
        default:
          return socket.close(4001, 'Unknown opcode.');
      }
    });
    socket.on('close', () => session?.disconnected(connection));
    socket.on('error', () => socket.terminate());
  }

  #identify(connection: Connection, data: JsonObject): Session | null {
    const core = this.#core();
    const refuse = (code: number, reason: string): null => {
      connection.socket.close(code, reason);
      return null;
    };
    if (textOf(data.token).replace(/^Bot /, '') !== core.token) return refuse(4004, 'Authentication failed.');
    const intents = data.intents;
    if (typeof intents !== 'number' || intents < 0 || (intents & ~knownIntents) !== 0)
      return refuse(4013, 'Invalid intent(s).');
    const { privileged } = core;
    const disallowed =
      (intents & intent.messageContent && !privileged.messageContent) ||
      (intents & intent.guildMembers && !privileged.guildMembers) ||
      (intents & intent.guildPresences && !privileged.presences);
    if (disallowed) return refuse(4014, 'Disallowed intent(s).');
    const [index = 0, count = 1] = listOf(data.shard).map(Number);
    if (!(index >= 0 && index < count)) return refuse(4010, 'Invalid shard.');
    if (data.compress === true) connection.compressEach = true;
    const session = new Session(intents, [index, count], connection);
    this.#sessions.set(session.id, session);
    this.#greet(core, session);
    return session;
  }

  #greet(core: Core, session: Session): void {
    const guilds = [...core.world.guilds.values()].filter((guild) => session.hasGuild(guild.id));
    const visible = session.asksFor(intent.guilds) ? guilds : [];
    const flags = (core.privileged.messageContent ? 1 << 19 : 0) | (core.privileged.guildMembers ? 1 << 15 : 0);
    session.dispatch('READY', {
      v: 10,
      user: { ...userJson(core.world.bot), verified: true, mfa_enabled: true, email: null },
      user_settings: {},
      session_type: 'normal',
      session_id: session.id,
      resume_gateway_url: core.origin().replace('http', 'ws'),
      relationships: [],
      private_channels: [],
      presences: [],
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      guild_join_requests: [],
      geo_ordered_rtc_regions: [],
      application: { id: core.applicationId, flags },
      shard: session.shard,
      _trace: ['["local-gateway"]'],
    });
    for (const guild of visible) {
      session.dispatch('GUILD_CREATE', guildCreateJson(core.world, guild, session.asksFor(intent.guildPresences)));
    }
  }

  #resume(connection: Connection, data: JsonObject): Session | null {
    if (textOf(data.token).replace(/^Bot /, '') !== this.#core().token) {
      connection.socket.close(4004, 'Authentication failed.');
      return null;
    }
    const session = this.#sessions.get(textOf(data.session_id));
    if (!session) {
      connection.send('{"op":9,"d":false,"s":null,"t":null}');
      return null;
    }
    const seq = numberOf(data.seq, 0);
    if (seq > session.seq) {
      connection.socket.close(4007, 'Invalid seq.');
      return null;
    }
    session.connection?.socket.close(4000, 'Resumed elsewhere');
    session.connection = connection;
    session.heard(seq);
    if (!session.replay(seq)) {
      connection.send('{"op":9,"d":false,"s":null,"t":null}');
      return null;
    }
    session.dispatch('RESUMED', { _trace: ['["local-gateway"]'] });
    return session;
  }
}
