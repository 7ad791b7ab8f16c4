import type { ConversationsHistoryResponse, ConversationsMembersResponse } from '@slack/web-api';
import { beforeAll, expect, it } from 'vitest';
import { client, here, refusal, sharedScene, withScopes } from './support.ts';

const setting = sharedScene();

interface Places {
  readonly general: string;
  readonly direct: string;
  readonly secret: string;
  readonly open: string;
  readonly archived: string;
  readonly anne: string;
  readonly gone: string;
}
let places: Places;

beforeAll(async () => {
  withScopes(setting(), 'channels:join', 'channels:manage', 'groups:write', 'im:write');
  const { slack, anne, general } = setting();
  const archived = slack.addChannel({ name: 'vieux' }).id;
  slack.archive(archived);
  const gone = slack.addUser({ name: 'Partie' }).id;
  slack.deactivate(gone);
  places = {
    general,
    direct: slack.channelsOf(anne).find((one) => one.kind === 'direct')?.id ?? '',
    secret: slack.addChannel({ name: 'bureau', private: true, members: [anne], withBot: false }).id,
    open: slack.addChannel({ name: 'ouvert', withBot: false }).id,
    archived,
    anne,
    gone,
  };
  for (const text of ['un', 'deux', 'trois']) await slack.say(anne, here(general), text);
});

type Row = readonly [string, string, string, (places: Places) => object];
const people = (count: number) => Array.from({ length: count }, (_, index) => `U${index}`).join(',');

const rows: readonly Row[] = [
  ['conversations.open', 'users_list_not_supplied', 'nobody', () => ({})],
  ['conversations.open', 'user_not_found', 'somebody who is not there', () => ({ users: 'U0000000000' })],
  ['conversations.open', 'user_disabled', 'somebody who has left', ({ gone }) => ({ users: gone })],
  ['conversations.open', 'too_many_users', 'nine people', () => ({ users: people(9) })],
  ['conversations.open', 'method_not_supported_for_channel_type', 'a channel', ({ general }) => ({ channel: general })],
  ['conversations.info', 'channel_not_found', 'a private channel elsewhere', ({ secret }) => ({ channel: secret })],
  ['conversations.info', 'ok', 'a public channel elsewhere', ({ open }) => ({ channel: open })],
  ['conversations.list', 'invalid_types', 'a kind that is none', () => ({ types: 'public_channel,autre' })],
  ['conversations.list', 'invalid_limit', 'pages of 1000', () => ({ limit: 1000 })],
  ['conversations.list', 'invalid_limit', 'pages of a few', () => ({ limit: 'quelques' })],
  ['conversations.list', 'ok', 'pages of 999', () => ({ limit: 999 })],
  ['conversations.list', 'invalid_cursor', 'a cursor that is none', () => ({ cursor: 'x' })],
  ['conversations.members', 'channel_not_found', 'no channel', () => ({ channel: 'C0000000000' })],
  ['conversations.members', 'invalid_cursor', 'a cursor that is none', ({ open }) => ({ channel: open, cursor: 'x' })],
  ['conversations.members', 'invalid_limit', 'pages of -1', ({ open }) => ({ channel: open, limit: -1 })],
  ['conversations.history', 'channel_not_found', 'a private channel elsewhere', ({ secret }) => ({ channel: secret })],
  ['conversations.history', 'not_in_channel', 'a public channel elsewhere', ({ open }) => ({ channel: open })],
  ['conversations.history', 'invalid_ts_oldest', 'an hour', ({ general }) => ({ channel: general, oldest: '12:00' })],
  ['conversations.history', 'invalid_ts_latest', 'an hour', ({ general }) => ({ channel: general, latest: '12:00' })],
  ['conversations.history', 'invalid_cursor', 'no cursor', ({ general }) => ({ channel: general, cursor: 'x' })],
  ['conversations.replies', 'thread_not_found', 'no message', ({ general }) => ({ channel: general, ts: '1.000001' })],
  ['conversations.replies', 'channel_not_found', 'no channel', () => ({ channel: 'C0000000000', ts: '1.000001' })],
  ['conversations.join', 'is_archived', 'an archived channel', ({ archived }) => ({ channel: archived })],
  ['conversations.join', 'channel_not_found', 'a private channel', ({ secret }) => ({ channel: secret })],
  ['conversations.join', 'method_not_supported_for_channel_type', 'a person', ({ direct }) => ({ channel: direct })],
  ['conversations.create', 'invalid_name_required', 'no name', () => ({ name: '' })],
  ['conversations.create', 'invalid_name_maxlength', 'a name of 81', () => ({ name: 'x'.repeat(81) })],
  ['conversations.create', 'invalid_name_specials', 'capitals', () => ({ name: 'Fête' })],
  ['conversations.create', 'invalid_name_punctuation', 'signs alone', () => ({ name: '--' })],
  ['conversations.create', 'name_taken', 'a name that is taken', () => ({ name: 'general' })],
  ['conversations.invite', 'no_user', 'nobody', ({ general }) => ({ channel: general })],
  ['conversations.invite', 'not_in_channel', 'where it is not', ({ open, anne }) => ({ channel: open, users: anne })],
  [
    'conversations.invite',
    'already_in_channel',
    'a member',
    ({ general, anne }) => ({ channel: general, users: anne }),
  ],
  ['conversations.invite', 'user_not_found', 'a stranger', ({ general }) => ({ channel: general, users: 'U0' })],
  ['conversations.invite', 'cant_invite', 'who has left', ({ general, gone }) => ({ channel: general, users: gone })],
  [
    'conversations.setTopic',
    'too_long',
    '251 characters',
    ({ general }) => ({ channel: general, topic: 'x'.repeat(251) }),
  ],
  ['conversations.setTopic', 'not_in_channel', 'where it is not', ({ open }) => ({ channel: open, topic: 'x' })],
  [
    'conversations.setTopic',
    'is_archived',
    'an archived channel',
    ({ archived }) => ({ channel: archived, topic: 'x' }),
  ],
  ['users.info', 'user_not_found', 'no person', () => ({ user: 'U0000000000' })],
  ['users.list', 'invalid_cursor', 'a cursor that is none', () => ({ cursor: 'x' })],
];

