import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { here, rawCall, scene, sharedScene } from './support.ts';

const setting = sharedScene();

const json = 'application/json; charset=utf-8';
const form = 'application/x-www-form-urlencoded';

it('reads form, JSON and multipart bodies alike [S: apis/web-api]', async () => {
  const own = await scene();
  const { slack, anne, general: channel } = own;
  const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'Titre' } }];
  const written = JSON.stringify(blocks);
  const fields = new FormData();
  fields.set('channel', channel);
  fields.set('blocks', written);
  const post = (body: string | FormData, type?: string) =>
    rawCall(own, 'chat.postMessage', { body, ...(type ? { headers: { 'Content-Type': type } } : {}) });
  expect((await post(JSON.stringify({ channel, blocks, text: null }), json)).ok).toBe(true);
  expect((await post(JSON.stringify({ channel, blocks: written }), json)).ok).toBe(true);
  expect((await post(String(new URLSearchParams({ channel, blocks: written })), form)).ok).toBe(true);
  expect((await post(fields)).ok).toBe(true);
  expect(slack.messages(anne, here(channel)).map((one) => one.text)).toEqual(['Titre', 'Titre', 'Titre', 'Titre']);
});

const refusedBodies: readonly (readonly [string, string, string, string, string])[] = [
  ['invalid_json', 'broken JSON', 'S: apis/web-api', json, '{'],
  ['json_not_object', 'a list in JSON', 'S: apis/web-api', json, '[]'],
  ['invalid_arguments', 'an object in place of a text', 'K: common errors', json, '{"text":{}}'],
  ['invalid_arguments', 'lists in lists without end', 'ours', json, `{"blocks":${'['.repeat(200)}${']'.repeat(200)}}`],
  ['invalid_post_type', 'a table', 'K: common errors', 'text/csv', 'x'],
  ['invalid_charset', 'letters Slack cannot read', 'K: common errors', 'application/json; charset=utf-16', '{}'],
  ['invalid_form_data', 'a form cut off', 'K: common errors', 'multipart/form-data; boundary=x', 'x'],
  ['invalid_array_arg', "PHP's lists", 'K: common errors', form, 'users[0]=U1'],
  ['invalid_arg_name', 'a strange name', 'K: common errors', form, 'é=1'],
];

it.each(refusedBodies)('answers %s to %s [%s]', async (error, _, _source, type, body) => {
  const answer = await rawCall(setting(), 'auth.test', { body, headers: { 'Content-Type': type } });
  expect(answer).toEqual({ ok: false, error });
});

it('wants to know what a body is [K: common errors]', async () => {
  expect((await rawCall(setting(), 'auth.test', { body: 'x', headers: { 'Content-Type': ' ' } })).error).toBe(
    'missing_post_type',
  );
});

it.each([
  ['missing_charset', 'application/json', '{}'],
  ['superfluous_charset', `${form}; charset=utf-8`, 'x=1'],
])('carries a call out all the same, and warns of a %s [K: method pages, warnings]', async (warning, type, body) => {
  const answer = await rawCall(setting(), 'auth.test', { body, headers: { 'Content-Type': type } });
  expect(answer).toMatchObject({ ok: true, warning, response_metadata: { warnings: [warning] } });
});

it.each(['conversations.info', 'conversations.members', 'conversations.history', 'conversations.replies'])(
  'sees nothing of JSON in %s, which only reads [S: apis/web-api]',
  async (method) => {
    const { general } = setting();
    const body = JSON.stringify({ channel: general, ts: '1.000001' });
    const answer = await rawCall(setting(), method, { body, headers: { 'Content-Type': json } });
    expect(answer.error).toBe('invalid_arguments');
    expect(JSON.stringify(answer.response_metadata)).toContain('missing required field: channel');
  },
);

it('reads arguments from the address as well [S: apis/web-api]', async () => {
  const { general } = setting();
  const answer = await rawCall(setting(), `conversations.info?channel=${general}`, { verb: 'GET' });
  expect(answer).toMatchObject({ ok: true, channel: { id: general } });
});

/** Returns the answer to bytes that no client would send; '' when the connection is just closed. */
function answerTo(bytes: string): Promise<string> {
  const port = Number(new URL(setting().slack.environment.SLACK_API_URL ?? '').port);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data) => {
      answer += String(data);
    });
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}

it.each([
  ['an address that is none', 'GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'HTTP/1.1 404'],
  [
    'a socket at an address that is none',
    'GET // HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    'HTTP/1.1 403',
  ],
  ['what is not HTTP', 'bonjour\r\n\r\n', 'HTTP/1.1 400'],
])('goes on after %s [ours]', async (_, bytes, answer) => {
  expect(await answerTo(bytes)).toContain(answer);
  expect((await rawCall(setting(), 'auth.test', {})).ok).toBe(true);
});
