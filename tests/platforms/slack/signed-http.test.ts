import { Agent, type IncomingMessage, request as send } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { command, request, serve, signatureOf } from './served.ts';

describe('signed HTTP requests', () => {
  test('carry commands and messages', async () => {
    const here = await serve();
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
    // The first request was refused with 500, so Slack tried again.
    expect(inbox.messages.map((message) => message.text)).toEqual(['Bonjour']);
  });

  test('are refused when old, from the future, forged or seen before', async () => {
    const here = await serve();
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
    const here = await serve();
    const event = { type: 'message', channel: 'C1', user: 'U1', ts: '1.000001', text: '&ssl_check=1&' };
    const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event });
    const given = { type: 'application/json', body };
    const seconds = Math.floor(here.now / 1000);
    expect(await request(here, seconds + 301, given)).toBe(401);
    expect(await request(here, seconds, given)).toBe(200);
    expect(await request(here, seconds, given)).toBe(401);
  });

  test('too long ones end their connection, and the next one gets its answer', async () => {
    const here = await serve();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
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
    const here = await serve();
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
    const here = await serve();
    await here.platform.stop();
    expect(await request(here, Math.floor(here.now / 1000))).toBe(503);
  });
});
