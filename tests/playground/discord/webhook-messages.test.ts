import { GatewayIntentBits as Intent, MessageFlags, Routes, type TextChannel, type Webhook } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import { identify, RawGateway } from './raw-gateway.ts';
import { type Connected, codeOf, connect, formErrors, impatient, restOf, textChannel } from './support.ts';

describe('what a webhook says', () => {
  let connected: Connected;
  let channel: TextChannel;
  let webhook: Webhook;
  let user: string;
  const clock = manualClock();
  beforeAll(async () => {
    connected = await connect({ clock });
    channel = await textChannel(connected, 'relais');
    user = connected.discord.addUser({ name: 'Camille' }).id;
  });
  beforeEach(async () => {
    for (const one of (await channel.fetchWebhooks()).values()) await one.delete();
    webhook = await channel.createWebhook({ name: 'Relais' });
  });
  afterAll(() => connected.close());

  const execute = () => Routes.webhook(webhook.id, webhook.token ?? '');
  const read = (id: string) => restOf(connected.discord).get(Routes.channelMessage(channel.id, id));

  it('carries no nonce and answers nothing, whatever is asked: nothing tells it from another [D: resources/webhook]', async () => {
    const asked = await channel.send('question');
    const body = { content: 'x', nonce: 'mien', enforce_nonce: true, message_reference: { message_id: asked.id } };
    const post = () =>
      restOf(connected.discord).post(execute(), { body, query: new URLSearchParams('wait=true'), auth: false });
    const first = await post();
    expect(first).not.toHaveProperty('nonce');
    expect(first).not.toHaveProperty('message_reference');
    expect(await post()).not.toMatchObject({ id: Reflect.get(Object(first), 'id') });
  });

  it('an edit that allows no mentions says so anew: left out, people are mentioned [D: resources/webhook]', async () => {
    const { discord } = connected;
    const quiet = { allowedMentions: { parse: [] } };
    const { id } = await webhook.send({ content: `<@${user}>`, ...quiet });
    expect(await read(id)).toMatchObject({ mentions: [] });
    await webhook.editMessage(id, { content: `encore <@${user}>` });
    expect(await read(id)).toMatchObject({ mentions: [{ id: user }] });
    await webhook.editMessage(id, { content: `enfin <@${user}>`, ...quiet });
    expect(await read(id)).toMatchObject({ mentions: [] });
    expect(discord.mentionsIn(id).reached).toEqual([]);
  });

  it('files come with the words, described; an edit keeps those that it lists [D: resources/webhook, reference]', async () => {
    const file = (name: string) => ({ attachment: Buffer.from(name), name, description: `dit ${name}` });
    const said = await webhook.send({ content: 'voici', files: [file('a.png'), file('b.png')] });
    expect(await read(said.id)).toMatchObject({ attachments: [{ description: 'dit a.png' }, { filename: 'b.png' }] });
    await webhook.editMessage(said.id, { content: 'les mêmes' });
    expect(await read(said.id)).toMatchObject({ attachments: [{}, {}] });
    const [, second] = [...said.attachments.values()];
    const kept = second ? [{ id: second.id }] : [];
    const edited = await webhook.editMessage(said.id, { attachments: kept, files: [file('c.png')] });
    expect([...edited.attachments.values()].map(({ name }) => name)).toEqual(['b.png', 'c.png']);
    expect(await codeOf(webhook.editMessage(said.id, { attachments: [{ id: '1' }] }))).toBe(50146);
    await webhook.editMessage(said.id, { attachments: [] });
    expect(await read(said.id)).toMatchObject({ content: 'les mêmes', attachments: [] });
  });

  it('may show embeds, or none of its links, and be silent [D: resources/webhook]', async () => {
    const embed = await webhook.send({ embeds: [{ title: 'Titre' }] });
    expect(embed.embeds[0]?.title).toBe('Titre');
    const flags = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications;
    const silent = await webhook.send({ content: `<@${user}>`, flags });
    expect(silent.flags.bitfield).toBe(flags);
    expect(connected.discord.mentionsIn(silent.id).reached).toEqual([]);
    const many = Array.from({ length: 11 }, () => ({ title: 'x' }));
    expect(await formErrors(webhook.send({ embeds: many }))).toHaveProperty('embeds');
  });

  it('is read back by the webhook and by the bot, which deletes it only with a permission [D: resources/webhook]', async () => {
    const said = await webhook.send('à relire');
    expect((await webhook.fetchMessage(said.id)).content).toBe('à relire');
    const after = await channel.messages.fetch({ after: said.id });
    expect(after.size).toBe(0);
    expect((await channel.messages.fetch({ around: said.id, limit: 1 })).first()).toMatchObject({
      id: said.id,
      webhookId: webhook.id,
    });
    expect(
      await codeOf(
        restOf(connected.discord).patch(Routes.channelMessage(channel.id, said.id), { body: { content: 'x' } }),
      ),
    ).toBe(50005);
    connected.discord.deny(channel.id, 'ManageMessages');
    expect(await codeOf(said.delete())).toBe(50013);
    connected.discord.allow(channel.id, 'ManageMessages');
    await webhook.deleteMessage(said.id);
    expect(await codeOf(webhook.fetchMessage(said.id))).toBe(10008);
  });

  it('is told to whoever hears messages, with its content only with Message Content [D: events/gateway-events; U: also of one’s own webhook]', async () => {
    const { discord } = connected;
    const hearing = await Promise.all(
      [Intent.GuildMessages, Intent.GuildMessages | Intent.MessageContent, Intent.GuildWebhooks].map((intents) =>
        new RawGateway(discord).say(identify(discord, { intents })),
      ),
    );
    for (const gateway of hearing) await gateway.until('READY');
    const { id } = await webhook.send({ content: 'bonjour', username: 'Camille' });
    await webhook.editMessage(id, 'bonsoir');
    await webhook.deleteMessage(id);
    await webhook.edit({ name: 'Autre' });
    await Promise.all([
      hearing[0]?.until('MESSAGE_DELETE'),
      hearing[1]?.until('MESSAGE_DELETE'),
      hearing[2]?.until('WEBHOOKS_UPDATE'),
    ]);
    const told = hearing.map(({ received }) =>
      received.flatMap(({ t, d }) => (t === null || t === 'READY' || t === 'GUILD_CREATE' ? [] : [[t, d.content]])),
    );
    expect(told).toEqual([
      [
        ['MESSAGE_CREATE', ''],
        ['MESSAGE_UPDATE', ''],
        ['MESSAGE_DELETE', undefined],
      ],
      [
        ['MESSAGE_CREATE', 'bonjour'],
        ['MESSAGE_UPDATE', 'bonsoir'],
        ['MESSAGE_DELETE', undefined],
      ],
      [['WEBHOOKS_UPDATE', undefined]],
    ]);
    const [created] = hearing[1]?.heard('MESSAGE_CREATE') ?? [];
    expect(created?.d).toMatchObject({ webhook_id: webhook.id, author: { username: 'Camille', bot: true } });
    expect(created?.d).not.toHaveProperty('member');
    for (const { socket } of hearing) socket.close();
  });

  it('is refused under other names too, which Discord does not publish: 50035 [S: facts of relays; here on demand]', async () => {
    connected.discord.refuseName('wumpus');
    expect(await formErrors(webhook.send({ content: 'x', username: 'Le Wumpus' }))).toEqual({
      username: 'USERNAME_INVALID_CONTAINS',
    });
    await webhook.send({ content: 'x', username: 'Camille' });
  });

  it('five are taken in two seconds, of each webhook; then 429 tells how long to wait [D: topics/rate-limits; sizes: U]', async () => {
    const { discord } = connected;
    discord.keepLimits();
    try {
      const other = await channel.createWebhook({ name: 'Autre' });
      const rest = impatient(discord);
      const say = (at: `/${string}`) => rest.post(at, { body: { content: 'x' }, auth: false });
      for (let n = 0; n < 5; n++) await say(execute());
      await expect(say(execute())).rejects.toMatchObject({ limit: 5 });
      await say(Routes.webhook(other.id, other.token ?? ''));
      const raw = await fetch(`${discord.environment.DISCORD_API_URL}/v10${execute()}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"content":"x"}',
      });
      expect(raw.status).toBe(429);
      expect(raw.headers.get('x-ratelimit-scope')).toBe('user');
      expect(await raw.json()).toMatchObject({ retry_after: 2, global: false });
      clock.advance(2_000);
      await impatient(discord).post(execute(), { body: { content: 'x' }, auth: false });
    } finally {
      discord.keepLimits(false);
    }
  });
});
