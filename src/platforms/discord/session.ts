import { type Client, Events, GatewayDispatchEvents } from 'discord.js';
import type { DeclaredNeed } from '../../chat/needs.ts';
import type { ConnectionStatus, Inbox } from '../../chat/platform.ts';
import { canBeginAnew, connect } from './connection.ts';
import { end } from './ended.ts';
import { type LiveConnection, liveConnection, statusOf, useConnection } from './live-connection.ts';
import { tellNotGranted } from './not-granted.ts';
import type { DiscordOptions } from './options.ts';
import { type PayloadSource, payloadSource } from './payload.ts';
import { Receiver } from './receive.ts';
import { registerAtStart } from './register.ts';
import { TakenBack } from './taken-back.ts';

/** Connects the bot, keeps it connected, and lets the rest of the adapter use the connection there is. */
export class DiscordSession {
  readonly #options: DiscordOptions;
  readonly #payloads: PayloadSource;
  readonly #takenBack = new TakenBack();
  #receiver: Receiver | null = null;
  #connection: LiveConnection | null = null;
  #starting = false;
  #reconnecting: Promise<void> = Promise.resolve();
  #withheld: readonly DeclaredNeed[] = [];

  constructor(options: DiscordOptions) {
    this.#options = options;
    this.#payloads = payloadSource({ ...options, readsMessages: () => this.readsMessages() });
  }

  /** Throws StartError. */
  async start(inbox: Inbox): Promise<void> {
    if (this.#starting || this.#connection) throw new Error('already started');
    this.#starting = true;
    try {
      const { receives = true } = this.#options;
      const register = registerAtStart(this.#options);
      const readsMessages = () => this.readsMessages();
      if (receives) this.#receiver = new Receiver({ ...this.#options, inbox, payloads: this.#payloads, readsMessages });
      const client = await this.#connect(inbox);
      if (receives) await register(client).catch((error: unknown) => this.#giveUp(client, error));
    } finally {
      this.#starting = false;
    }
  }

  async stop(): Promise<void> {
    await this.#receiver?.close();
    await this.#reconnecting;
    await this.#leave();
  }

  status(): ConnectionStatus {
    return this.#starting ? 'connecting' : statusOf(this.#connection);
  }

  get inFlight(): number {
    return this.#receiver?.inFlight ?? 0;
  }

  /** The client that is connected; null while none is. */
  get client(): Client<true> | null {
    return this.#connection?.client ?? null;
  }

  /** The intents that Discord doesn't grant the present connection; the next one may be granted others. */
  get withheld(): readonly DeclaredNeed[] {
    return this.#withheld;
  }

  /** Returns whether Discord gives the bot the text of messages typed in servers. */
  readsMessages(): boolean {
    return !this.#withheld.some(({ name }) => name === 'MessageContent');
  }

  /** Runs an action with the present connection. Throws DeliveryError. */
  use<T>(action: (connection: LiveConnection) => Promise<T>): Promise<T> {
    return useConnection(this.#connection, this.#options.token, action);
  }

  async #connect(inbox: Inbox): Promise<Client<true>> {
    const client = await connect(this.#options, (fresh, withheld) => {
      this.#withheld = withheld;
      this.#receiver?.listen(fresh);
      this.#watch(fresh, inbox);
    });
    this.#connection = liveConnection(client, this.#options, this.#payloads, this.#takenBack);
    this.#options.log.info('discord.connected', { servers: client.guilds.cache.size, shards: client.ws.shards.size });
    await tellNotGranted(client, inbox, { ...this.#options, withheld: this.#withheld });
    return client;
  }

  /** Watches a client for what it can't mend itself, as long as it is the one in use. */
  #watch(client: Client, inbox: Inbox): void {
    const isUsed = () => this.#connection?.client === client;
    // A session that starts anew, instead of resuming, isn't told what happened before it.
    client.on(Events.Raw, ({ t }: { readonly t?: unknown }) => {
      if (t === GatewayDispatchEvents.Ready && isUsed()) inbox.missed?.();
    });
    client.on(Events.ShardDisconnect, ({ code }) => {
      if (canBeginAnew(code) && isUsed()) this.#reconnecting = this.#reconnect(inbox);
    });
  }

  /**
   * Reconnects all shards when Discord asks for more of them, or allows fewer intents than before: in the number it now
   * recommends and with what it still allows.
   */
  async #reconnect(inbox: Inbox): Promise<void> {
    const { log, text, locale } = this.#options;
    this.#starting = true;
    try {
      await this.#leave();
      await this.#connect(inbox);
      inbox.missed?.();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log.error('discord.gone', error, { consequence: text(locale, 'platforms.discord.gone', { why }) });
    } finally {
      this.#starting = false;
    }
  }

  async #giveUp(client: Client<true>, error: unknown): Promise<never> {
    this.#connection = null;
    await end(client);
    throw error;
  }

  async #leave(): Promise<void> {
    const left = this.#connection;
    this.#connection = null;
    await left?.close();
  }
}
