import { expect, it } from 'vitest';
import { client, here, manifest, refusal, scene } from './support.ts';

it('posts, updates and deletes a message of the bot', async () => {
  const { slack, anne, general } = await scene();
  const web = client(slack);
  const posted = await web.chat.postMessage({ channel: general, text: '*Bonjour* & merci' });
  expect(posted).toMatchObject({
    ok: true,
    channel: general,
    ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
    message: {
      type: 'message',
      user: slack.bot.id,
      bot_id: expect.stringMatching(/^B/),
      app_id: expect.stringMatching(/^A/),
      text: '*Bonjour* &amp; merci',
      blocks: [{ type: 'rich_text' }],
    },
  });
  const ts = posted.ts ?? '';
  expect(slack.messages(anne, here(general))).toMatchObject([
    { id: ts, text: 'Bonjour & merci', author: { name: 'Fil conducteur', bot: true }, edited: false },
  ]);
  await web.chat.update({ channel: general, ts, text: 'Bonsoir' });
  expect(slack.messages(anne, here(general))).toMatchObject([{ text: 'Bonsoir', edited: true }]);
  await web.chat.delete({ channel: general, ts });
  expect(slack.messages(anne, here(general))).toEqual([]);
});

it('keeps blocks and metadata an update leaves out, and drops those it empties', async () => {
  const { slack, anne, general } = await scene();
  const web = client(slack);
  const metadata = { event_type: 'delivery', event_payload: { id: '1' } };
  const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'Titre' } }];
  const { ts = '' } = await web.chat.postMessage({ channel: general, text: 'secours', blocks, metadata });
  const kept = await web.chat.update({ channel: general, ts, text: 'autre' });
  expect(kept.message).toMatchObject({ text: 'autre', blocks: [{ type: 'header' }], metadata });
  expect(slack.messages(anne, here(general))[0]?.text).toBe('Titre');
  await web.chat.update({ channel: general, ts, text: 'autre', blocks: [] });
  expect(slack.messages(anne, here(general))[0]?.text).toBe('autre');
});

it('answers with the error codes of chat methods', async () => {
  const { slack, anne, bruno, general } = await scene();
  const web = client(slack);
  const secret = slack.addChannel({ name: 'bureau', private: true, members: [anne], withBot: false });
  const open = slack.addChannel({ name: 'ouvert', withBot: false });
  const old = slack.addChannel({ name: 'vieux' });
  slack.archive(old.id);
  const post = (channel: string, more: object = { text: 'x' }) =>
    refusal(web.chat.postMessage({ channel, ...more } as never));
  expect(await post('C0000000000')).toBe('channel_not_found');
  expect(await post(secret.id)).toBe('channel_not_found');
  expect(await post(open.id)).toBe('not_in_channel');
  expect(await post(old.id)).toBe('is_archived');
  expect(await post(general, {})).toBe('no_text');
  expect(await post(general, { text: '', blocks: [] })).toBe('no_text');
  expect(await post(general, { blocks: '{"a":1}' })).toBe('invalid_blocks_format');
  expect(await post(general, { text: 'x', thread_ts: '1.000001' })).toBe('thread_not_found');
  expect(await post(general, { text: 'x', metadata: { event_type: 1 } })).toBe('invalid_metadata_format');
  expect(await post(general, { text: 'x', markdown_text: 'y' })).toBe('markdown_text_conflict');
  expect(await post('#general')).toBe('ok');
  const theirs = await slack.say(anne, here(general), 'à moi');
  const { ts = '' } = await web.chat.postMessage({ channel: general, text: 'à nous' });
  const reply = await web.chat.postMessage({ channel: general, text: 'fil', thread_ts: ts });
  expect(await post(general, { text: 'x', thread_ts: reply.ts })).toBe('cannot_reply_to_message');
  const update = (message: string, text = 'x') => refusal(web.chat.update({ channel: general, ts: message, text }));
  expect(await update('1.000001')).toBe('message_not_found');
  expect(await update(theirs)).toBe('cant_update_message');
  expect(await update(ts, 'x'.repeat(4001))).toBe('msg_too_long');
  expect(await refusal(web.chat.delete({ channel: general, ts: theirs }))).toBe('cant_delete_message');
  const small = slack.addChannel({ name: 'petit', members: [anne] });
  expect(await refusal(web.chat.postEphemeral({ channel: small.id, user: bruno, text: 'x' }))).toBe(
    'user_not_in_channel',
  );
});

it('cuts a text over 40 000 characters', async () => {
  const { slack, general } = await scene();
  const { message } = await client(slack).chat.postMessage({ channel: general, text: 'x'.repeat(40_001) });
  expect(message?.text).toHaveLength(40_000);
});

it('checks tokens and scopes, and says which scope is missing', async () => {
  const { slack, general } = await scene();
  const call = async (token: string | undefined, body = `channel=${general}&text=x`) => {
    const response = await fetch(`${slack.environment.SLACK_API_URL}chat.postMessage`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      body,
    });
    expect(response.status).toBe(200);
    return (await response.json()) as { error?: string };
  };
  expect((await call(undefined)).error).toBe('not_authed');
  expect((await call('xoxb-faux')).error).toBe('invalid_auth');
  expect((await call(slack.environment.SLACK_APP_TOKEN)).error).toBe('not_allowed_token_type');
  const scopes = ['commands', 'users:read'];
  slack.installManifest({ ...manifest, oauth_config: { scopes: { bot: scopes } } });
  expect(await call(slack.environment.SLACK_BOT_TOKEN)).toEqual({
    ok: false,
    error: 'missing_scope',
    needed: 'chat:write',
    provided: 'commands,users:read',
  });
});

