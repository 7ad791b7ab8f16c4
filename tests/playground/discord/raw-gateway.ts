import { WebSocket } from 'ws';
import type { LocalDiscord } from '../../../src/playground/discord/index.ts';

export interface Payload {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: Readonly<Record<string, unknown>> & { readonly session_id?: string };
}

export const gatewayUrl = (discord: LocalDiscord, query = 'v=10&encoding=json'): string =>
  `${discord.environment.DISCORD_API_URL?.replace('http', 'ws').replace('/api', '')}/?${query}`;

/** Speaks the bare protocol, for what no client would do. */
export class RawGateway {
  readonly socket: WebSocket;
  readonly received: Payload[] = [];
  /** The code that closes the connection. */
  readonly closed: Promise<number>;
  readonly #waiting = new Set<() => void>();

  constructor(discord: LocalDiscord, query?: string) {
    this.socket = new WebSocket(gatewayUrl(discord, query));
    this.socket.on('message', (raw) => {
      this.received.push(JSON.parse(String(raw)));
      for (const look of this.#waiting) look();
    });
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
  }

  /** Sends these payloads after the greeting. */
  async say(...payloads: unknown[]): Promise<this> {
    await this.until(10);
    for (const payload of payloads)
      this.socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload), { binary: false });
    return this;
  }

  /** The first payload with this opcode or of this event that has come, or comes. */
  until(awaited: number | string): Promise<Payload> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.received.find(({ op, t }) => op === awaited || t === awaited);
        if (!found) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  heard(event: string): Payload[] {
    return this.received.filter(({ t }) => t === event);
  }
}

export const identify = (discord: LocalDiscord, more: Readonly<Record<string, unknown>> = {}) => ({
  op: 2,
  d: { token: discord.environment.DISCORD_TOKEN, intents: 0, properties: {}, ...more },
});

export const resume = (discord: LocalDiscord, session: string | undefined, seq: number) => ({
  op: 6,
  d: { token: discord.environment.DISCORD_TOKEN, session_id: session, seq },
});
