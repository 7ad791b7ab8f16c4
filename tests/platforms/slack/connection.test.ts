import { Agent, type IncomingMessage, request as send } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { gatherNeeds, type NotGranted } from '../../../src/chat/needs.ts';
import { type Inbox, StartError } from '../../../src/chat/platform.ts';
import { needsOn } from '../../../src/composition.ts';
import { createSlack, type SlackOptions } from '../../../src/platforms/slack/platform.ts';
import { slackManifest } from '../../../src/platforms/slack/register.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { type LocalSlack, startLocalSlack } from '../../../src/playground/slack/index.ts';
import { command, request, serve, signatureOf } from './served.ts';
import { commands, optionsFor, say, start, TestInbox, texts } from './support.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function localSlack(options: Parameters<typeof startLocalSlack>[0] = {}): Promise<LocalSlack> {
  const slack = await startLocalSlack(options);
  closing.push(() => slack.close());
  return slack;
}

describe('a start that cannot succeed says what to change', () => {
  async function complaint(options: SlackOptions): Promise<string> {
    const error: unknown = await createSlack(options)
      .start(new TestInbox())
      .catch((reason: unknown) => reason);
    if (!(error instanceof StartError)) throw new Error(`no StartError: ${String(error)}`);
    expect(error.message).not.toContain('\n');
    return error.message;
  }

  test('a wrong token', async () => {
    const slack = await localSlack();
    expect(await complaint(optionsFor(slack, { botToken: 'xoxb-1-2-wrong' }))).toContain(
      'SLACK_BOT_TOKEN (invalid_auth)',
    );
    expect(await complaint(optionsFor(slack, { appToken: 'xapp-wrong' }))).toContain('SLACK_APP_TOKEN (invalid_auth)');
    const english = optionsFor(slack, { botToken: 'xoxb-1-2-wrong', locale: 'en' });
    expect(await complaint(english)).toContain('Slack refuses SLACK_BOT_TOKEN');
  });

  test('no way in', async () => {
    const slack = await localSlack();
    const options = optionsFor(slack, { appToken: undefined, signingSecret: undefined });
    expect(await complaint(options)).toContain('SLACK_APP_TOKEN (Socket Mode) ou SLACK_SIGNING_SECRET');
  });

  test('permissions that are missing', async () => {
    const slack = await localSlack();
    const manifest = slackManifest({ commands, needs: needsOn('slack'), locale: 'fr', name: 'Fil', socketMode: true });
    const bot = manifest.oauth_config.scopes.bot.filter((scope) => scope !== 'chat:write' && scope !== 'im:write');
    slack.installManifest({ ...manifest, oauth_config: { scopes: { bot } } });
    const line = await complaint(optionsFor(slack));
    expect(line).toContain('(chat:write)');
    expect(line).toContain('npm run -s slack:manifest');
    expect(await complaint(optionsFor(slack, { locale: 'en' }))).toContain('lacks permissions');
  });

  test('nobody there, or somebody else', async () => {
    const slack = await localSlack();
    expect(await complaint(optionsFor(slack, { apiUrl: 'http://127.0.0.1:1/api/' }))).toContain('SLACK_API_URL');
    slack.fault({ kind: 'status', status: 404, method: 'auth.test' });
    expect(await complaint(optionsFor(slack))).toContain('404');
  });
});