it('posts under another name only with the scope for it, as a bot_message without user', async () => {
  const { slack, anne, general } = await scene();
  const web = client(slack);
  const named = { channel: general, text: 'x', username: 'Claire (Discord)', icon_emoji: ':tada:' };
  expect(await refusal(web.chat.postMessage(named))).toBe('missing_scope');
  const scopes = [...(manifest.oauth_config?.scopes?.bot ?? []), 'chat:write.customize'];
  slack.installManifest({ ...manifest, oauth_config: { scopes: { bot: scopes } } });
  const { message } = await web.chat.postMessage(named);
  expect(message).toMatchObject({ subtype: 'bot_message', username: 'Claire (Discord)' });
  expect(message).not.toHaveProperty('user');
  expect(slack.messages(anne, here(general))[0]?.author.name).toBe('Claire (Discord)');
});

it('writes to a person alone by their id, unless they refuse or are a bot', async () => {
  const { slack, anne, bruno } = await scene();
  const web = client(slack);
  const posted = await web.chat.postMessage({ channel: anne, text: 'pour vous' });
  expect(posted.channel).toMatch(/^D/);
  expect(slack.messages(anne, here('direct')).map((one) => one.text)).toEqual(['pour vous']);
  slack.refuseDirectMessages(bruno);
  expect(await refusal(web.chat.postMessage({ channel: bruno, text: 'x' }))).toBe('user_not_visible');
  expect(await refusal(web.conversations.open({ users: bruno }))).toBe('user_not_visible');
  expect(await refusal(web.conversations.open({ users: slack.bot.id }))).toBe('cannot_dm_bot');
  expect(await refusal(web.conversations.open({ users: 'U0000000000' }))).toBe('user_not_found');
  slack.deactivate(anne);
  expect(await refusal(web.conversations.open({ users: anne }))).toBe('user_disabled');
});

it('gives the address of a message and of a reply', async () => {
  const { slack, general } = await scene();
  const web = client(slack);
  const { ts = '' } = await web.chat.postMessage({ channel: general, text: 'x' });
  const reply = await web.chat.postMessage({ channel: general, text: 'y', thread_ts: ts });
  const link = async (message_ts: string) => (await web.chat.getPermalink({ channel: general, message_ts })).permalink;
  expect(await link(ts)).toBe(`https://espace-local.slack.com/archives/${general}/p${ts.replace('.', '')}`);
  expect(await link(reply.ts ?? '')).toContain(`?thread_ts=${ts}&cid=${general}`);
});

it('tells whom a message really calls', async () => {
  const { slack, anne, bruno, general } = await scene();
  const web = client(slack);
  const called = async (message: object) => {
    const { ts = '' } = await web.chat.postMessage({ channel: general, ...message } as never);
    return slack.mentionsIn(ts);
  };
  const section = (type: string, text: string) => ({ text: '', blocks: [{ type: 'section', text: { type, text } }] });
  expect(await called({ text: `<@${anne}> et <!channel>, <!here|ici>, <!subteam^S012345678>` })).toEqual([
    anne,
    'channel',
    'here',
    'S012345678',
  ]);
  expect(await called({ text: '@channel @Bruno' })).toEqual([]);
  expect(await called({ text: '@channel @Bruno', link_names: true })).toEqual(['channel', bruno]);
  expect(await called({ text: '@everyone', parse: 'full' })).toEqual(['everyone']);
  expect(await called({ text: '&lt;!channel&gt; `<!here>`' })).toEqual(['here']);
  expect(await called(section('mrkdwn', `<@${bruno}>`))).toEqual([bruno]);
  expect(await called(section('plain_text', `<@${bruno}>`))).toEqual([]);
  const leaves = [
    { type: 'broadcast', range: 'here' },
    { type: 'text', text: `<@${anne}>` },
  ];
  const rich = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: leaves }] };
  expect(await called({ text: '', blocks: [rich] })).toEqual(['here']);
});

it('records every request with its parsed body and without its token', async () => {
  const { slack, general } = await scene();
  await client(slack).chat.postMessage({ channel: general, text: '[1]', blocks: [{ type: 'divider' }] });
  const last = slack.requests.at(-1);
  expect(last).toMatchObject({ method: 'POST', path: 'chat.postMessage', status: 200, response: { ok: true } });
  expect(last?.body).toEqual({ channel: general, text: '[1]', blocks: [{ type: 'divider' }] });
});

it('reads form, JSON and multipart bodies alike', async () => {
  const { slack, anne, general } = await scene();
  const headers = { Authorization: `Bearer ${slack.environment.SLACK_BOT_TOKEN}` };
  const url = `${slack.environment.SLACK_API_URL}chat.postMessage`;
  const call = async (body: string | FormData | URLSearchParams, more: Record<string, string> = {}) => {
    const response = await fetch(url, { method: 'POST', headers: { ...headers, ...more }, body });
    return (await response.json()) as { ok: boolean; error?: string };
  };
  const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'Titre' } }];
  const json = { 'Content-Type': 'application/json; charset=utf-8' };
  const form = new FormData();
  form.set('channel', general);
  form.set('blocks', JSON.stringify(blocks));
  expect((await call(JSON.stringify({ channel: general, blocks }), json)).ok).toBe(true);
  expect((await call(new URLSearchParams({ channel: general, blocks: JSON.stringify(blocks) }))).ok).toBe(true);
  expect((await call(form)).ok).toBe(true);
  expect(slack.messages(anne, here(general)).map((one) => one.text)).toEqual(['Titre', 'Titre', 'Titre']);
  expect((await call('{', json)).error).toBe('invalid_json');
  expect((await call('x', { 'Content-Type': 'text/csv' })).error).toBe('invalid_post_type');
});
