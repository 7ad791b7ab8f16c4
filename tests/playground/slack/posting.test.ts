import { expect, it } from 'vitest';
import { client, here, manifest, refusal, scene } from './support.ts';

it('posts, updates and deletes a message of the bot [K: chat.postMessage, chat.update, chat.delete]', async () => {
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

it('takes blocks away with a text alone, keeps metadata an update leaves out, and drops what it empties [K: chat.update]', async () => {
  const { slack, anne, general } = await scene();
  const web = client(slack);
  const metadata = { event_type: 'delivery', event_payload: { id: '1' } };
  const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'Titre' } }];
  const { ts = '' } = await web.chat.postMessage({ channel: general, text: 'secours', blocks, metadata });
  const attachments = await web.chat.update({ channel: general, ts, attachments: [{ text: 'bas' }] });
  expect(attachments.message).toMatchObject({ text: 'secours', blocks: [{ type: 'header' }], metadata });
  const plain = await web.chat.update({ channel: general, ts, text: 'autre', attachments: [] });
  expect(plain.message).toMatchObject({ text: 'autre', blocks: [{ type: 'rich_text' }], metadata });
  expect(slack.messages(anne, here(general))[0]?.text).toBe('autre');
  const emptied = await web.chat.update({ channel: general, ts, text: 'fin', metadata: {} as never });
  expect(emptied.message).not.toHaveProperty('metadata');
});

it('cuts a text over 40 000 characters, and says so [S: changelog/2018-04-truncating-really-long-messages]', async () => {
  const { slack, general } = await scene();
  const answer = await client(slack).chat.postMessage({ channel: general, text: 'x'.repeat(40_001) });
  expect(answer.message?.text).toHaveLength(40_000);
  expect(answer).toMatchObject({ warning: 'message_truncated' });
});

it('shows a private message in a thread only once somebody replied there, and keeps no metadata of it [K: chat.postEphemeral]', async () => {
  const { slack, anne, bruno, general } = await scene();
  const web = client(slack);
  const thread = await slack.say(bruno, here(general), 'fil');
  const metadata = { event_type: 'x', event_payload: {} };
  const aside = { channel: general, user: anne, thread_ts: thread, text: 'pour vous', metadata };
  await web.chat.postEphemeral(aside as never);
  const seen = () => slack.messages(anne, here(general, thread)).map((one) => one.text);
  expect(seen()).toEqual(['fil']);
  await slack.say(bruno, here(general, thread), 'suite');
  expect(seen()).toEqual(['fil', 'pour vous', 'suite']);
});

it('posts under another name only with the scope for it, as a bot_message without user [S: reference/scopes/chat.write.customize]', async () => {
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

it('writes to a person alone by their id, unless they refuse or are a bot [K: chat.postMessage, conversations.open]', async () => {
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

it('gives the address of a message and of a reply [K: chat.getPermalink]', async () => {
  const { slack, general } = await scene();
  const web = client(slack);
  const { ts = '' } = await web.chat.postMessage({ channel: general, text: 'x' });
  const reply = await web.chat.postMessage({ channel: general, text: 'y', thread_ts: ts });
  const link = async (message_ts: string) => (await web.chat.getPermalink({ channel: general, message_ts })).permalink;
  expect(await link(ts)).toBe(`https://espace-local.slack.com/archives/${general}/p${ts.replace('.', '')}`);
  expect(await link(reply.ts ?? '')).toContain(`?thread_ts=${ts}&cid=${general}`);
});

it('tells whom a message really calls [S: messaging/formatting-message-text]', async () => {
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

it('records every request with its parsed body and without its token [ours]', async () => {
  const { slack, general } = await scene();
  await client(slack).chat.postMessage({ channel: general, text: '[1]', blocks: [{ type: 'divider' }] });
  const last = slack.requests.at(-1);
  expect(last).toMatchObject({ method: 'POST', path: 'chat.postMessage', status: 200, response: { ok: true } });
  expect(last?.body).toEqual({ channel: general, text: '[1]', blocks: [{ type: 'divider' }] });
});
