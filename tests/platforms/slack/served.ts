import { createHmac } from 'node:crypto';
import { request as send } from 'node:http';
import { onTestFinished } from 'vitest';
import { silentLog } from '../../../src/log.ts';
import { createSlack, type SlackPlatform } from '../../../src/platforms/slack/platform.ts';
import { type LocalSlack, startLocalSlack } from '../../../src/playground/slack/index.ts';
import { startWeb } from '../../../src/web/server.ts';
import { manifestOf, optionsFor, TestInbox } from './support.ts';

/** The adapter as Slack reaches it over HTTP: behind the bot's own web server. */
export interface Served {
  readonly slack: LocalSlack;
  readonly platform: SlackPlatform;
  readonly inbox: TestInbox;
  readonly url: string;
  /** The adapter's clock, milliseconds since 1970. */
  now: number;
}

/** Serves it until the test that asks for it is over. */
export async function serve(): Promise<Served> {
  const web = await startWeb({
    host: '127.0.0.1',
    port: 0,
    health: async () => ({ status: 'ok' }),
    readiness: async () => ({ ready: true }),
    file: async () => null,
    bilan: async () => null,
    slackRequests: (request, response) => listener?.(request, response),
    log: silentLog,
  });
  const { url } = web;
  const slack = await startLocalSlack({ receive: { http: url } });
  const requestUrl = `${url}/slack/events`;
  slack.installManifest(manifestOf({ socketMode: false, requestUrl }));
  const served = { now: Date.now() };
  const platform = createSlack(optionsFor(slack, { now: () => served.now }));
  const listener = platform.requestListener;
  const inbox = new TestInbox();
  await platform.start(inbox);
  onTestFinished(async () => {
    await platform.stop();
    await web.close();
    await slack.close();
  });
  return Object.assign(served, { slack, platform, inbox, url });
}

export const command = 'command=%2Fmois&text=&user_id=U0ANA&channel_id=C0GENERAL&team_id=T0&trigger_id=1.2.3';

interface Given {
  readonly body?: string | Uint8Array;
  readonly signature?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Returns the signature Slack would put to these bytes. */
export function signatureOf({ slack }: Served, seconds: number, body: string | Uint8Array): string {
  const secret = slack.environment.SLACK_SIGNING_SECRET ?? '';
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:`).update(body).digest('hex')}`;
}

/**
 * Returns the status of the answer to a request that was signed at this second. It comes over a connection of its own: one that
 * was kept may be ended in a flood just as it is used again.
 */
export async function request(served: Served, seconds: number, given: Given = {}): Promise<number> {
  const body = given.body ?? command;
  const headers = {
    'content-type': given.type ?? 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': given.signature ?? signatureOf(served, seconds, body),
    ...given.headers,
  };
  return await new Promise((resolve, reject) => {
    send(`${served.url}/slack/events`, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    })
      .on('error', reject)
      .end(Buffer.from(body));
  });
}
