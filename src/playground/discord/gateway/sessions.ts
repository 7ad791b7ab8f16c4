import type { ProtocolClock } from '../../clock.ts';
import type { Application } from '../application.ts';
import type { WireObject } from '../json.ts';
import { asksForDisallowed } from './identify.ts';
import { closing, gatewayOpcode } from './operations.ts';
import type { GatewaySession } from './session.ts';

/** Milliseconds after which a session without a connection is forgotten: "a few minutes". */
const SESSION_LIFE = 3 * 60_000;

export interface GatewayEvent {
  readonly name: string;
  readonly guildId: string | null;
  /** Any of these intents; 0 for events that every session gets. */
  readonly intents: number;
  /** Returns the payload for one session, or null when it must not hear of the event. */
  readonly data: (session: GatewaySession) => WireObject | null;
}

/** The sessions that have identified: they get events, lose their connections and come back. */
export class GatewaySessions {
  readonly #sessions = new Map<string, GatewaySession>();
  readonly #application: () => Application;
  readonly #clock: ProtocolClock;

  constructor(application: () => Application, clock: ProtocolClock) {
    this.#application = application;
    this.#clock = clock;
  }

  find(id: string): GatewaySession | undefined {
    return this.#sessions.get(id);
  }

  add(session: GatewaySession): void {
    this.#sessions.set(session.id, session);
  }

  forget(session: GatewaySession): void {
    this.#sessions.delete(session.id);
    session.forgotten();
  }

  /** Forgets a session that isn't resumed in time; `returning` when its client said that it comes back at once. */
  forgetLater(session: GatewaySession, returning = false): void {
    session.left(
      this.#clock.after(SESSION_LIFE, () => this.forget(session)),
      returning,
    );
  }

  dispatch(event: GatewayEvent): void {
    for (const session of this.#sessions.values()) {
      if (!session.hasGuild(event.guildId) || !session.asksFor(event.intents)) continue;
      const data = event.data(session);
      if (data) session.dispatch(event.name, data);
    }
  }

  /** True while a session's client has still to read something. */
  get behind(): boolean {
    return [...this.#sessions.values()].some((session) => session.behind);
  }

  /** Returns the number of sessions that have a connection. */
  get connected(): number {
    return [...this.#sessions.values()].filter(({ connection }) => connection !== null).length;
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.allRead()));
  }

  /** Closes the connections. A session that isn't resumable answers its resumption with "invalid session". */
  drop(resumable: boolean, code: number = closing.unknownError[0], shard?: number): void {
    for (const session of [...this.#sessions.values()]) {
      if (shard !== undefined && session.shard[0] !== shard) continue;
      session.connection?.socket.close(code);
      if (!resumable) this.forget(session);
    }
  }

  /** Closes the connections of sessions that use an intent the application's owner has switched off. */
  closeDisallowed(): void {
    for (const session of [...this.#sessions.values()]) {
      if (!asksForDisallowed(this.#application(), session.intents)) continue;
      session.connection?.socket.close(...closing.disallowedIntents);
      this.forget(session);
    }
  }

  /** Asks connected clients to come back over another connection. */
  askToReconnect(): void {
    for (const { connection } of this.#sessions.values()) connection?.tell(gatewayOpcode.reconnect, null);
  }
}
