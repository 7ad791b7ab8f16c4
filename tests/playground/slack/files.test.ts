import { expect, it } from 'vitest';
import { client, here, refusal, type Scene, scene, withScopes } from './support.ts';

it('uploads a file in three steps and shares it with a comment [K: files.completeUploadExternal]', async () => {
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

it('shares a file with blocks in a thread [K: files.completeUploadExternal]', async () => {
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

it('gives the bytes of a private file only with the token of the bot [S: reference/objects/file-object]', async () => {
  const { slack, anne, general } = await scene();
  const bytes = new Uint8Array([1, 2, 3]);
  await slack.say(anne, here(general), '', [{ name: 'a.png', type: 'image/png', bytes }]);
  const { messages } = await client(slack).conversations.history({ channel: general });
  const url = messages?.[0]?.files?.[0]?.url_private ?? '';
  const headers = { Authorization: `Bearer ${slack.environment.SLACK_BOT_TOKEN}` };
  expect(new Uint8Array(await (await fetch(url, { headers })).arrayBuffer())).toEqual(bytes);
  expect(await (await fetch(url)).text()).toContain('Sign in');
});

it('refuses an upload on demand [ours]', async () => {
  const { slack } = await scene();
  slack.fault({ method: 'files.getUploadURLExternal', kind: 'refuse', error: 'file_uploads_disabled' });
  const call = () => client(slack).files.getUploadURLExternal({ filename: 'a.png', length: 2 });
  expect(await refusal(call())).toBe('file_uploads_disabled');
  expect(await refusal(call())).toBe('ok');
});

async function uploaded({ slack }: Scene, filename = 'a.png'): Promise<string> {
  const { upload_url = '', file_id = '' } = await client(slack).files.getUploadURLExternal({ filename, length: 2 });
  await fetch(upload_url, { method: 'POST', body: 'ab' });
  return file_id;
}

it('looks through an upload before it tells its type, shares it or shows it in a block [S: bolt-js issue 2115, python-slack-sdk issue 1521]', async () => {
  const setting = await scene({ fileProcessing: 2000 });
  const { slack, clock, anne, general } = setting;
  const web = client(slack);
  const id = await uploaded(setting);
  const answer = await web.files.completeUploadExternal({ files: [{ id }], channel_id: general });
  const unknown = { mimetype: '', filetype: '', shares: {}, channels: [] };
  expect(answer.files).toMatchObject([{ id, ...unknown }]);
  expect((await web.files.info({ file: id })).file).toMatchObject(unknown);
  const image = { type: 'image' as const, alt_text: 'x', slack_file: { id } };
  const show = () => refusal(web.chat.postMessage({ channel: general, text: 'x', blocks: [image] }));
  expect(await show()).toBe('invalid_blocks');
  clock.advance(1999);
  expect(slack.messages(anne, here(general))).toEqual([]);
  clock.advance(1);
  expect(slack.messages(anne, here(general))).toMatchObject([{ files: [{ name: 'a.png' }] }]);
  const { file } = await web.files.info({ file: id });
  expect(file).toMatchObject({ mimetype: 'image/png', filetype: 'png', channels: [general] });
  expect(file?.shares?.public?.[general]).toHaveLength(1);
  expect(await show()).toBe('ok');
});

it('shares a file with nobody unless told to, once, and forgets it when it is deleted [K: files.completeUploadExternal, files.delete, files.info]', async () => {
  const setting = await scene();
  const { slack, anne, general } = setting;
  const { files } = client(slack);
  const id = await uploaded(setting);
  await files.completeUploadExternal({ files: [{ id }] });
  expect(slack.messages(anne, here(general))).toEqual([]);
  expect(await refusal(files.completeUploadExternal({ files: [{ id }], channel_id: general }))).toBe('file_not_found');
  await files.delete({ file: id });
  expect(await refusal(files.delete({ file: id }))).toBe('file_deleted');
  expect(await refusal(files.info({ file: id }))).toBe('file_deleted');
  expect(await refusal(files.info({ file: 'F0' }))).toBe('file_not_found');
});

it('refuses what an upload cannot be [K: files.getUploadURLExternal]', async () => {
  const { slack } = await scene();
  const ask = (more: object) =>
    refusal(client(slack).apiCall('files.getUploadURLExternal', { filename: 'a', length: 1, ...more }));
  expect(await ask({ length: 0 })).toBe('missing_argument');
  expect(await ask({ filename: '' })).toBe('invalid_arguments');
  expect(await ask({ alt_txt: 'x'.repeat(1001) })).toBe('alt_txt_too_large');
  expect(await ask({ alt_txt: 'x'.repeat(1000) })).toBe('ok');
  expect(await ask({ snippet_type: 'text', length: 1024 ** 2 + 1 })).toBe('snippet_too_large');
  expect(await ask({ length: 1024 ** 3 + 1 })).toBe('file_upload_size_restricted');
});

it('refuses an argument of an upload that its page does not name, such as alt_text [ours; K: files.getUploadURLExternal]', async () => {
  const setting = await scene();
  const { slack, anne, general } = setting;
  const web = client(slack);
  const upload = { filename: 'a.png', length: 2 };
  const why = async (call: Promise<unknown>) => (await call.catch((error: { data?: unknown }) => error.data)) as object;
  const ask = web.files.getUploadURLExternal({ ...upload, alt_text: 'Une affiche' });
  expect(await why(ask)).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] no such argument: alt_text'] },
  });
  expect(await refusal(web.filesUploadV2({ ...upload, file: Buffer.from('ab'), alt_text: 'Une affiche' }))).toBe(
    'invalid_arguments',
  );
  expect(await refusal(web.apiCall('files.getUploadURLExternal', { ...upload, alt_txt: 'Une affiche' }))).toBe('ok');
  const files = [{ id: await uploaded(setting) }];
  const share = (more: object) =>
    refusal(web.apiCall('files.completeUploadExternal', { files, channel_id: general, ...more }));
  for (const more of [{ alt_text: 'x' }, { alt_txt: 'x' }, { text: 'x' }, { channel: general }])
    expect(await share(more)).toBe('invalid_arguments');
  expect(slack.messages(anne, here(general))).toEqual([]);
  expect(await share({ initial_comment: 'Voici' })).toBe('ok');
  expect(slack.messages(anne, here(general))).toHaveLength(1);
});

it('refuses to share a file where it cannot stand [K: files.completeUploadExternal]', async () => {
  const setting = await scene();
  withScopes(setting, 'chat:write.public');
  const { slack, anne, general } = setting;
  const outside = slack.addChannel({ name: 'ailleurs', withBot: false }).id;
  const reply = await slack.say(anne, here(general, await slack.say(anne, here(general), 'fil')), 'suite');
  const share = async (more: object) => {
    const files = [{ id: await uploaded(setting) }] as const;
    return refusal(client(slack).files.completeUploadExternal({ files: [...files], ...more } as never));
  };
  expect(await share({ channel_id: 'C0000000000' })).toBe('channel_not_found');
  expect(await share({ channels: 'C0000000000' })).toBe('invalid_channel');
  expect(await share({ channel_id: outside })).toBe('not_in_channel');
  expect(await share({ channel_id: general, thread_ts: reply })).toBe('thread_not_found');
  expect(await share({ channel_id: general, blocks: [{ type: 'autre' }] })).toBe('invalid_blocks');
  expect(await share({ channels: `${general},`.repeat(101) })).toBe('channels_limit_exceeded');
  expect(await share({ channel_id: general, username: 'x' })).toBe('missing_scope');
  expect(await share({ channels: anne })).toBe('ok');
});

it('hides files that are shared only where the bot is not [K: files.info]', async () => {
  const { slack, anne } = await scene();
  const secret = slack.addChannel({ name: 'bureau', private: true, members: [anne] }).id;
  await slack.say(anne, here(secret), '', [{ name: 'a.png', type: 'image/png', bytes: new Uint8Array([1]) }]);
  const { messages } = await client(slack).conversations.history({ channel: secret });
  const file = messages?.[0]?.files?.[0];
  slack.removeFromChannel(secret);
  expect(await refusal(client(slack).files.info({ file: file?.id ?? '' }))).toBe('not_visible');
  const headers = { Authorization: `Bearer ${slack.environment.SLACK_BOT_TOKEN}` };
  expect((await fetch(file?.url_private ?? '', { headers })).status).toBe(404);
});
