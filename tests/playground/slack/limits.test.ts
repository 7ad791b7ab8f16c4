import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { expect, it } from 'vitest';
import { client, here, scene } from './support.ts';

it('lets a short burst into a channel, then one message a second [S: apis/web-api/rate-limits; burst of 3: ours]', async () => {
  const { slack, clock, general } = await scene({ limits: true });
  const other = slack.addChannel({ name: 'autre' });
  const web = client(slack);
  const post = (channel = general) => web.chat.postMessage({ channel, text: 'x' });
  for (let index = 0; index < 3; index += 1) await post();
  await expect(post()).rejects.toThrow(WebAPIRateLimitedError);
  await post(other.id);
  clock.advance(1000);
  await post();
  await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
  expect(slack.requests.at(-1)).toMatchObject({ status: 429, response: { ok: false, error: 'ratelimited' } });
});

it('counts a channel as one, by its id, by its name and by the person at its other end [S: apis/web-api/rate-limits]', async () => {
  const { slack, anne, general } = await scene({ limits: true });
  const web = client(slack);
  const post = (channel: string) => web.chat.postMessage({ channel, text: 'x' });
  const direct = (await post(anne)).channel ?? '';
  for (const channel of [general, '#general', 'general', direct, anne]) await post(channel);
  await expect(post(general)).rejects.toThrow(WebAPIRateLimitedError);
  await expect(post(direct)).rejects.toThrow(WebAPIRateLimitedError);
});

it.each([
  [2, 20, 'conversations.list', {}],
  [2, 20, 'users.list', {}],
  [3, 50, 'conversations.info', { channel: 'C0' }],
  [3, 50, 'conversations.history', { channel: 'C0' }],
  [3, 50, 'chat.update', { channel: 'C0', ts: '1.1' }],
  [4, 100, 'chat.postEphemeral', { channel: 'C0', user: 'U0', text: 'x' }],
  [4, 100, 'users.info', { user: 'U0' }],
  [4, 100, 'views.publish', { user_id: 'U0' }],
] as const)(
  'tier %i lets %i calls a minute of %s pass [S: apis/web-api/rate-limits, K: its method page]',
  async (_, most, method, args) => {
    const { slack, clock } = await scene({ limits: true });
    const web = client(slack);
    // A call counts whether it is refused or not.
    const call = () =>
      web.apiCall(method, args).catch((error: { data?: { error?: string }; retryAfter?: number }) => error);
    for (let index = 0; index < most; index += 1) expect(await call()).not.toHaveProperty('retryAfter');
    expect(await call()).toHaveProperty('retryAfter', Math.ceil(60 / most));
    clock.advance(60_000 / most);
    expect(await call()).not.toHaveProperty('retryAfter');
  },
);

it('keeps no limits unless they are on [ours]', async () => {
  const { slack, anne, general } = await scene();
  for (let index = 0; index < 20; index += 1) await client(slack).chat.postMessage({ channel: general, text: 'x' });
  expect(slack.messages(anne, here(general))).toHaveLength(20);
});

it('fails on demand: before or after the message is stored, late, or not at all for other methods [ours]', async () => {
  const { slack, clock, anne, general } = await scene();
  const web = client(slack);
  const method = 'chat.postMessage';
  const post = (text: string) => web.chat.postMessage({ channel: general, text });
  const stored = () => slack.messages(anne, here(general)).map((one) => one.text);
  slack.fault({ method, kind: 'rateLimited', retryAfter: 7 });
  await web.auth.test();
  await expect(post('a')).rejects.toMatchObject({ retryAfter: 7 });
  slack.fault({ method, kind: 'status', status: 503 });
  await expect(post('b')).rejects.toThrow(WebAPIHTTPError);
  slack.fault({ method, kind: 'reset', stored: false });
  await expect(post('c')).rejects.toThrow(WebAPIRequestError);
  expect(stored()).toEqual([]);
  slack.fault({ method, kind: 'status', status: 500, stored: true });
  await expect(post('d')).rejects.toThrow(WebAPIHTTPError);
  slack.fault({ method, kind: 'reset', stored: true });
  await expect(post('e')).rejects.toThrow(WebAPIRequestError);
  slack.fault({ method, kind: 'reset', stored: { after: 500 } });
  await expect(post('f')).rejects.toThrow(WebAPIRequestError);
  expect(stored()).toEqual(['d', 'e']);
  clock.advance(500);
  expect(stored()).toEqual(['d', 'e', 'f']);
});

it('answers late on demand [ours]', async () => {
  const { slack, clock, anne, general } = await scene();
  slack.fault({
    method: /^chat\./,
    kind: 'delay',
    milliseconds: 1000,
    when: (body) => JSON.stringify(body).includes('lent'),
  });
  const web = client(slack);
  const late = web.chat.postMessage({ channel: general, text: 'lent' });
  await web.chat.postMessage({ channel: general, text: 'vif' });
  clock.advance(1000);
  await late;
  expect(slack.messages(anne, here(general)).map((one) => one.text)).toEqual(['vif', 'lent']);
});

it('posts a message twice through a client that retries after a lost answer [ours]', async () => {
  const { slack, anne, general } = await scene();
  slack.fault({ method: 'chat.postMessage', kind: 'reset', stored: true });
  const web = client(slack, { retryConfig: { retries: 1, minTimeout: 1 } });
  await web.chat.postMessage({ channel: general, text: 'x' });
  expect(slack.messages(anne, here(general))).toHaveLength(2);
});
