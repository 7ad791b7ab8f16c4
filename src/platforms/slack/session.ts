import type { RequestListener } from 'node:http';
import type { HTTPReceiver } from '@slack/bolt';
import { type ConnectionStatus, type Inbox, StartError } from '../../chat/platform.ts';
import { type PatientStart, patiently } from '../patient-start.ts';
import { type BoltOptions, httpReceiver, socketReceivers } from './bolt-app.ts';
import { SocketConnection } from './connection.ts';
import { SignedRequests } from './http-listener.ts';
import { InFlight } from './in-flight.ts';
import type { FileAccess } from './incoming-files.ts';
import { OnceEach } from './once-each.ts';
import type { SlackOptions } from './options.ts';
import type { AnswerOptions } from './private-answer.ts';
import type { MessageReader } from './receive-message.ts';
import { RelayReceiver } from './relaying/receive.ts';
import type { MessageReading } from './relaying/said.ts';
import { type Identity, signIn } from './sign-in.ts';
import { passesAtStart, startError } from './start-error.ts';
import { TokenWatch } from './token-watch.ts';
import type { SlackWords } from './words.ts';

/** The parts that the session shares with the rest of the adapter. */
export interface SessionContext extends AnswerOptions {
  readonly words: SlackWords;
  readonly access: FileAccess;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Signs the bot in, and receives what people do, over a socket or as signed requests, until it is stopped. */
export class SlackSession {
  /** Handles Slack's requests; null where none are expected. */
  readonly requestListener: RequestListener | null;
  readonly #options: SlackOptions;
  readonly #context: SessionContext;
  readonly #received = new InFlight();
  #known: Identity | null = null;
  #socket: SocketConnection | null = null;
  #http: HTTPReceiver | null = null;
  #token: TokenWatch | null = null;
  #closing = false;

  constructor(options: SlackOptions, context: SessionContext) {
    this.#options = options;
    this.#context = context;
    const { appToken, signingSecret, receives = true } = options;
    const signed = signingSecret && !appToken && receives ? new SignedRequests(signingSecret, context.now) : null;
    this.requestListener = signed?.listener(() => this.#http) ?? null;
  }

  /** Throws StartError. */
  async start(inbox: Inbox): Promise<void> {
    const { client, words, now, pause, log } = this.#context;
    const { appToken, signingSecret, receives = true } = this.#options;
    if (!appToken && !signingSecret) throw new StartError(words.say('start.no-way-in'));
    const patience: PatientStart = { log, event: 'slack.start-again', passes: passesAtStart, pause, now };
    const identity = await signIn(client, { ...this.#options, words }, patience);
    this.#known = identity;
    this.#token = new TokenWatch(client, now, log);
    this.#closing = false;
    await this.#tellWithheld(inbox, identity);
    if (!receives) return;
    const bolt = this.#boltOptions(inbox, identity);
    if (appToken) await this.#openSocket(appToken, inbox, bolt, patience);
    else this.#http = httpReceiver(signingSecret ?? '', bolt);
  }

  async stop(): Promise<void> {
    this.#closing = true;
    // Events that are being dealt with still have to be acknowledged over the same socket.
    await this.#received.idle();
    this.#http = null;
    await this.#socket?.close();
    this.#socket = null;
  }

  status(): ConnectionStatus {
    const { receives = true } = this.#options;
    const onlySends = !receives && this.#known !== null && !this.#closing;
    const line = this.#socket?.status ?? (this.#http || onlySends ? 'connected' : 'disconnected');
    return line === 'connected' && this.#token?.isTaken() === false ? 'disconnected' : line;
  }

  get inFlight(): number {
    return this.#received.size;
  }

  /** Returns the bot's identity. Throws before it has signed in. */
  get identity(): Identity {
    if (!this.#known) throw new Error('Slack is not started');
    return this.#known;
  }

  get reader(): MessageReader {
    const { user, team } = this.identity;
    return { bot: user, team, access: this.#context.access };
  }

  /** The means of reading a message of a relayed channel. */
  get reading(): MessageReading {
    const { directory, words } = this.#context;
    return { bot: this.identity.user, directory, words };
  }

  async #tellWithheld(inbox: Inbox, { team: workspace, lacks }: Identity): Promise<void> {
    if (!lacks) return;
    await inbox
      .withheld?.((team) => (team === workspace ? { needs: lacks, link: null } : null))
      .catch((error: unknown) => this.#context.log.error('slack.withheld-not-told', error));
  }

  #boltOptions(inbox: Inbox, identity: Identity): BoltOptions {
    const { client, directory, speaking, log } = this.#context;
    const { commands, locale, botToken, apiUrl } = this.#options;
    const { reader } = this;
    const inFlight = this.#received;
    const relay = inbox.relay ? new RelayReceiver(inbox.relay, this.reading) : null;
    const receiving = {
      client,
      directory,
      speaking,
      log,
      commands,
      locale,
      inbox,
      reader,
      relay,
      typed: new OnceEach(),
    };
    return { receiving, identity, botToken, apiUrl, inFlight, isClosing: () => this.#closing };
  }

  async #openSocket(appToken: string, inbox: Inbox, bolt: BoltOptions, patience: PatientStart): Promise<void> {
    const { words, pause, log } = this.#context;
    const connection = new SocketConnection({
      create: socketReceivers(appToken, bolt),
      log,
      pause,
      reconnected: () => inbox.missed?.(),
      idle: () => this.#received.idle(),
    });
    this.#socket = connection;
    await patiently(() => connection.open(), patience).catch((error: unknown) => {
      throw startError(error, 'SLACK_APP_TOKEN', this.#options.apiUrl, words);
    });
  }
}
