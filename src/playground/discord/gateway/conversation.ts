import type { ProtocolClock } from '../../clock.ts';
import { isObject, numberOf, objectOf, parseJson, type WireObject } from '../json.ts';
import type { GatewayConnection } from './connection.ts';
import { closing, type GatewayClosing, gatewayOpcode } from './operations.ts';
import type { GatewaySession } from './session.ts';

const LONGEST_PAYLOAD = 4096;
/**
 * The most payloads that a client may send in a minute. Heartbeats don't count, because the gateway asks for them.
 */
const PAYLOADS = 120;
const MINUTE = 60_000;
/** The latest that a heartbeat may come, as a multiple of the interval. */
const TOLERANCE = 1.5;

/** The gateway's reactions to a client's messages. */
export interface Desk {
  /** Returns a new session; null when there is none, which the client has been told. */
  identify(conversation: GatewayConversation, data: WireObject): GatewaySession | null;
  /** Returns the resumed session; null as above. */
  resume(conversation: GatewayConversation, data: WireObject): GatewaySession | null;
  members(session: GatewaySession, data: WireObject): void;
}

/** Handles everything that one client sends over one connection, and enforces the rules. */
export class GatewayConversation {
  readonly connection: GatewayConnection;
  session: GatewaySession | null = null;
  readonly #desk: Desk;
  readonly #clock: ProtocolClock;
  readonly #heartbeatInterval: number;
  #forgetHeartbeat: () => void = () => {};
  #said = 0;
  #minuteEnds = 0;

  constructor(connection: GatewayConnection, desk: Desk, clock: ProtocolClock, heartbeatInterval: number) {
    this.connection = connection;
    this.#desk = desk;
    this.#clock = clock;
    this.#heartbeatInterval = heartbeatInterval;
  }

  begin(): void {
    const d = { heartbeat_interval: this.#heartbeatInterval, _trace: ['["local-gateway"]'] };
    this.connection.tell(gatewayOpcode.hello, d);
    this.#expectHeartbeat();
  }

  end(): void {
    this.#forgetHeartbeat();
    this.session?.disconnected(this.connection);
  }

  close(why: GatewayClosing): void {
    this.#forgetHeartbeat();
    const [code, words] = closing[why];
    this.connection.socket.close(code, words);
  }

  hear(raw: string): void {
    if (this.connection.stalled) return;
    const payload = Buffer.byteLength(raw) > LONGEST_PAYLOAD ? undefined : parseJson(raw);
    if (!isObject(payload)) {
      this.close('decodeError');
      return;
    }
    if (payload.op === gatewayOpcode.heartbeat) {
      this.#heartbeat(payload.d);
      return;
    }
    const wrong = this.#saysTooMuch() ? 'rateLimited' : this.#act(payload.op, objectOf(payload.d));
    if (wrong) this.close(wrong);
  }

  /** Does what the client asks. Returns the reason to close the connection, if there is one. */
  #act(op: unknown, data: WireObject): GatewayClosing | null {
    const { session } = this;
    switch (op) {
      case gatewayOpcode.identify:
      case gatewayOpcode.resume:
        if (session) return 'alreadyAuthenticated';
        this.session = op === gatewayOpcode.identify ? this.#desk.identify(this, data) : this.#desk.resume(this, data);
        return null;
      case gatewayOpcode.presenceUpdate:
      case gatewayOpcode.voiceStateUpdate:
        return session ? null : 'notAuthenticated';
      case gatewayOpcode.requestGuildMembers:
        if (!session) return 'notAuthenticated';
        this.#desk.members(session, data);
        return null;
      default:
        return 'unknownOpcode';
    }
  }

  #heartbeat(lastRead: unknown): void {
    this.session?.heard(numberOf(lastRead, 0));
    this.#expectHeartbeat();
    this.connection.tell(gatewayOpcode.heartbeatAck, null);
  }

  #expectHeartbeat(): void {
    this.#forgetHeartbeat();
    this.#forgetHeartbeat = this.#clock.after(this.#heartbeatInterval * TOLERANCE, () => {
      // A stalled connection doesn't even transport its close.
      if (!this.connection.stalled) this.close('unknownError');
    });
  }

  #saysTooMuch(): boolean {
    const now = this.#clock.now();
    if (now >= this.#minuteEnds) {
      this.#said = 0;
      this.#minuteEnds = now + MINUTE;
    }
    this.#said++;
    return this.#said > PAYLOADS;
  }
}
