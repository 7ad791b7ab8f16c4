import { expect, it } from 'vitest';
import { client, here, manifest, rawCall, sharedScene } from './support.ts';

const setting = sharedScene();

it.each([
  ['not_authed', 'no token', ''],
  ['invalid_auth', 'a token that is none', 'Bearer xoxb-faux'],
  ['invalid_auth', 'a token of another kind', 'Bearer xoxp-1-2-3'],
])('answers %s to %s [K: common errors]', async (code, _, Authorization) => {
  const answer = await rawCall(setting(), 'auth.test', { headers: { Authorization } });
  expect(answer).toEqual({ ok: false, error: code });
});

it('takes a token of the app for sockets alone, and one of the bot for all the rest [K: common errors]', async () => {
  const Authorization = `Bearer ${setting().slack.environment.SLACK_APP_TOKEN}`;
  const withApp = await rawCall(setting(), 'chat.postMessage', { headers: { Authorization } });
  expect(withApp.error).toBe('not_allowed_token_type');
  expect((await rawCall(setting(), 'apps.connections.open', {})).error).toBe('not_allowed_token_type');
});

it('opens sockets by POST alone [K: apps.connections.open]', async () => {
  const Authorization = `Bearer ${setting().slack.environment.SLACK_APP_TOKEN}`;
  const answer = await rawCall(setting(), 'apps.connections.open', { verb: 'GET', headers: { Authorization } });
  expect(answer.error).toBe('insecure_request');
});

it('takes a token from a form, but not from an address or from JSON [S: apis/web-api]', async () => {
  const token = setting().slack.environment.SLACK_BOT_TOKEN ?? '';
  const none = { Authorization: '' };
  const form = { ...none, 'Content-Type': 'application/x-www-form-urlencoded' };
  const json = { ...none, 'Content-Type': 'application/json; charset=utf-8' };
  expect((await rawCall(setting(), 'auth.test', { headers: form, body: `token=${token}` })).ok).toBe(true);
  expect((await rawCall(setting(), `auth.test?token=${token}`, { headers: none })).error).toBe('not_authed');
  const body = JSON.stringify({ token });
  expect((await rawCall(setting(), 'auth.test', { headers: json, body })).error).toBe('not_authed');
});

it('knows no other method [S: apis/web-api]', async () => {
  const answer = await rawCall(setting(), 'chat.inconnu', {});
  expect(answer).toEqual({ ok: false, error: 'unknown_method', req_method: 'chat.inconnu' });
});

/** The public and private channel, the direct conversation and the message that each test is given. */
interface Given {
  readonly channel: string;
  readonly group: string;
  readonly direct: string;
  readonly ts: string;
  readonly anne: string;
}
const scopes: readonly (readonly [string, string, (given: Given) => object])[] = [
  ['chat.postMessage', 'chat:write', ({ channel }) => ({ channel, text: 'x' })],
  ['chat.postEphemeral', 'chat:write', ({ channel, anne }) => ({ channel, user: anne, text: 'x' })],
  ['chat.update', 'chat:write', ({ channel, ts }) => ({ channel, ts, text: 'x' })],
  ['chat.delete', 'chat:write', ({ channel, ts }) => ({ channel, ts })],
  ['conversations.open', 'im:write', ({ anne }) => ({ users: anne })],
  ['conversations.info', 'channels:read', ({ channel }) => ({ channel })],
  ['conversations.info', 'groups:read', ({ group }) => ({ channel: group })],
  ['conversations.info', 'im:read', ({ direct }) => ({ channel: direct })],
  ['conversations.list', 'channels:read', () => ({})],
  ['conversations.list', 'groups:read', () => ({ types: 'private_channel' })],
  ['conversations.list', 'im:read', () => ({ types: 'im' })],
  ['conversations.list', 'mpim:read', () => ({ types: 'mpim' })],
  ['conversations.members', 'channels:read', ({ channel }) => ({ channel })],
  ['conversations.history', 'channels:history', ({ channel }) => ({ channel })],
  ['conversations.history', 'groups:history', ({ group }) => ({ channel: group })],
  ['conversations.replies', 'im:history', ({ direct, ts }) => ({ channel: direct, ts })],
  ['conversations.join', 'channels:join', ({ channel }) => ({ channel })],
  ['conversations.create', 'channels:manage', () => ({ name: 'x' })],
  ['conversations.create', 'groups:write', () => ({ name: 'x', is_private: true })],
  ['conversations.invite', 'channels:manage', ({ channel, anne }) => ({ channel, users: anne })],
  ['conversations.setTopic', 'groups:write', ({ group }) => ({ channel: group, topic: 'x' })],
  ['conversations.leave', 'channels:manage', ({ channel }) => ({ channel })],
  ['users.info', 'users:read', ({ anne }) => ({ user: anne })],
  ['users.list', 'users:read', () => ({})],
  ['users.lookupByEmail', 'users:read.email', () => ({ email: 'x@example.org' })],
  ['reactions.add', 'reactions:write', ({ channel, ts }) => ({ channel, timestamp: ts, name: 'eyes' })],
  ['reactions.remove', 'reactions:write', ({ channel, ts }) => ({ channel, timestamp: ts, name: 'eyes' })],
  ['files.getUploadURLExternal', 'files:write', () => ({ filename: 'a', length: 1 })],
  ['files.completeUploadExternal', 'files:write', () => ({ files: [{ id: 'F0' }] })],
  ['files.info', 'files:read', () => ({ file: 'F0' })],
  ['files.delete', 'files:write', () => ({ file: 'F0' })],
  ['team.info', 'team:read', () => ({})],
  ['bots.info', 'users:read', () => ({})],
];

it.each(scopes)('%s needs %s, and says so [K: its method page]', async (method, needed, args) => {
  const { slack, anne, general } = setting();
  const others = [...new Set(['commands', ...scopes.map(([, scope]) => scope)])].filter((one) => one !== needed);
  slack.installManifest({ ...manifest, oauth_config: { scopes: { bot: others } } });
  const group = slack.addChannel({ name: `bureau-${needed}`, private: true, members: [anne] }).id;
  const direct = slack.channelsOf(anne).find((one) => one.kind === 'direct')?.id ?? '';
  const ts = await slack.say(anne, here(direct), 'x');
  const call = client(slack).apiCall(method, { ...args({ channel: general, group, direct, ts, anne }) });
  await expect(call).rejects.toMatchObject({ data: { error: 'missing_scope', needed, provided: others.join(',') } });
});
