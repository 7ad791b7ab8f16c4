import type { RequestListener } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { App, HTTPReceiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { Place } from '../../chat/place.ts';
import {
  type ConnectionStatus,
  type Inbox,
  type IncomingMessage,
  type Platform,
  StartError,
} from '../../chat/platform.ts';
import { type PatientStart, patiently } from '../patient-start.ts';
import { accessTo } from './access.ts';
import { type SlackBudget, slackBudget } from './budget.ts';
import { clientOptions, createClient, sdkLogger } from './client.ts';
import { SocketConnection } from './connection.ts';
import { createDirectory } from './directory.ts';
import { editAll } from './edits.ts';
import { findPosted } from './find.ts';
import { messagesIn } from './history.ts';
import { SignedRequests } from './http-listener.ts';
import { InFlight } from './in-flight.ts';
import { fetchFile } from './incoming-files.ts';
import { changedIn } from './look.ts';
import { namedMessage } from './named.ts';
import { OnceEach } from './once-each.ts';
import type { SlackOptions } from './options.ts';
import type { Speech } from './private-answer.ts';
import { listen, type ReceiveOptions, receiveEvent } from './receive.ts';
import { type MessageReader, readMessage } from './receive-message.ts';
import { renderMessage } from './render-message.ts';
import { callRoll } from './roll-call.ts';
import { lookUpMissingScopes } from './scopes.ts';
import { deleteAll, postTo, type SendContext } from './send.ts';
import { type Identity, signIn } from './sign-in.ts';
import { passesAtStart, startError } from './start-error.ts';
import { TokenWatch } from './token-watch.ts';
import { slackTraits } from './traits.ts';
import { createUploader } from './uploads.ts';
import { wordsOf } from './words.ts';

export type { SlackOptions } from './options.ts';

export interface SlackPlatform extends Platform {
  /** Handles Slack's requests (POST /slack/events); null with Socket Mode. */
  readonly requestListener: RequestListener | null;
}

/**
 * A request that is still open is ended after this long. Slack waits 3 s, and Bolt would end it then as unknown, but a
 * request that waits for the database to come back is dealt with all the same.
 */
const ABANDONED_MS = 60_000;

/** Connects the bot to one Slack workspace, through Slack's own client. */
export function createSlack(options: SlackOptions): SlackPlatform {
  const { apiUrl, log, locale, botToken, receives = true } = options;
  const now = options.now ?? Date.now;
  const pause = options.pause ?? ((milliseconds: number) => delay(milliseconds));
  const client = createClient(botToken, apiUrl, log);
  const directory = createDirectory(client, now);
  const speaking = (spoken: 'fr' | 'en' | null): Speech => {
    const inTheirs = wordsOf(options.text, spoken ?? locale);
    return { words: inTheirs, uploader: createUploader({ client, files: options.files, words: inTheirs, log, pause }) };
  };
  const { words, uploader } = speaking(null);
  const sending: SendContext = { client, directory, uploader, pause, log };
  const inFlight = new InFlight();
  const budget = slackBudget(now, options.limited ?? true);
  const access = { client, token: botToken, apiUrl };
  let identity: Identity | null = null;
  let socket: SocketConnection | null = null;
  let http: HTTPReceiver | null = null;
  let token: TokenWatch | null = null;
  let closing = false;

  function known(): Identity {
    if (!identity) throw new Error('Slack is not started');
    return identity;
  }

  function reader(): MessageReader {
    const { user, team } = known();
    return { bot: user, team, access };
  }

  /** Stands between the receiver and Bolt: counts what is received, and keeps events before they are acknowledged. */
  function intercept(app: App, receiving: ReceiveOptions): void {
    const bolt = app.processEvent.bind(app);
    app.processEvent = (event: ReceiverEvent) =>
      inFlight.run(async () => {
        // An event that isn't acknowledged goes to the next process.
        if (closing) throw new Error('Slack is being left');
        if (event.body.type === 'event_callback') await receiveEvent(event, receiving);
        else await bolt(event);
      });
  }

  function createApp(receiver: HTTPReceiver | SocketModeReceiver, inbox: Inbox, { user, bot }: Identity): App {
    const { commands } = options;
    const receiving: ReceiveOptions = {
      client,
      directory,
      speaking,
      log,
      commands,
      locale,
      inbox,
      reader: reader(),
      typed: new OnceEach(),
    };
    const app = new App({
      receiver,
      token: botToken,
      botId: bot,
      botUserId: user,
      convoStore: false,
      logger: sdkLogger(log),
      clientOptions: clientOptions(apiUrl, log),
    });
    app.error(async (error) => log.error('slack.interaction-failed', error));
    listen(app, receiving);
    intercept(app, receiving);
    return app;
  }

  /** Returns a function that creates one connection's receiver after the other, all of one app. */
  function socketReceivers(appToken: string, inbox: Inbox, who: Identity): () => SocketModeReceiver {
    let app: App | null = null;
    return () => {
      const receiver = new SocketModeReceiver({
        appToken,
        logger: sdkLogger(log),
        autoReconnectEnabled: false,
        installerOptions: { clientOptions: clientOptions(apiUrl, log) },
        processEventErrorHandler: async ({ error }) => failed(error),
      });
      if (app) receiver.init(app);
      else app = createApp(receiver, inbox, who);
      return receiver;
    };
  }

  async function start(inbox: Inbox): Promise<void> {
    const { appToken, signingSecret } = options;
    if (!appToken && !signingSecret) throw new StartError(words.say('start.no-way-in'));
    const patience: PatientStart = { log, event: 'slack.start-again', passes: passesAtStart, pause, now };
    identity = await signIn(client, { ...options, words }, patience);
    token = new TokenWatch(client, now, log);
    closing = false;
    const { team: workspace, lacks } = identity;
    if (lacks)
      await inbox
        .withheld?.((team) => (team === workspace ? { needs: lacks, link: null } : null))
        .catch((error: unknown) => log.error('slack.withheld-not-told', error));
    if (!receives) return;
    if (appToken) {
      const connection = new SocketConnection({
        create: socketReceivers(appToken, inbox, identity),
        log,
        pause,
        reconnected: () => inbox.missed?.(),
        idle: () => inFlight.idle(),
      });
      socket = connection;
      await patiently(() => connection.open(), patience).catch((error: unknown) => {
        throw startError(error, 'SLACK_APP_TOKEN', apiUrl, words);
      });
    } else {
      const receiver = new HTTPReceiver({
        signingSecret: signingSecret ?? '',
        logger: sdkLogger(log),
        unhandledRequestTimeoutMillis: ABANDONED_MS,
        processEventErrorHandler: async ({ error, response }) => {
          if (!response.headersSent) response.writeHead(500);
          response.end();
          return failed(error);
        },
      });
      createApp(receiver, inbox, identity);
      http = receiver;
    }
  }

  /** Logs a failed event and leaves it unacknowledged, so that Slack sends it again. */
  function failed(error: unknown): false {
    if (!closing) log.error('slack.event-failed', error);
    return false;
  }

  async function stop(): Promise<void> {
    closing = true;
    // Events that are being dealt with still have to be acknowledged over the same socket.
    await inFlight.idle();
    http = null;
    await socket?.close();
    socket = null;
  }

  async function history(
    place: Place,
    after: string,
    reading: SlackBudget | null = null,
  ): Promise<readonly IncomingMessage[]> {
    const found: IncomingMessage[] = [];
    for (const message of await messagesIn(client, place, after, log, reading)) {
      const read = readMessage(message, place.channel, reader());
      if (read && read.id !== after && read.id > after) found.push(read);
    }
    return found;
  }

  function status(): ConnectionStatus {
    const line = socket?.status ?? (http || (!receives && identity && !closing) ? 'connected' : 'disconnected');
    return line === 'connected' && token?.isTaken() === false ? 'disconnected' : line;
  }

  const signed = options.signingSecret ? new SignedRequests(options.signingSecret, now) : null;
  return {
    name: slackTraits.name,
    partsOf: (message) => renderMessage(message).parts.length,
    threads: null,
    traits: slackTraits,
    requestListener: options.appToken || !signed || !receives ? null : signed.listener(() => http),
    start,
    stop,
    status,
    inFlight: () => inFlight.size,
    post: (target, message, key) => postTo(sending, target, message, key),
    edit: (refs, message, key) => editAll(sending, refs, message, key),
    delete: (refs) => deleteAll(sending, refs),
    find: (target, key, since) => findPosted({ ...sending, target, key, since }),
    history: (place, after) => history(place, after),
    look: () => ({
      wait: () => budget.wait('conversations.history', 'conversations.replies'),
      changed: (places) => changedIn(client, places, known().user, budget),
      history: (place, after) => history(place, after, budget),
    }),
    named: (said) => namedMessage(said, directory),
    fetchFile: (source, most) => fetchFile(source, access, most),
    user: directory.user,
    membership: (user) => directory.membership(user),
    rollCall: () => callRoll(client, directory.membership, budget),
    channelName: directory.channelName,
    access: (channel) => accessTo(client, directory, channel, `@${known().handle}`),
    async withheld(team) {
      const needs = team === known().team ? await lookUpMissingScopes(client, options.needs) : null;
      return needs && { needs, link: null };
    },
  };
}