describe('a start that Slack keeps from succeeding just now', () => {
  async function attempt(slack: LocalSlack, more: Partial<SlackOptions> = {}) {
    const pauses: number[] = [];
    const lines: string[] = [];
    const options = optionsFor(slack, more);
    const platform = createSlack({
      ...options,
      pause: async (milliseconds) => void pauses.push(milliseconds),
      log: { ...options.log, warn: (event) => void lines.push(event) },
    });
    closing.push(() => platform.stop());
    const error: unknown = await platform.start(new TestInbox()).then(
      () => null,
      (reason: unknown) => reason,
    );
    return { pauses, lines: lines.filter((line) => line === 'slack.start-again').length, error };
  }

  async function installed(): Promise<LocalSlack> {
    const slack = await localSlack();
    slack.installManifest(
      slackManifest({ commands, needs: needsOn('slack'), locale: 'fr', name: 'Fil', socketMode: true }),
    );
    return slack;
  }

  test('is tried again, after the time Slack asks for', async () => {
    const slack = await installed();
    slack.fault({ kind: 'rateLimited', retryAfter: 5, method: 'auth.test' });
    slack.fault({ kind: 'status', status: 503, method: 'auth.test' });
    slack.fault({ kind: 'reset', stored: false, method: 'auth.test' });
    slack.fault({ kind: 'status', status: 500, method: 'apps.connections.open' });
    expect(await attempt(slack)).toEqual({ pauses: [5_000, 2_000, 4_000, 1_000], lines: 4, error: null });
  });

  test('is given up after half a minute', async () => {
    const slack = await installed();
    slack.fault({ kind: 'status', status: 503, method: 'auth.test', times: 100 });
    const { pauses, error } = await attempt(slack);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
    expect(error).toBeInstanceOf(StartError);
  });

  test('is not waited for when Slack asks for longer than that, nor when a token is refused', async () => {
    const slack = await installed();
    slack.fault({ kind: 'rateLimited', retryAfter: 31, method: 'auth.test' });
    const busy = await attempt(slack);
    expect(busy.error).toMatchObject({ message: expect.stringContaining('relancez le bot') });
    const refused = await attempt(slack, { botToken: 'xoxb-1-2-wrong' });
    expect([...busy.pauses, ...refused.pauses]).toEqual([]);
    expect(refused.error).toBeInstanceOf(StartError);
  });
});

test('it starts without a scope that only a feature can’t do without, and says what of it is off', async () => {
  const slack = await localSlack();
  slack.installManifest(
    slackManifest({ commands, needs: needsOn('slack'), locale: 'fr', name: 'Fil', socketMode: true }),
  );
  const reactions = { kind: 'scope', name: 'reactions:read', required: true, without: 'common.none' } as const;
  const needs = [...needsOn('slack'), ...gatherNeeds('slack', [], [{ slack: [reactions] }])];
  const told: (NotGranted | null | undefined)[] = [];
  const inbox = new TestInbox();
  const withheld: Inbox['withheld'] = async (from) => void told.push(from(slack.team.id), from('elsewhere'));
  const platform = createSlack(optionsFor(slack, { needs }));
  closing.push(() => platform.stop());
  await platform.start(Object.assign(inbox, { withheld }));
  expect(told).toMatchObject([{ needs: [{ name: 'reactions:read' }], link: null }, null]);
  expect(await platform.withheld(slack.team.id)).toMatchObject({ needs: [{ name: 'reactions:read' }] });
  expect(await platform.withheld('elsewhere')).toBeNull();
});

test('without permissions that it can do without it starts, says what is missing, and still writes to people', async () => {
  const slack = await localSlack();
  const manifest = slackManifest({ commands, needs: needsOn('slack'), locale: 'fr', name: 'Fil', socketMode: true });
  const bot = manifest.oauth_config.scopes.bot.filter((scope) => scope !== 'files:write' && scope !== 'im:write');
  slack.installManifest({ ...manifest, oauth_config: { scopes: { bot } } });
  const user = slack.addUser({ name: 'Camille' }).id;
  const said: unknown[] = [];
  const options = optionsFor(slack);
  const warn = (_: string, details?: Readonly<Record<string, unknown>>) => void said.push(details?.consequence);
  const platform = createSlack({ ...options, log: { ...options.log, warn } });
  closing.push(() => platform.stop());
  await platform.start(new TestInbox());
  expect(said).toHaveLength(2);
  expect(said.join()).toContain('remplacés par des liens');
  const target = { kind: 'private', platform: 'slack', users: [user] } as const;
  const file = { id: 'poster', name: 'affiche.pdf', type: 'application/pdf', size: 15 };
  const refs = await platform.post(target, { blocks: [...say('Bonjour').blocks, { kind: 'file', file }] }, 'key');
  await platform.edit(refs, say('Bonsoir'), 'key');
  const direct = slack.messages(user, { channel: 'direct', thread: null }).map((message) => message.text);
  expect(direct).toEqual(['Bonsoir']);
});

/** From Slack's word that a connection goes until it is gone. */
const SLACK_ENDS_IT_MS = 10_000;

