import { ChannelType, Routes, type TextChannel, WebhookClient } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agent, type Connected, codeOf, connect, formErrors, restOf, textChannel } from './support.ts';

const PIXEL = `data:image/png;base64,${Buffer.from('png').toString('base64')}`;

describe('webhooks', () => {
  let connected: Connected;
  let channel: TextChannel;
  let user: string;
  beforeAll(async () => {
    connected = await connect();
    channel = await textChannel(connected, 'relais');
    user = connected.discord.addUser({ name: 'Camille' }).id;
  });
  afterAll(() => connected.close());

  const seen = (at = channel.id) => connected.discord.messages(user, { channel: at, thread: null }).at(-1);
  const hook = () => channel.createWebhook({ name: 'Relais' });

  it('a webhook speaks under any name and picture, edits and deletes what it said [D: resources/webhook]', async () => {
    const webhook = await hook();
    const message = await webhook.send({
      content: '**Bonjour** de Slack',
      username: 'Camille (Slack)',
      avatarURL: 'http://127.0.0.1/a.png',
    });
    expect(seen()).toMatchObject({ text: 'Bonjour de Slack', author: { name: 'Camille (Slack)', bot: true } });
    expect(message.author).toMatchObject({ username: 'Camille (Slack)', discriminator: '0000', bot: true });
    await webhook.editMessage(message.id, 'Corrigé');
    expect(seen()).toMatchObject({ text: 'Corrigé', edited: true });
    await webhook.deleteMessage(message.id);
    expect(await codeOf(webhook.fetchMessage(message.id))).toBe(10008);
    await webhook.delete();
  });

  it.each<[string, unknown, string]>([
    ['none', undefined, 'BASE_TYPE_REQUIRED'],
    ['only spaces', '   ', 'BASE_TYPE_REQUIRED'],
    ['81 characters', 'x'.repeat(81), 'BASE_TYPE_BAD_LENGTH'],
    ['a name with "clyde"', 'xCLYDEx', 'USERNAME_INVALID_CONTAINS'],
    ['a name with "discord"', 'Relais Discord', 'USERNAME_INVALID_CONTAINS'],
  ])('%s is no name for one [D: resources/webhook]', async (_, name, code) => {
    const made = restOf(connected.discord).post(Routes.channelWebhooks(channel.id), { body: { name } });
    expect(await formErrors(made)).toEqual({ name: code });
  });

  it('the name it speaks under follows the same rules [U: limits of names]', async () => {
    const webhook = await hook();
    for (const username of ['Clyde', 'x'.repeat(81)])
      expect(await formErrors(webhook.send({ content: 'x', username }))).toHaveProperty('username');
    expect(await formErrors(webhook.send({ content: 'x', avatarURL: 'file:///a.png' }))).toEqual({
      avatar_url: 'URL_TYPE_INVALID_SCHEME',
    });
    await webhook.delete();
  });

  it('its picture is image data and becomes a hash [D: reference]', async () => {
    const webhook = await channel.createWebhook({ name: 'Relais', avatar: PIXEL });
    expect(webhook.avatar).toMatch(/^[0-9a-f]{32}$/);
    const edit = restOf(connected.discord).patch(Routes.webhook(webhook.id), { body: { avatar: 'data:text/plain,x' } });
    expect(await formErrors(edit)).toHaveProperty('avatar');
    await webhook.delete();
  });

  it('nothing is said, or nothing that fits: 50006, 50035 [D: resources/webhook]', async () => {
    const webhook = await hook();
    expect(await codeOf(webhook.send({ content: ' ' }))).toBe(50006);
    expect(await formErrors(webhook.send('x'.repeat(2001)))).toEqual({ content: 'BASE_TYPE_MAX_LENGTH' });
    await webhook.delete();
  });

  it('the message comes back only to whoever waits for it [D: resources/webhook]', async () => {
    const webhook = await hook();
    const path = Routes.webhook(webhook.id, webhook.token ?? '');
    const said = (query: string): Promise<unknown> =>
      restOf(connected.discord).post(path, { body: { content: 'x' }, query: new URLSearchParams(query), auth: false });
    await said('');
    expect(connected.discord.requests.at(-1)).toMatchObject({ status: 204 });
    await said('wait=false');
    expect(connected.discord.requests.at(-1)).toMatchObject({ status: 204 });
    for (const wait of ['true', 'True', '1']) expect(await said(`wait=${wait}`)).toMatchObject({ content: 'x' });
    await webhook.delete();
  });

  it('it speaks in a thread of its channel that it names, and finds what it said only there [D: resources/webhook]', async () => {
    const webhook = await hook();
    const thread = await channel.threads.create({ name: 'fil', type: ChannelType.PublicThread });
    const message = await webhook.send({ content: 'dans le fil', threadId: thread.id });
    expect(seen(thread.id)?.text).toBe('dans le fil');
    expect(await codeOf(webhook.editMessage(message.id, { content: 'x' }))).toBe(10008);
    await webhook.editMessage(message.id, { content: 'corrigé', threadId: thread.id });
    expect(seen(thread.id)?.text).toBe('corrigé');
    const elsewhere = await textChannel(connected, 'ailleurs');
    const strange = await elsewhere.threads.create({ name: 'x', type: ChannelType.PublicThread });
    expect(await codeOf(webhook.send({ content: 'x', threadId: strange.id }))).toBe(10003);
    expect(await codeOf(webhook.send({ content: 'x', threadName: 'nouveau' }))).toBe(220003);
    await webhook.delete();
  });

  it('an archived thread is revived by it, a locked one is closed to it: 160005, 50083 [D: resources/webhook, topics/threads]', async () => {
    const webhook = await hook();
    const { discord } = connected;
    const thread = await channel.threads.create({ name: 'fil', type: ChannelType.PublicThread });
    const said = (): Promise<unknown> => webhook.send({ content: 'x', threadId: thread.id });
    discord.archiveThread(thread.id);
    await said();
    expect((await thread.fetch(true)).archived).toBe(false);
    discord.lockThread(thread.id);
    expect(await codeOf(said())).toBe(160005);
    discord.archiveThread(thread.id);
    expect(await codeOf(said())).toBe(50083);
    await webhook.delete();
  });

  it('unless it says otherwise it calls people only, no role and not everyone [D: resources/message]', async () => {
    const webhook = await hook();
    const message = await webhook.send(`<@${user}> @everyone`);
    expect(connected.discord.mentionsIn(message.id)).toMatchObject({ users: [user], everyone: false });
    const loud = await webhook.send({ content: '@everyone', allowedMentions: { parse: ['everyone'] } });
    expect(connected.discord.mentionsIn(loud.id)).toMatchObject({ everyone: true });
    await webhook.delete();
  });

  it('its token is all it needs, a wrong one is refused: 50027, an unknown one unknown: 10015 [D: resources/webhook]', async () => {
    const webhook = await hook();
    const api = connected.discord.environment.DISCORD_API_URL ?? '';
    const clientOf = (id: string, token: string): WebhookClient =>
      new WebhookClient({ id, token }, { rest: { api, agent, retries: 0 } });
    await clientOf(webhook.id, webhook.token ?? '').send('sans le bot');
    expect(seen()?.text).toBe('sans le bot');
    expect(await codeOf(clientOf(webhook.id, 'faux').send('x'))).toBe(50027);
    await webhook.delete();
    expect(await codeOf(webhook.send('x'))).toBe(10015);
    const lost = await textChannel(connected, 'perdu');
    const orphan = await lost.createWebhook({ name: 'x' });
    await lost.delete();
    expect(await codeOf(orphan.send('x'))).toBe(10015);
  });

  it('making, listing and changing one needs a permission, looking at one of its own does not [D: resources/webhook]', async () => {
    const strict = await textChannel(connected, 'strict');
    const webhook = await strict.createWebhook({ name: 'x' });
    connected.discord.deny(strict.id, 'ManageWebhooks');
    expect(await codeOf(strict.createWebhook({ name: 'y' }))).toBe(50013);
    expect(await codeOf(strict.fetchWebhooks())).toBe(50013);
    const rest = restOf(connected.discord);
    expect(await codeOf(rest.patch(Routes.webhook(webhook.id), { body: { name: 'y' } }))).toBe(50013);
    expect(await rest.get(Routes.webhook(webhook.id))).toMatchObject({ name: 'x' });
    const thread = await channel.threads.create({ name: 'x', type: ChannelType.PublicThread });
    expect(await codeOf(rest.post(Routes.channelWebhooks(thread.id), { body: {} }))).toBe(50024);
  });
});
