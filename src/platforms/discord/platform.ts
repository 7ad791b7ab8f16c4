import { type Client, DiscordAPIError, Events, GatewayDispatchEvents, type REST, Status } from 'discord.js';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { Message } from '../../chat/message.ts';
import type { DeclaredNeed, NotGranted } from '../../chat/needs.ts';
import type { MessageRef, Place, PlatformUser, Target } from '../../chat/place.ts';
import {
  type ConnectionStatus,
  DeliveryError,
  type Inbox,
  type IncomingMessage,
  type Look,
  type Platform,
  type PrivateThreads,
  type RollCall,
  StartError,
  type TeamMembership,
} from '../../chat/platform.ts';
import { lookUpAccess } from './access.ts';
import { type DiscordBudget, discordBudget } from './budget.ts';
import { canBeginAnew, connect } from './connection.ts';
import { guildOf, lookUpChannelName, lookUpMembership, lookUpUser } from './directory.ts';
import { isNotFound, isOurMistake, toDeliveryError } from './errors.ts';
import { findIn } from './find.ts';
import { HalfEdits } from './half-edits.ts';
import { mayReadHistory, readHistory } from './history.ts';
import { localeOf } from './incoming.ts';
import { fetchFile } from './incoming-files.ts';
import { REQUESTS_PER_SECOND } from './limits.ts';
import { lookThrough } from './look.ts';
import { logNotGranted, notGrantedIn } from './not-granted.ts';
import type { DiscordOptions } from './options.ts';
import { type PayloadSource, payloadSource } from './payload.ts';
import { openDirect } from './private-conversation.ts';
import { Receiver } from './receive.ts';
import { type CommandBody, commandBodies, registerCommands } from './register.ts';
import { renderMessage } from './render-message.ts';
import { DiscordRollCall } from './roll-call.ts';
import { deleteAll, editAll, postTo, type SendContext } from './send.ts';
import { TakenBack } from './taken-back.ts';
import { privateThreads } from './threads.ts';
import { discordTraits } from './traits.ts';

export type { DiscordOptions } from './options.ts';

/** Connects the bot to Discord: one application in any number of servers and direct conversations. */
export function createDiscord(options: DiscordOptions): Platform {
  return new Discord(options);
}

interface Connection {
  readonly client: Client<true>;
  readonly sending: SendContext;
  readonly threads: PrivateThreads;
}

class Discord implements Platform {
  readonly name = discordTraits.name;
  readonly traits = discordTraits;
  readonly threads: PrivateThreads;
  readonly #options: DiscordOptions;
  readonly #payloads: PayloadSource;
  readonly #takenBack = new TakenBack();
  readonly #budget: DiscordBudget;
  #receiver: Receiver | null = null;
  #connection: Connection | null = null;
  #starting = false;
  #beginning: Promise<void> = Promise.resolve();
  /** The intents that Discord doesn't grant this connection. */
  #withheld: readonly DeclaredNeed[] = [];

  constructor(options: DiscordOptions) {
    this.#options = options;
    const { now = Date.now, requestsPerSecond = REQUESTS_PER_SECOND } = options;
    this.#budget = discordBudget(now, Number.isFinite(requestsPerSecond));
    this.threads = {
      open: (...given) => this.#delivering(({ threads }) => threads.open(...given)),
      letIn: (...given) => this.#delivering(({ threads }) => threads.letIn(...given)),
      remove: (...given) => this.#delivering(({ threads }) => threads.remove(...given)),
      members: (...given) => this.#delivering(({ threads }) => threads.members(...given)),
    };
    this.#payloads = payloadSource({ ...options, readsMessages: () => this.#readsMessages() });
  }

  partsOf(message: Message): number {
    return renderMessage(message, { withheld: new Set(), fileLine: ({ name }) => name }).length;
  }

  async start(inbox: Inbox): Promise<void> {
    if (this.#starting || this.#connection) throw new Error('already started');
    this.#starting = true;
    try {
      const { commands, log, text, locale, receives = true } = this.#options;
      const bodies = this.#commandBodies();
      const readsMessages = () => this.#readsMessages();
      if (receives)
        this.#receiver = new Receiver({ inbox, commands, payloads: this.#payloads, log, text, locale, readsMessages });
      const client = await this.#connect(inbox);
      if (receives) await this.#register(client, bodies);
    } finally {
      this.#starting = false;
    }
  }

  async stop(): Promise<void> {
    await this.#receiver?.close();
    await this.#beginning;
    await this.#leave();
  }

  status(): ConnectionStatus {
    if (this.#starting) return 'connecting';
    const ws = this.#connection?.client.ws;
    if (!ws) return 'disconnected';
    if (ws.shards.some((shard) => shard.status === Status.Disconnected)) return 'disconnected';
    return ws.shards.every((shard) => shard.status === Status.Ready) ? 'connected' : 'connecting';
  }

  inFlight(): number {
    return this.#receiver?.inFlight ?? 0;
  }

  post(target: Target, message: Message, key: string): Promise<readonly MessageRef[]> {
    return this.#delivering(async ({ sending }) => {
      const calls = target.kind === 'place' ? (target.calls ?? []) : [];
      return postTo(sending, await channelOf(sending.rest, target), message, key, calls);
    });
  }

  edit(refs: readonly MessageRef[], message: Message, key: string): Promise<readonly MessageRef[]> {
    return this.#delivering(({ sending }) => editAll(sending, refs, message, key));
  }

