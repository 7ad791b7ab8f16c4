import { App, type AppOptions, SocketModeReceiver } from '@slack/bolt';
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
  return started(new App({ token, receiver, logger: silent, clientOptions }), prepare);
}

export async function httpApp(
  slack: LocalSlack,
  port: number,
  prepare: (app: App) => void = () => {},
  more: AppOptions = {},
): Promise<App> {
  const {
    SLACK_BOT_TOKEN: token = '',
    SLACK_SIGNING_SECRET: signingSecret = '',
    SLACK_API_URL: slackApiUrl = '',
  } = slack.environment;
  const app = new App({ token, signingSecret, port, logger: silent, clientOptions: { slackApiUrl }, ...more });
  return started(app, prepare);
}

async function started(app: App, prepare: (app: App) => void): Promise<App> {
  prepare(app);
  await app.start();
  stops.push(async () => app.stop());
  return app;
}
