import { type Client, DiscordAPIError, Events, GatewayDispatchEvents, Status } from 'discord.js';
import type { DeclaredNeed } from '../../chat/needs.ts';
import { type ConnectionStatus, DeliveryError, type Inbox, type PrivateThreads } from '../../chat/platform.ts';
import { canBeginAnew, connect } from './connection.ts';
import { guildOf } from './directory.ts';
import { isOurMistake, toDeliveryError } from './errors.ts';
import { HalfEdits } from './half-edits.ts';
import { localeOf } from './incoming.ts';
import { logNotGranted, notGrantedIn } from './not-granted.ts';
import type { DiscordOptions } from './options.ts';
import { type PayloadSource, payloadSource } from './payload.ts';
import { Receiver } from './receive.ts';
import { registerAtStart } from './register.ts';
import type { SendContext } from './send.ts';
import { TakenBack } from './taken-back.ts';
import { privateThreads } from './threads.ts';

interface Connection {
  readonly client: Client<true>;
  readonly sending: SendContext;
  readonly threads: PrivateThreads;
}

/** Connects the bot, keeps it connected, and lets the rest of the adapter use the connection there is. */
export class DiscordSession {
  readonly #options: DiscordOptions;
  readonly #payloads: PayloadSource;
  readonly #takenBack = new TakenBack();
  #receiver: Receiver | null = null;
  #connection: Connection | null = null;
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
      const { commands, log, text, locale, receives = true } = this.#options;
      const register = registerAtStart(this.#options);
      const readsMessages = () => this.readsMessages();
      if (receives)
        this.#receiver = new Receiver({ inbox, commands, payloads: this.#payloads, log, text, locale, readsMessages });
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
    if (this.#starting) return 'connecting';
    const ws = this.#connection?.client.ws;
    if (!ws) return 'disconnected';
    if (ws.shards.some((shard) => shard.status === Status.Disconnected)) return 'disconnected';
    return ws.shards.every((shard) => shard.status === Status.Ready) ? 'connected' : 'connecting';
  }

  get inFlight(): number {
    return this.#receiver?.inFlight ?? 0;
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
  async use<T>(action: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = this.#connection;
    if (!connection) throw new DeliveryError({ kind: 'unavailable' });
    try {
      return await action(connection);
    } catch (error) {
      // The REST client forgets its token at the first 401, even at one that passes.
      if (error instanceof DiscordAPIError && error.status === 401)
        connection.client.rest.setToken(this.#options.token);
      if (isOurMistake(error)) throw error;
      throw toDeliveryError(error);
    }
  }

  async #connect(inbox: Inbox): Promise<Client<true>> {
    const client = await connect(this.#options, (fresh, withheld) => {
      this.#withheld = withheld;
      const isUsed = () => this.#connection?.client === fresh;
      this.#receiver?.listen(fresh);
      // A session that starts anew, instead of resuming, isn't told what happened before it.
      fresh.on(Events.Raw, ({ t }: { readonly t?: unknown }) => {
        if (t === GatewayDispatchEvents.Ready && isUsed()) inbox.missed?.();
      });
      fresh.on(Events.ShardDisconnect, ({ code }) => {
        if (canBeginAnew(code) && isUsed()) this.#reconnecting = this.#reconnect(inbox);
      });
    });
    this.#connection = connectionOf(client, this.#options, this.#payloads, this.#takenBack);
    const { guilds, ws } = client;
    const { log, needs } = this.#options;
    log.info('discord.connected', { servers: guilds.cache.size, shards: ws.shards.size });
    logNotGranted(client, this.#options);
    await inbox
      .withheld?.((team) => notGrantedIn(client, guilds.cache.get(team), { needs, withheld: this.#withheld }))
      .catch((error: unknown) => log.error('discord.withheld-not-told', error));
    return client;
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
    await client.destroy();
    throw error;
  }

  async #leave(): Promise<void> {
    const client = this.#connection?.client;
    this.#connection = null;
    // The client takes closing for a lost connection, and would log that it reconnects.
    client?.removeAllListeners(Events.ShardReconnecting);
    await client?.destroy();
  }
}

function connectionOf(
  client: Client<true>,
  { log, locale, needs }: DiscordOptions,
  payloads: PayloadSource,
  takenBack: TakenBack,
): Connection {
  const sending: SendContext = {
    rest: client.rest,
    payloads,
    log,
    halfEdits: new HalfEdits(),
    takenBack,
    localeOf: (channel) => {
      const guild = client.guilds.cache.get(guildOf(client, channel) ?? '');
      // Only a community chooses its language; Discord gives English for all the others.
      return (guild?.features.includes('COMMUNITY') && localeOf(guild.preferredLocale)) || locale;
    },
  };
  return { client, sending, threads: privateThreads(client, needs, log) };
}
