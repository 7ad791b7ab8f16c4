import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { LocalSlack } from '../../../src/playground/slack/index.ts';
import { silent, stops } from './support.ts';

/** The real Bolt, connected to the local Slack. Apart from the rest because it takes a second to load. */

/** `clientPingTimeout` is also how long the client waits before it reconnects. */
export async function socketApp(
  slack: LocalSlack,
  prepare: (app: App) => void = () => {},
  clientPingTimeout = 5000,
): Promise<App> {
  const {
    SLACK_BOT_TOKEN: token = '',
    SLACK_APP_TOKEN: appToken = '',
    SLACK_API_URL: slackApiUrl = '',
  } = slack.environment;
  const clientOptions = { slackApiUrl };
  const receiver = new SocketModeReceiver({
    appToken,
    logger: silent,
    clientPingTimeout,
    installerOptions: { clientOptions },
  });
  const app = new App({ token, receiver, logger: silent, clientOptions });
  prepare(app);
  await app.start();
  stops.push(async () => app.stop());
  return app;
}

/** The server that answers what Slack sends to the app's address. */
export interface Requests {
  listener: RequestListener;
}

export async function httpApp(
  slack: LocalSlack,
  requests: Requests,
  prepare: (app: App) => void = () => {},
  secret: string = slack.environment.SLACK_SIGNING_SECRET ?? '',
): Promise<App> {
  const { SLACK_BOT_TOKEN: token = '', SLACK_API_URL: slackApiUrl = '' } = slack.environment;
  const receiver = new HTTPReceiver({ signingSecret: secret, logger: silent });
  const app = new App({ token, receiver, logger: silent, clientOptions: { slackApiUrl } });
  prepare(app);
  requests.listener = receiver.requestListener;
  return app;
}
