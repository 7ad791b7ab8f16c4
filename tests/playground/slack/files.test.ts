import { expect, it } from 'vitest';
import { client, here, refusal, scene } from './support.ts';

it('uploads a file in three steps and shares it with a comment', async () => {
  const { slack, anne, general } = await scene();
  const web = client(slack);
  const answer = await web.filesUploadV2({
    channel_id: general,
    filename: 'bilan.csv',
    title: 'Bilan',
    initial_comment: 'Voici',
    file: Buffer.from('a;b'),
  });
  const [message] = slack.messages(anne, here(general));
  expect(message).toMatchObject({ text: 'Voici', files: [{ name: 'bilan.csv', type: 'text/csv', size: 3 }] });
  expect(await (await fetch(message?.files[0]?.url ?? '')).text()).toBe('a;b');
  const id = answer.files[0]?.files?.[0]?.id ?? '';
  const { file } = await web.files.info({ file: id });
  expect(file).toMatchObject({ title: 'Bilan', shares: { public: { [general]: [{ ts: message?.id }] } } });
});

it('shares a file with blocks in a thread', async () => {
  const { slack, anne, general } = await scene();
  const web = client(slack);
  const parent = await slack.say(anne, here(general), 'fil');
  const { upload_url = '', file_id = '' } = await web.files.getUploadURLExternal({ filename: 'a.png', length: 2 });
  expect(await refusal(web.files.completeUploadExternal({ files: [{ id: file_id }] }))).toBe('file_not_found');
  expect((await fetch(upload_url, { method: 'POST', body: 'abc' })).status).toBe(400);
  expect((await fetch(upload_url, { method: 'POST', body: 'ab' })).status).toBe(200);
  await web.files.completeUploadExternal({
    files: [{ id: file_id, title: 'Affiche' }],
    channel_id: general,
    thread_ts: parent,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Affiche*' } }],
  });
  expect(slack.messages(anne, here(general, parent)).at(-1)).toMatchObject({
    text: 'Affiche',
    files: [{ name: 'a.png' }],
  });
  const image = { type: 'image' as const, alt_text: 'x', slack_file: { id: file_id } };
  await web.chat.postMessage({ channel: general, text: 'x', blocks: [image] });
  const shown = slack.messages(anne, here(general)).at(-1)?.blocks[0];
  expect(shown).toMatchObject({ kind: 'image', url: expect.stringContaining('/page-files/') });
});

it('gives the bytes of a private file only with the token of the bot', async () => {
  const { slack, anne, general } = await scene();
  const bytes = new Uint8Array([1, 2, 3]);
  await slack.say(anne, here(general), '', [{ name: 'a.png', type: 'image/png', bytes }]);
  const { messages } = await client(slack).conversations.history({ channel: general });
  const url = messages?.[0]?.files?.[0]?.url_private ?? '';
  const headers = { Authorization: `Bearer ${slack.environment.SLACK_BOT_TOKEN}` };
  expect(new Uint8Array(await (await fetch(url, { headers })).arrayBuffer())).toEqual(bytes);
  expect(await (await fetch(url)).text()).toContain('Sign in');
});

it('refuses an upload on demand', async () => {
  const { slack } = await scene();
  slack.fault({ method: 'files.getUploadURLExternal', kind: 'refuse', error: 'file_uploads_disabled' });
  const call = () => client(slack).files.getUploadURLExternal({ filename: 'a.png', length: 2 });
  expect(await refusal(call())).toBe('file_uploads_disabled');
  expect(await refusal(call())).toBe('ok');
});