describe('Socket Mode', () => {
  test('comes back after a lost connection, and what was said meanwhile with it', async () => {
    const here = await start();
    closing.push(() => here.close());
    expect(here.platform.status()).toBe('connected');
    expect(here.platform.requestListener).toBeNull();
    here.slack.fault({ kind: 'status', status: 500, method: 'apps.connections.open', times: 2 });
    here.slack.dropSockets();
    await here.slack.say(here.user, { channel: here.channel, thread: null }, 'Vous êtes là ?');
    await expect.poll(() => here.inbox.messages.map((message) => message.text)).toEqual(['Vous êtes là ?']);
    expect(here.platform.status()).toBe('connected');
    expect(here.pauses).toEqual([0, 1_000, 2_000]);
  });

  test('changes connections when Slack asks for it', async () => {
    const clock = manualClock();
    const here = await start({ clock });
    closing.push(() => here.close());
    let missed = 0;
    Object.assign(here.inbox, { missed: () => missed++ });
    const place = { channel: here.channel, thread: null };
    const said: string[] = [];
    for (const reason of ['warning', 'refresh_requested'] as const) {
      here.slack.recycleSockets(reason);
      // Never deaf: the new one is there before the former one goes.
      expect(here.platform.status()).toBe('connected');
      for (const word of ['avant', 'pendant', 'après']) {
        said.push(`${word} (${reason})`);
        await here.slack.say(here.user, place, `${word} (${reason})`);
        await expect.poll(() => here.inbox.messages.map((message) => message.text)).toEqual(said);
        expect(here.platform.status()).toBe('connected');
      }
      clock.advance(SLACK_ENDS_IT_MS);
      await vi.waitUntil(() => here.slack.connections === 1);
    }
    expect(missed).toBe(0);
  });

  test('takes and acknowledges what is pressed over the former connection for as long as Slack keeps it', async () => {
    const clock = manualClock();
    const here = await start({ clock });
    closing.push(() => here.close());
    const channel = { kind: 'channel', platform: 'slack', channel: here.channel } as const;
    const button = { kind: 'button', action: 'ok', label: 'Oui', style: 'plain' } as const;
    const [ref] = await here.platform.post(channel, { blocks: [{ kind: 'actions', controls: [button] }] }, 'key');
    const [shown] = here.slack.messages(here.user, { channel: here.channel, thread: null });
    const [control] = shown?.controls ?? [];
    if (!ref || !shown || control?.kind !== 'button') throw new Error('there is nothing to press');
    here.slack.recycleSockets();
    await vi.waitUntil(() => here.slack.connections === 2);
    await here.quiet();
    // Slack hands what is done to both in turn.
    for (let times = 0; times < 6; times += 1) await here.slack.press(here.user, shown.id, control.id);
    expect(here.slack.connections).toBe(2);
    expect(here.inbox.actions).toHaveLength(6);
    clock.advance(SLACK_ENDS_IT_MS);
    await vi.waitUntil(() => here.slack.connections === 1);
    await here.slack.press(here.user, shown.id, control.id);
    expect(here.inbox.actions).toHaveLength(7);
    expect(here.platform.status()).toBe('connected');
  });

  test('acknowledges over the former connection what came over it', async () => {
    const clock = manualClock();
    const here = await start({ clock });
    closing.push(() => here.close());
    let finish = () => {};
    here.inbox.onMessage = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    await here.slack.say(here.user, { channel: here.channel, thread: null }, 'Longue lecture');
    await vi.waitUntil(() => here.platform.inFlight() === 1);
    here.slack.recycleSockets();
    await vi.waitUntil(() => here.slack.connections === 2);
    finish();
    await here.quiet();
    clock.advance(SLACK_ENDS_IT_MS);
    await vi.waitUntil(() => here.slack.connections === 1);
    expect(here.inbox.messages).toHaveLength(1);
  });

  test('connects again at once when Slack closes the connection and leaves the line open', async () => {
    const here = await start();
    closing.push(() => here.close());
    here.slack.disableSocketMode();
    await here.slack.say(here.user, { channel: here.channel, thread: null }, 'Vous êtes là ?');
    await expect.poll(() => here.inbox.messages.map((message) => message.text)).toEqual(['Vous êtes là ?']);
    expect(here.platform.status()).toBe('connected');
  });

  test('stops once what was begun is done', async () => {
    const here = await start();
    closing.push(() => here.slack.close());
    let finish = () => {};
    here.inbox.onCommand = async (responder) => {
      await responder.acknowledge('private');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      await responder.answer(say('Fini'));
    };
    await here.slack.command(here.user, { channel: here.channel, thread: null }, '/mois');
    expect(here.platform.inFlight()).toBe(1);
    const stopped = here.platform.stop();
    finish();
    await stopped;
    expect(here.platform.inFlight()).toBe(0);
    expect(here.platform.status()).toBe('disconnected');
    expect(texts(here)).toEqual(['Fini']);
  });
});