it.each(rows)('%s answers %s to %s [K: its method page]', async (method, code, _, args) => {
  expect(await refusal(client(setting().slack).apiCall(method, { ...args(places) }))).toBe(code);
});

it('puts the app out of a channel that is archived, and not back in when it no longer is [S: elastic/connectors issue 1972]', async () => {
  const { slack } = setting();
  const web = client(slack);
  const { id: channel } = slack.addChannel({ name: 'rangé' });
  const { id: hidden } = slack.addChannel({ name: 'rangé-privé', private: true, members: [places.anne] });
  const post = () => refusal(web.chat.postMessage({ channel, text: 'x' }));
  expect(await post()).toBe('ok');
  slack.archive(channel);
  slack.archive(hidden);
  expect(await post()).toBe('is_archived');
  expect((await web.conversations.info({ channel })).channel).toMatchObject({ is_archived: true, is_member: false });
  expect(await refusal(web.conversations.history({ channel }))).toBe('not_in_channel');
  expect(await refusal(web.chat.postMessage({ channel: hidden, text: 'x' }))).toBe('channel_not_found');
  slack.unarchive(channel);
  expect(await post()).toBe('not_in_channel');
  await web.conversations.join({ channel });
  expect(await post()).toBe('ok');
});

it('opens no conversation with a bot [U: cannot_dm_bot is on no method page]', async () => {
  const { slack } = setting();
  expect(await refusal(client(slack).conversations.open({ users: slack.bot.id }))).toBe('cannot_dm_bot');
});

it('says by name which arguments are missing [S: illospace pull 194, an answer seen]', async () => {
  const call = client(setting().slack).apiCall('conversations.replies', {});
  await expect(call).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] missing required field: channel', '[ERROR] missing required field: ts'],
      },
    },
  });
});

it('leads through all pages by cursors, here with the client that follows them [S: apis/web-api/pagination]', async () => {
  const web = client(setting().slack);
  const texts: unknown[] = [];
  for await (const page of web.paginate('conversations.history', { channel: places.general, limit: 1 })) {
    const { messages = [] } = page as ConversationsHistoryResponse;
    texts.push(...messages.map((message) => message.text));
  }
  expect(texts).toEqual(['trois', 'deux', 'un']);
  const members: unknown[] = [];
  for await (const page of web.paginate('conversations.members', { channel: places.general, limit: 2 })) {
    members.push(...((page as ConversationsMembersResponse).members ?? []));
  }
  expect(members).toHaveLength(3 + 1);
});
