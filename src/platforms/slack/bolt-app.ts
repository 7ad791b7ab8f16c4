import { App, HTTPReceiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import { clientOptions, sdkLogger } from './client.ts';
import type { InFlight } from './in-flight.ts';
import { listen, type ReceiveOptions, receiveEvent } from './receive.ts';
import type { Identity } from './sign-in.ts';

export interface BoltOptions {
  readonly receiving: ReceiveOptions;
  readonly identity: Identity;
  readonly botToken: string;
  readonly apiUrl: string;
  readonly inFlight: InFlight;
  /** Whether the bot leaves Slack: what comes then isn't acknowledged, and goes to the next process. */
  readonly isClosing: () => boolean;
}

/**
 * A request that is still open is ended after this long. Slack waits 3 s, and Bolt would end it then as unknown, but a
 * request that waits for the database to come back is dealt with all the same.
 */
const ABANDONED_MS = 60_000;

/** Returns a function that creates one connection's receiver after the other, all of one app. */
export function socketReceivers(appToken: string, options: BoltOptions): () => SocketModeReceiver {
  const { log } = options.receiving;
  let app: App | null = null;
  return () => {
    const receiver = new SocketModeReceiver({
      appToken,
      logger: sdkLogger(log),
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions(options.apiUrl, log) },
      processEventErrorHandler: async ({ error }) => failed(error, options),
    });
    if (app) receiver.init(app);
    else app = createApp(receiver, options);
    return receiver;
  };
}

/** Returns the receiver of signed requests, with an app of its own. */
export function httpReceiver(signingSecret: string, options: BoltOptions): HTTPReceiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    logger: sdkLogger(options.receiving.log),
    unhandledRequestTimeoutMillis: ABANDONED_MS,
    processEventErrorHandler: async ({ error, response }) => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
      return failed(error, options);
    },
  });
  createApp(receiver, options);
  return receiver;
}

function createApp(receiver: HTTPReceiver | SocketModeReceiver, options: BoltOptions): App {
  const { receiving, identity, botToken, apiUrl } = options;
  const { log } = receiving;
  const app = new App({
    receiver,
    token: botToken,
    botId: identity.bot,
    botUserId: identity.user,
    convoStore: false,
    logger: sdkLogger(log),
    clientOptions: clientOptions(apiUrl, log),
  });
  app.error(async (error) => log.error('slack.interaction-failed', error));
  listen(app, receiving);
  intercept(app, options);
  return app;
}

/** Stands between the receiver and Bolt: counts what is received, and keeps events before they are acknowledged. */
function intercept(app: App, { receiving, inFlight, isClosing }: BoltOptions): void {
  const bolt = app.processEvent.bind(app);
  app.processEvent = (event: ReceiverEvent) =>
    inFlight.run(async () => {
      // An event that isn't acknowledged goes to the next process.
      if (isClosing()) throw new Error('Slack is being left');
      if (event.body.type === 'event_callback') await receiveEvent(event, receiving);
      else await bolt(event);
    });
}

/** Logs a failed event and leaves it unacknowledged, so that Slack sends it again. */
function failed(error: unknown, { receiving, isClosing }: BoltOptions): false {
  if (!isClosing()) receiving.log.error('slack.event-failed', error);
  return false;
}
