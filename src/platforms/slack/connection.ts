import type { SocketModeReceiver } from '@slack/bolt';
import type { ConnectionStatus } from '../../chat/platform.ts';
import { within } from '../../concurrency/within.ts';
import type { Log } from '../../log.ts';

/** Milliseconds before each attempt to reconnect: none at first, then ever more. */
const PAUSES = [0, 1_000, 2_000, 5_000, 10_000, 30_000] as const;
const CLOSING_TIMEOUT_MS = 2_000;
/** Slack sends its greeting at once on a new socket; one that stays silent this long is closed. */
const GREETING_TIMEOUT_MS = 30_000;
/**
 * Slack ends a connection some 10 s after it asks for another one; one that it leaves open is closed after this long.
 */
const LEAVING_TIMEOUT_MS = 30_000;
/** Events received over it may still be acknowledged for this long after that. */
const IDLE_TIMEOUT_MS = 5_000;

type Client = SocketModeReceiver['client'];

export interface SocketOptions {
  /** Returns a receiver without a connection, which hands what it receives to the app. */
  readonly create: () => Pick<SocketModeReceiver, 'client'>;
  readonly log: Log;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Called before anything arrives over the new socket when events may have been missed. */
  readonly reconnected: () => void;
  /** Resolves when everything received has been acknowledged. */
  readonly idle: () => Promise<void>;
  readonly greetingMs?: number;
}

/**
 * Keeps a socket open. When Slack asks for another one, that is opened first, and the former one is kept until Slack
 * ends it: Slack goes on sending over both, and events sent over a socket that the bot has closed can't be acknowledged
 * any more. The SDK closes the former one at once, waits in vain for Slack to end the connection too, and hears nothing
 * meanwhile. The SDK's own reconnection is off: it waits 5 s before the first attempt and ends the process when one
 * fails for good.
 */
export class SocketConnection {
  readonly #options: SocketOptions;
  #live: Client | null = null;
  /** The connections that Slack will end; each with the function that wakes whoever waits for that. */
  readonly #former = new Map<Client, () => void>();
  #opening = false;
  #closing = false;

  constructor(options: SocketOptions) {
    this.#options = options;
  }

  get status(): ConnectionStatus {
    if (this.#closing) return 'disconnected';
    if (this.#live) return 'connected';
    return this.#opening ? 'connecting' : 'disconnected';
  }

  /** Opens the first connection. Throws the error that Slack refuses it with. */
  async open(): Promise<void> {
    this.#opening = true;
    try {
      this.#live = await this.#connect(() => {});
    } finally {
      this.#opening = false;
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    const live = this.#live;
    this.#live = null;
    await Promise.all([live, ...this.#former.keys()].map((client) => client && end(client)));
  }

  /** Opens a connection. `greeted` is called in the same turn as Slack's greeting arrives. */
  async #connect(greeted: () => void): Promise<Client> {
    const { client } = this.#options.create();
    onMessage(client, this.#options.log, () => {
      if (client === this.#live) void this.#renew();
    });
    client.on('disconnected', () => {
      this.#former.get(client)?.();
      if (client !== this.#live) return;
      this.#live = null;
      void this.#renew();
    });
    client.on('connected', greeted);
    const started = client.start().then(
      () => true,
      (refused: unknown) => {
        // Where the socket ends before it is greeted, the SDK rejects with nothing at all.
        throw refused ?? Object.assign(new Error('the socket ended before its greeting'), { code: 'ECONNRESET' });
      },
    );
    if (await within(this.#options.greetingMs ?? GREETING_TIMEOUT_MS, started)) return client;
    await end(client);
    throw new Error('the socket stays silent');
  }

  async #renew(): Promise<void> {
    const { log, pause, reconnected } = this.#options;
    if (this.#closing || this.#opening) return;
    this.#opening = true;
    for (let attempts = 0; !this.#closing; attempts += 1) {
      await pause(PAUSES[attempts] ?? PAUSES[PAUSES.length - 1] ?? 0);
      if (this.#closing) break;
      try {
        const fresh = await this.#connect(() => {
          // While the former connection was open, nothing was missed.
          if (!this.#live) reconnected();
        });
        const live = this.#live;
        this.#live = fresh;
        if (live) void this.#leave(live);
        log.info('slack.reconnected', { attempts: attempts + 1 });
        break;
      } catch (error) {
        log.error('slack.reconnection-failed', error, { attempts: attempts + 1 });
      }
    }
    this.#opening = false;
    if (this.#closing) await this.close();
  }

  async #leave(client: Client): Promise<void> {
    const ended = new Promise<true>((resolve) => this.#former.set(client, () => resolve(true)));
    const bySlack = await within(LEAVING_TIMEOUT_MS, ended);
    if (!bySlack) {
      await within(IDLE_TIMEOUT_MS, this.#options.idle());
      await end(client);
    }
    this.#former.delete(client);
  }
}

/**
 * Handles Slack's request for another connection before the SDK does, which would close this one at once. What the SDK
 * throws at a message that it can't read is noted: nobody awaits it, so it would end the process.
 */
function onMessage(client: Client, log: Log, renew: () => void): void {
  const own = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  const read = async (data: unknown, isBinary: unknown): Promise<void> => {
    for (const listener of own) await listener(data, isBinary);
  };
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    if (isDisconnect(data)) renew();
    else read(data, isBinary).catch((error: unknown) => log.error('slack.malformed-message', error));
  });
}

function isDisconnect(data: unknown): boolean {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false;
  try {
    const message: unknown = JSON.parse(data);
    return typeof message === 'object' && message !== null && 'type' in message && message.type === 'disconnect';
  } catch {
    return false;
  }
}

/** Closes a connection without waiting for Slack to end it too, which it doesn't. */
async function end(client: Client): Promise<void> {
  const gone = client.disconnect();
  void client.disconnect();
  await within(CLOSING_TIMEOUT_MS, gone);
}
