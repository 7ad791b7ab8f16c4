import type { Client } from 'discord.js';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import { FileGone } from '../../chat/download.ts';
import type { Message } from '../../chat/message.ts';
import type { NotGranted } from '../../chat/needs.ts';
import type { MessageRef, Place, PlatformUser, Target } from '../../chat/place.ts';
import type {
  ConnectionStatus,
  Inbox,
  IncomingMessage,
  Look,
  Platform,
  PrivateThreads,
  RollCall,
  TeamMembership,
} from '../../chat/platform.ts';
import type { Relaying } from '../../chat/relaying.ts';
import { lookUpAccess } from './access.ts';
import { type DiscordBudget, discordBudget } from './budget.ts';
import { channelOf } from './destination.ts';
import { lookUpChannelName, lookUpMembership, lookUpUser } from './directory.ts';
import { findPosted } from './find.ts';
import { readHistory } from './history.ts';
import { downloadFile } from './incoming-files.ts';
import { REQUESTS_PER_SECOND } from './limits.ts';
import { lookThrough } from './look.ts';
import { lookUpNotGranted } from './not-granted.ts';
import type { DiscordOptions } from './options.ts';
import { freshAddress, isRelayedSource } from './relaying/files.ts';
import { DiscordRelaying } from './relaying/relaying.ts';
import { wordsIn } from './relaying/said.ts';
import { renderMessage } from './render-message.ts';
import { DiscordRollCall } from './roll-call.ts';
import { deleteAll, editAll, postTo } from './send.ts';
import { DiscordSession } from './session.ts';
import { discordTraits } from './traits.ts';

export type { DiscordOptions } from './options.ts';

/** Connects the bot to Discord: one application in any number of servers and direct conversations. */
export function createDiscord(options: DiscordOptions): Platform {
  return new Discord(options);
}

class Discord implements Platform {
  readonly name = discordTraits.name;
  readonly traits = discordTraits;
  readonly threads: PrivateThreads;
  readonly relaying: Relaying;
  readonly showHome = null;
  readonly #options: DiscordOptions;
  readonly #session: DiscordSession;
  readonly #budget: DiscordBudget;

  constructor(options: DiscordOptions) {
    this.#options = options;
    this.#session = new DiscordSession(options);
    const { now = Date.now, requestsPerSecond = REQUESTS_PER_SECOND } = options;
    this.#budget = discordBudget(now, Number.isFinite(requestsPerSecond));
    this.relaying = relayingThrough(this.#session, this.#budget, options);
    this.threads = threadsThrough(this.#session);
  }

  partsOf(message: Message): number {
    return renderMessage(message, { withheld: new Set(), fileLine: ({ name }) => name }).length;
  }

  start(inbox: Inbox): Promise<void> {
    return this.#session.start(inbox);
  }

  stop(): Promise<void> {
    return this.#session.stop();
  }

  status(): ConnectionStatus {
    return this.#session.status();
  }

  inFlight(): number {
    return this.#session.inFlight;
  }

  post(target: Target, message: Message, key: string): Promise<readonly MessageRef[]> {
    return this.#session.use(async ({ sending }) => {
      const calls = target.kind === 'place' ? (target.calls ?? []) : [];
      return postTo(sending, await channelOf(sending.rest, target), message, key, calls);
    });
  }

  edit(refs: readonly MessageRef[], message: Message, key: string): Promise<readonly MessageRef[]> {
    return this.#session.use(({ sending }) => editAll(sending, refs, message, key));
  }

  delete(refs: readonly MessageRef[]): Promise<void> {
    return this.#session.use(({ sending }) => deleteAll(sending, refs));
  }

  find(target: Target, key: string, since: Date): Promise<readonly MessageRef[] | null> {
    return this.#session.use(({ client, sending }) => findPosted({ client, sending, target, key, since }));
  }

  history(place: Place, after: string): Promise<readonly IncomingMessage[]> {
    return this.#session.use(({ client }) =>
      readHistory(client, place, after, { readsMessages: this.#session.readsMessages() }),
    );
  }

  look(): Look {
    return lookThrough(
      (ask) => this.#asking(ask),
      this.#budget,
      () => this.#session.readsMessages(),
    );
  }

  /** Returns the message as it came: Discord gives the names with it. */
  async named({ user, text }: IncomingMessage): Promise<Pick<IncomingMessage, 'user' | 'text'>> {
    return { user, text };
  }

  async fetchFile(source: string, most: number): Promise<Uint8Array> {
    if (!isRelayedSource(source)) return downloadFile(source, most);
    const address = await this.#session.use(({ client }) => freshAddress(client, source));
    if (address === null) throw new FileGone('the file is gone from its message');
    return downloadFile(address, most);
  }

  user(id: string, team: string | null): Promise<PlatformUser> {
    return this.#session.use(({ client }) => lookUpUser(client, id, team));
  }

  membership(user: string, team: string): Promise<TeamMembership> {
    return this.#session.use(({ client }) => lookUpMembership(client, user, team));
  }

  rollCall(team: string): RollCall {
    return new DiscordRollCall((ask) => this.#asking(ask), team, this.#budget);
  }

  channelName(channel: string): Promise<string> {
    return this.#session.use(({ client }) => lookUpChannelName(client, channel));
  }

  access(channel: string): Promise<ChannelAccess> {
    return this.#session.use(({ client }) => lookUpAccess(client, channel, this.#options.needs));
  }

  withheld(team: string): Promise<NotGranted | null> {
    // They are read before anything is awaited: the next connection may be granted others.
    const lacking = { needs: this.#options.needs, withheld: this.#session.withheld };
    return this.#session.use(({ client }) => lookUpNotGranted(client, team, lacking));
  }

  #asking<T>(ask: (client: Client<true>) => Promise<T>): Promise<T> {
    return this.#session.use(({ client }) => ask(client));
  }
}

function threadsThrough(session: DiscordSession): PrivateThreads {
  return {
    open: (...given) => session.use(({ threads }) => threads.open(...given)),
    letIn: (...given) => session.use(({ threads }) => threads.letIn(...given)),
    remove: (...given) => session.use(({ threads }) => threads.remove(...given)),
    members: (...given) => session.use(({ threads }) => threads.members(...given)),
  };
}

function relayingThrough(session: DiscordSession, budget: DiscordBudget, { text, locale }: DiscordOptions): Relaying {
  return new DiscordRelaying({
    asking: (ask) => session.use(({ client }) => ask(client)),
    client: () => session.client,
    budget,
    readsMessages: () => session.readsMessages(),
    words: wordsIn(text, locale),
  });
}