  delete(refs: readonly MessageRef[]): Promise<void> {
    return this.#delivering(({ sending }) => deleteAll(sending, refs));
  }

  find(target: Target, key: string, since: Date): Promise<readonly MessageRef[] | null> {
    return this.#delivering(async ({ client, sending }) => {
      const channel = await channelOf(client.rest, target);
      if (!(await mayReadHistory(client, channel))) return null;
      const found = await findIn(client.rest, channel, key, since, client.user.id);
      if (found === null) return null;
      // An incomplete sending is deleted, so that sending it again doesn't double its beginning.
      await deleteAll(sending, found.partial);
      return found.whole;
    });
  }

  history(place: Place, after: string): Promise<readonly IncomingMessage[]> {
    return this.#delivering(({ client }) =>
      readHistory(client, place, after, { readsMessages: this.#readsMessages() }),
    );
  }

  look(): Look {
    return lookThrough(
      (ask) => this.#asking(ask),
      this.#budget,
      () => this.#readsMessages(),
    );
  }

  /** Returns the message as it came: Discord gives the names with it. */
  async named({ user, text }: IncomingMessage): Promise<Pick<IncomingMessage, 'user' | 'text'>> {
    return { user, text };
  }

  fetchFile(source: string, most: number): Promise<Uint8Array> {
    return fetchFile(source, most);
  }

  user(id: string, team: string | null): Promise<PlatformUser> {
    return this.#delivering(({ client }) => lookUpUser(client, id, team));
  }

  membership(user: string, team: string): Promise<TeamMembership> {
    return this.#delivering(({ client }) => lookUpMembership(client, user, team));
  }

  rollCall(team: string): RollCall {
    return new DiscordRollCall((ask) => this.#asking(ask), team, this.#budget);
  }

  channelName(channel: string): Promise<string> {
    return this.#delivering(({ client }) => lookUpChannelName(client, channel));
  }

  access(channel: string): Promise<ChannelAccess> {
    return this.#delivering(({ client }) => lookUpAccess(client, channel, this.#options.needs));
  }

  withheld(team: string): Promise<NotGranted | null> {
    return this.#delivering(async ({ client }) => {
      // These are the intents of this connection: the next one may be granted others meanwhile.
      const lacking = { needs: this.#options.needs, withheld: this.#withheld };
      const guild = client.guilds.cache.get(team);
      // The member is fetched anew: Discord sends no event that tells the bot's present roles.
      const me = await guild?.members.fetchMe({ force: true });
      return notGrantedIn(client, guild, lacking, me);
    });
  }

  /** Returns whether Discord gives the bot the text of messages typed in servers. */
  #readsMessages(): boolean {
    return !this.#withheld.some(({ name }) => name === 'MessageContent');
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
        if (canBeginAnew(code) && isUsed()) this.#beginning = this.#beginAnew(inbox);
      });
    });
    this.#connection = this.#connectionOf(client);
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
  async #beginAnew(inbox: Inbox): Promise<void> {
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

  async #leave(): Promise<void> {
    const client = this.#connection?.client;
    this.#connection = null;
    // The client takes closing for a lost connection, and would log that it reconnects.
    client?.removeAllListeners(Events.ShardReconnecting);
    await client?.destroy();
  }

  #commandBodies(): readonly CommandBody[] {
    const { commands, text } = this.#options;
    return commandBodies(commands, (name) => ({
      fr: text('fr', 'platforms.discord.group', { name: name.fr }),
      en: text('en', 'platforms.discord.group', { name: name.en }),
    }));
  }

  async #register(client: Client<true>, bodies: readonly CommandBody[]): Promise<void> {
    const { log, text, locale } = this.#options;
    try {
      log.info('discord.commands', { result: await registerCommands(client.rest, client.application.id, bodies) });
    } catch (error) {
      // Commands that are registered already still work, and the next start tries again.
      if (!(error instanceof DiscordAPIError) || isNotFound(error))
        return log.error('discord.commands-not-registered', error);
      this.#connection = null;
      await client.destroy();
      throw new StartError(text(locale, 'platforms.discord.start.commands', { code: String(error.code) }), {
        cause: error,
      });
    }
  }

  #connectionOf(client: Client<true>): Connection {
    const { log, locale, needs } = this.#options;
    const sending: SendContext = {
      rest: client.rest,
      payloads: this.#payloads,
      log,
      halfEdits: new HalfEdits(),
      takenBack: this.#takenBack,
      localeOf: (channel) => {
        const guild = client.guilds.cache.get(guildOf(client, channel) ?? '');
        // Only a community chooses its language; Discord gives English for all the others.
        return (guild?.features.includes('COMMUNITY') && localeOf(guild.preferredLocale)) || locale;
      },
    };
    return {
      client,
      sending,
      threads: privateThreads(client, needs, log),
    };
  }

  #asking<T>(ask: (client: Client<true>) => Promise<T>): Promise<T> {
    return this.#delivering(({ client }) => ask(client));
  }

  async #delivering<T>(action: (connection: Connection) => Promise<T>): Promise<T> {
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
}

async function channelOf(rest: REST, target: Target): Promise<string> {
  if (target.kind === 'private') return openDirect(rest, target);
  return target.kind === 'channel' ? target.channel : target.place.channel;
}
