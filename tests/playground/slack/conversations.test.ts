import { expect, it } from 'vitest';
import { client, here, refusal, scene, withScopes } from './support.ts';

it('pages through history, newest first, and through replies, oldest first [K: conversations.history, conversations.replies]', async () => {
  const { slack, anne, general } = await scene();
  const web = client(slack);
  const ids: string[] = [];
  for (const text of ['1', '2', '3', '4', '5']) ids.push(await slack.say(anne, here(general), text));
  const first = await web.conversations.history({ channel: general, limit: 2 });
  expect(first).toMatchObject({ has_more: true, messages: [{ text: '5' }, { text: '4' }] });
  const cursor = first.response_metadata?.next_cursor ?? '';
  const second = await web.conversations.history({ channel: general, limit: 3, cursor });
  expect(second).toMatchObject({ has_more: false, messages: [{ text: '3' }, { text: '2' }, { text: '1' }] });
  expect(await refusal(web.conversations.history({ channel: general, cursor: 'x' }))).toBe('invalid_cursor');
  const [, two = '', , four = ''] = ids;
  const between = await web.conversations.history({ channel: general, oldest: two, latest: four });
  expect(between.messages?.map((one) => one.text)).toEqual(['3']);
  const since = { channel: general, oldest: ids[0] ?? '', limit: 3 };
  const closest = await web.conversations.history(since);
  expect(closest).toMatchObject({ has_more: true, messages: [{ text: '4' }, { text: '3' }, { text: '2' }] });
  const forward = { ...since, cursor: closest.response_metadata?.next_cursor ?? '' };
  expect(await web.conversations.history(forward)).toMatchObject({ has_more: false, messages: [{ text: '5' }] });
  const inclusive = await web.conversations.history({ channel: general, oldest: two, latest: four, inclusive: true });
  expect(inclusive.messages?.map((one) => one.text)).toEqual(['4', '3', '2']);
  await slack.say(anne, here(general, two), 'a');
  await slack.say(anne, here(general, two), 'b');
  const replies = await web.conversations.replies({ channel: general, ts: two });
  expect(replies.messages).toMatchObject([{ text: '2', reply_count: 2 }, { text: 'a', thread_ts: two }, { text: 'b' }]);
  expect(await refusal(web.conversations.replies({ channel: general, ts: '1.000001' }))).toBe('thread_not_found');
});

it('hides what is old where it is told to, without a word, and says so in the history alone [K: conversations.history]', async () => {
  const { slack, anne, general, clock } = await scene();
  const web = client(slack);
  const old = await slack.say(anne, here(general), 'vieux');
  const reply = await slack.say(anne, here(general, old), 'réponse');
  clock.advance(10_000);
  await slack.say(anne, here(general), 'récent');
  slack.hideOld(5_000);
  const shown = await web.conversations.history({ channel: general });
  expect(shown).toMatchObject({ is_limited: true, messages: [{ text: 'récent' }] });
  for (const ts of [old, reply]) {
    expect(await refusal(web.conversations.replies({ channel: general, ts }))).toBe('thread_not_found');
  }
  expect(slack.messages(anne, here(general)).map(({ text }) => text)).toEqual(['récent']);
  slack.hideOld(null);
  const all = await web.conversations.history({ channel: general });
  expect(all).not.toHaveProperty('is_limited');
  expect(all.messages).toHaveLength(2);
});

it('shows metadata only to those who ask for all of it, and never private messages [K: conversations.history]', async () => {
  const { slack, anne, general } = await scene();
  const web = client(slack);
  const metadata = { event_type: 'delivery', event_payload: { id: '1' } };
  await web.chat.postMessage({ channel: general, text: 'x', metadata });
  await web.chat.postEphemeral({ channel: general, user: anne, text: 'privé' });
  const without = await web.conversations.history({ channel: general });
  expect(without.messages).toHaveLength(1);
  expect(without.messages?.[0]).not.toHaveProperty('metadata');
  const all = await web.conversations.history({ channel: general, include_all_metadata: true });
  expect(all.messages?.[0]?.metadata).toEqual(metadata);
});