describe('signed HTTP requests', () => {
  const served = () => serve(closing);

  test('carry commands and messages', async () => {
    const here = await served();
    const { slack, inbox, platform } = here;
    expect(await slack.verifyRequestUrl()).toBe(true);
    expect(platform.status()).toBe('connected');
    const { id: user } = slack.addUser({ name: 'Ana' });
    const { id: channel } = slack.addChannel({ name: 'general' });
    await slack.command(user, { channel, thread: null }, '/mois');
    let failures = 1;
    inbox.onMessage = async () => {
      if (failures-- > 0) throw new Error('the database is away');
    };
    await slack.say(user, { channel, thread: null }, 'Bonjour');
    await slack.settled();
    expect(inbox.commands).toHaveLength(1);
    // Refused with 500 the first time, so Slack tried again.
    expect(inbox.messages.map((message) => message.text)).toEqual(['Bonjour']);
  });

  test('are refused when old, from the future, forged or seen before', async () => {
    const here = await served();
    const { inbox } = here;
    const seconds = Math.floor(here.now / 1000);
    expect(await request(here, seconds - 301)).toBe(401);
    expect(await request(here, seconds + 301)).toBe(401);
    expect(await request(here, seconds, { signature: `v0=${'0'.repeat(64)}` })).toBe(401);
    expect(inbox.commands).toHaveLength(0);
    expect(await request(here, seconds)).toBe(200);
    expect(await request(here, seconds)).toBe(401);
    here.now += 200_000;
    expect(await request(here, seconds)).toBe(401);
    expect(inbox.commands).toHaveLength(1);
    expect(await request(here, seconds, { body: 'ssl_check=1&token=x', signature: 'none' })).toBe(200);
    expect(inbox.commands).toHaveLength(1);
  });

  test('are not taken for a check of the certificate by what is said in them', async () => {
    const here = await served();
    const event = { type: 'message', channel: 'C1', user: 'U1', ts: '1.000001', text: '&ssl_check=1&' };
    const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event });
    const given = { type: 'application/json', body };
    const seconds = Math.floor(here.now / 1000);
    expect(await request(here, seconds + 301, given)).toBe(401);
    expect(await request(here, seconds, given)).toBe(200);
    expect(await request(here, seconds, given)).toBe(401);
  });

  test('too long ones end their connection, and the next one gets its answer', async () => {
    const here = await served();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(async () => agent.destroy());
    const seconds = Math.floor(here.now / 1000);
    const post = (body: string, signature: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const headers = {
          'content-type': 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': String(seconds),
          'x-slack-signature': signature,
        };
        send(`${here.url}/slack/events`, { agent, method: 'POST', headers }, (answer) => {
          answer.resume().on('end', () => resolve(answer));
        })
          .on('error', reject)
          .end(body);
      });
    const endless = post('x'.repeat(3 * 1_048_576), `v0=${'0'.repeat(64)}`);
    const genuine = post(command, signatureOf(here, seconds, command));
    expect(await endless).toMatchObject({ statusCode: 413, headers: { connection: 'close' } });
    expect((await genuine).statusCode).toBe(200);
    expect(here.inbox.commands).toHaveLength(1);
  });

  test('leave /health without a doubt when the token is taken no more, and when it is again', async () => {
    const here = await served();
    expect(here.platform.status()).toBe('connected');
    here.slack.fault({ kind: 'refuse', error: 'token_revoked', method: 'auth.test', times: 100 });
    const later = () => {
      here.now += 30_000;
      return here.platform.status();
    };
    await expect.poll(later).toBe('disconnected');
    here.slack.clearFaults();
    await expect.poll(later).toBe('connected');
    // A Slack that can't be reached for a moment says nothing about the token.
    here.slack.fault({ kind: 'status', status: 503, method: 'auth.test', times: 3 });
    for (let times = 0; times < 3; times += 1) {
      expect(later()).toBe('connected');
      await expect.poll(() => here.slack.requests.at(-1)?.path).toBe('auth.test');
    }
  });

  test('are put off before the start and after the stop', async () => {
    const here = await served();
    await here.platform.stop();
    expect(await request(here, Math.floor(here.now / 1000))).toBe(503);
  });
});