it('lists, opens, joins, creates and invites, with the scopes each kind of channel needs [K: conversations.list, conversations.join, conversations.create, conversations.invite]', async () => {
  const setting = await scene();
  const { slack, anne, bruno, general } = setting;
  const web = client(slack);
  const outside = slack.addChannel({ name: 'ailleurs', withBot: false, members: [anne] });
  const list = await web.conversations.list({ types: 'public_channel,private_channel', limit: 1 });
  expect(list.channels).toMatchObject([{ id: general, name: 'general', is_member: true, num_members: 3 }]);
  const cursor = list.response_metadata?.next_cursor ?? '';
  expect((await web.conversations.list({ limit: 1, cursor })).channels).toMatchObject([
    { id: outside.id, is_member: false },
  ]);
  expect(await refusal(web.conversations.list({ types: 'mpim' }))).toBe('missing_scope');
  expect(await refusal(web.conversations.list({ types: 'autre' }))).toBe('invalid_types');
  expect(await refusal(web.conversations.join({ channel: outside.id }))).toBe('missing_scope');
  expect(await refusal(web.conversations.history({ channel: outside.id }))).toBe('not_in_channel');
  withScopes(setting, 'channels:join', 'channels:manage');
  await web.conversations.join({ channel: outside.id });
  expect((await web.conversations.members({ channel: outside.id })).members).toEqual([anne, slack.bot.id]);
  const made = await web.conversations.create({ name: 'fête-2026' });
  expect(await refusal(web.conversations.create({ name: 'fête-2026' }))).toBe('name_taken');
  expect(await refusal(web.conversations.create({ name: 'Fête' }))).toBe('invalid_name_specials');
  const channel = made.channel?.id ?? '';
  await web.conversations.invite({ channel, users: `${anne},${bruno}` });
  expect(await refusal(web.conversations.invite({ channel, users: anne }))).toBe('already_in_channel');
  expect(await refusal(web.conversations.invite({ channel, users: slack.bot.id }))).toBe('cant_invite_self');
  expect(slack.channelsOf(bruno).map((one) => one.name)).toContain('fête-2026');
  const direct = await web.conversations.open({ users: anne });
  expect((await web.conversations.info({ channel: direct.channel?.id ?? '' })).channel).toMatchObject({
    is_im: true,
    user: anne,
  });
});

it('knows people with their language, and by their address only with the scope [K: users.info, users.list]', async () => {
  const setting = await scene();
  const { slack, anne, bruno } = setting;
  const web = client(slack);
  const { user } = await web.users.info({ user: anne, include_locale: true });
  expect(user).toMatchObject({ id: anne, name: 'anne.petit', locale: 'fr-FR', tz: 'Europe/Paris', is_bot: false });
  expect(user?.profile).not.toHaveProperty('email');
  expect((await web.users.info({ user: bruno })).user).not.toHaveProperty('locale');
  expect(await refusal(web.users.info({ user: 'U0' }))).toBe('user_not_found');
  expect((await web.users.list({})).members?.map((one) => one.id)).toEqual([slack.bot.id, anne, bruno]);
  expect(await refusal(web.users.lookupByEmail({ email: 'bruno@example.org' }))).toBe('missing_scope');
  withScopes(setting, 'users:read.email');
  expect((await web.users.lookupByEmail({ email: 'bruno@example.org' })).user?.id).toBe(bruno);
  expect(await refusal(web.users.lookupByEmail({ email: 'x@example.org' }))).toBe('users_not_found');
});

it('says who the app is and where [K: auth.test]', async () => {
  const setting = await scene({ teamName: 'ESS Picardie' });
  withScopes(setting, 'team:read');
  const web = client(setting.slack);
  expect(await web.auth.test()).toMatchObject({ team: 'ESS Picardie', user_id: setting.slack.bot.id });
  expect((await web.team.info()).team).toMatchObject({ id: setting.slack.team.id, domain: 'ess-picardie' });
  expect((await web.bots.info({})).bot).toMatchObject({ name: 'Fil conducteur', user_id: setting.slack.bot.id });
  expect(await refusal(web.apiCall('chat.inconnu'))).toBe('unknown_method');
});
