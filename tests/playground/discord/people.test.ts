import { Routes, type TextChannel, WebhookClient } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, type Payload, RawGateway } from './raw-gateway.ts';
import { agent, type Connected, codeOf, connect, restOf, textChannel } from './support.ts';

/** All intents but presences. */
const ALL = 0b11_0011_0001_1111_1110_1111_1111;
const MESSAGE_CONTENT = 1 << 15;

describe('people in a channel', () => {
  let connected: Connected;
  let channel: TextChannel;
  let hearing: RawGateway;
  let anne: string;
  let admin: string;
  beforeAll(async () => {
    connected = await connect();
    channel = await textChannel(connected);
    anne = connected.discord.addUser({ name: 'Anne' }).id;
    admin = connected.discord.addUser({ name: 'Bruno', administrator: true }).id;
    hearing = await listener(ALL);
  });
  afterAll(() => connected.close());

  async function listener(intents: number): Promise<RawGateway> {
    const gateway = await new RawGateway(connected.discord).say(identify(connected.discord, { intents }));
    await gateway.until('READY');
    return gateway;
  }

  const here = (at = channel.id) => ({ channel: at, thread: null });
  const say = (text: string, at = channel.id) => connected.discord.say(anne, here(at), text);
  const read = (id: string, at = channel.id) => restOf(connected.discord).get(Routes.channelMessage(at, id));

  /** Returns the events that somebody's doing leads to. */
  async function told(work: () => unknown, gateway = hearing): Promise<readonly { t: unknown; d: object }[]> {
    await allTold(gateway);
    await work();
    return (await allTold(gateway)).map(({ t, d }) => ({ t, d }));
  }

  /** Takes what has been told so far: the answer to a heartbeat comes after all that was told before it. */
  async function allTold(gateway: RawGateway): Promise<readonly Payload[]> {
    gateway.socket.send(JSON.stringify({ op: 1, d: null }));
    await gateway.until(11);
    return gateway.received.splice(0).filter(({ op }) => op === 0);
  }

  it('an edit has a time, an unfolded link has none and no author [D: events/gateway-events, resources/message]', async () => {
    const { discord } = connected;
    const id = await say('https://example.org/');
    expect(await told(() => discord.unfoldLink(id))).toMatchObject([
      { t: 'MESSAGE_UPDATE', d: { id, edited_timestamp: null, embeds: [{ type: 'link' }] } },
    ]);
    expect(await told(() => discord.edit(anne, id, 'corrigé'))).toMatchObject([
      { t: 'MESSAGE_UPDATE', d: { id, edited_timestamp: expect.any(String), content: 'corrigé' } },
    ]);
    expect(await told(() => discord.remove(anne, id))).toMatchObject([{ t: 'MESSAGE_DELETE', d: { id } }]);
  });

  it('a reply names what it answers and calls its author, unless that is a webhook [D: resources/message]', async () => {
    const { discord } = connected;
    const asked = await say('Qui vient ?');
    const answer = await discord.reply(admin, asked, 'Moi');
    expect(await read(answer)).toMatchObject({
      type: 19,
      message_reference: { type: 0, message_id: asked },
      referenced_message: { content: 'Qui vient ?' },
      mentions: [{ id: anne }],
    });
    const webhook = await channel.createWebhook({ name: 'Relais' });
    const { id } = await webhook.send('De Slack');
    expect(await read(await discord.reply(anne, id, 'Bien'))).toMatchObject({ type: 19, mentions: [] });
    await webhook.delete();
  });

  it('a file is described for those who cannot see it [D: resources/message]', async () => {
    const bytes = new Uint8Array([1]);
    const files = [{ name: 'a.png', type: 'image/png', bytes, alt: 'Un marché' }];
    const id = await connected.discord.say(anne, here(), '', files);
    expect(await read(id)).toMatchObject({ attachments: [{ filename: 'a.png', description: 'Un marché' }] });
  });

  it('reactions are told one by one, each once, and gone together [D: events/gateway-events]', async () => {
    const { discord } = connected;
    const id = await say('Oui ?');
    const own = discord.addEmoji('ess');
    await discord.react(anne, id, '👍');
    expect(await told(() => discord.react(anne, id, '👍'))).toEqual([]);
    expect(await told(() => discord.react(admin, id, ':ess:'))).toMatchObject([
      { t: 'MESSAGE_REACTION_ADD', d: { user_id: admin, message_id: id, emoji: { id: own.id, name: 'ess' } } },
    ]);
    expect(await read(id)).toMatchObject({ reactions: [{ emoji: { name: '👍' } }, { emoji: own, count: 1 }] });
    await restOf(discord).put(Routes.channelMessageOwnReaction(channel.id, id, `ess:${own.id}`));
    expect(await told(() => discord.react(anne, id, '👍', false))).toMatchObject([
      { t: 'MESSAGE_REACTION_REMOVE', d: { user_id: anne, emoji: { id: null, name: '👍' } } },
    ]);
    expect(await told(() => discord.clearReactions(admin, id, 'ess'))).toMatchObject([
      { t: 'MESSAGE_REACTION_REMOVE_EMOJI', d: { message_id: id, emoji: own } },
    ]);
    await discord.react(anne, id, '🎉');
    expect(await told(() => discord.clearReactions(admin, id))).toMatchObject([{ t: 'MESSAGE_REACTION_REMOVE_ALL' }]);
    await expect(discord.react(anne, id, 'inconnu')).rejects.toThrow('Émoji inconnu');
    expect(() => discord.clearReactions(anne, id)).toThrow('permission');
  });

  it('whoever may pin does, and Discord says so in a line of its own [D: resources/message, topics/permissions]', async () => {
    const { discord } = connected;
    const id = await say('À retenir');
    await expect(discord.pin(anne, id)).rejects.toThrow('permission');
    discord.allow(channel.id, 'PinMessages', anne);
    expect(await told(() => discord.pin(anne, id))).toMatchObject([
      { t: 'MESSAGE_UPDATE', d: { id, pinned: true } },
      { t: 'CHANNEL_PINS_UPDATE', d: { channel_id: channel.id, last_pin_timestamp: expect.any(String) } },
      { t: 'MESSAGE_CREATE', d: { type: 6, author: { id: anne }, message_reference: { message_id: id } } },
    ]);
    expect(await told(() => discord.pin(anne, id, false))).toMatchObject([
      { t: 'MESSAGE_UPDATE', d: { id, pinned: false } },
      { t: 'CHANNEL_PINS_UPDATE', d: { last_pin_timestamp: null } },
    ]);
  });

  it('a poll and a sticker have no words, and a poll is content [D: resources/message, resources/poll]', async () => {
    const { discord } = connected;
    const poll = discord.askPoll(anne, here(), 'Quel jour ?', ['Lundi', 'Mardi']);
    expect(await read(poll)).toMatchObject({
      content: '',
      poll: { question: { text: 'Quel jour ?' }, answers: [{ answer_id: 1, poll_media: { text: 'Lundi' } }, {}] },
    });
    expect(await read(discord.sendSticker(anne, here(), 'Bravo'))).toMatchObject({
      content: '',
      sticker_items: [{ name: 'Bravo', format_type: 1 }],
    });
    const blind = await listener(ALL & ~MESSAGE_CONTENT);
    const [event] = await told(() => discord.askPoll(anne, here(), 'Où ?', ['Ici']), blind);
    expect(event).toMatchObject({ t: 'MESSAGE_CREATE' });
    expect(event?.d).not.toHaveProperty('poll');
  });

  it('a thread begins on a message or without one, is renamed and deleted [D: topics/threads, events/gateway-events]', async () => {
    const { discord } = connected;
    const starter = await say('Le marché');
    const onMessage = await told(() => discord.startThread(anne, 'Détails', { message: starter }));
    expect(onMessage.find(({ t }) => t === 'THREAD_CREATE')).toMatchObject({
      d: { id: starter, name: 'Détails', type: 11, parent_id: channel.id, newly_created: true },
    });
    expect(() => discord.startThread(anne, 'Encore', { message: starter })).toThrow('already been created');
    const alone = discord.startThread(anne, 'À part', { channel: channel.id });
    const renamed = await told(() => discord.renameThread(anne, alone, 'Tout à part'));
    expect(renamed).toMatchObject([
      { t: 'THREAD_UPDATE', d: { id: alone, name: 'Tout à part' } },
      { t: 'MESSAGE_CREATE', d: { type: 4, content: 'Tout à part', channel_id: alone } },
    ]);
    expect(() => discord.deleteThread(anne, alone)).toThrow('permission');
    expect(await told(() => discord.deleteThread(admin, alone))).toEqual([
      { t: 'THREAD_DELETE', d: { id: alone, guild_id: discord.team.id, parent_id: channel.id, type: 11 } },
    ]);
    expect(await codeOf(restOf(discord).get(Routes.channel(alone)))).toBe(10003);
  });

  it('what was said in a thread is read back there, and nothing without the right to the history [D: resources/message]', async () => {
    const { discord } = connected;
    const place = discord.addChannel({ name: 'archives' }).id;
    const thread = discord.startThread(anne, 'Fil', { message: await say('Le début', place) });
    const said = [await say('un', thread), await say('deux', thread)];
    const history = (at: string) => restOf(discord).get(Routes.channelMessages(at));
    expect(await history(thread)).toMatchObject([{ id: said[1] }, { id: said[0] }, { type: 21 }]);
    expect(await history(place)).toMatchObject([{ content: 'Le début', thread: { id: thread } }]);
    discord.deny(place, 'ReadMessageHistory');
    expect(await history(thread)).toEqual([]);
    expect(await history(place)).toEqual([]);
  });

  it("moderators delete others' messages, one or many at once [D: events/gateway-events]", async () => {
    const { discord } = connected;
    const ids = [await say('un'), await say('deux'), await say('trois')];
    await expect(discord.remove(anne, await discord.say(admin, here(), 'mien'))).rejects.toThrow('pas de toi');
    expect(await told(() => discord.remove(admin, ids[0] ?? ''))).toMatchObject([{ t: 'MESSAGE_DELETE' }]);
    expect(() => discord.removeAll(anne, ids.slice(1))).toThrow('permission');
    expect(await told(() => discord.removeAll(admin, ids.slice(1)))).toMatchObject([
      { t: 'MESSAGE_DELETE_BULK', d: { ids: ids.slice(1), channel_id: channel.id } },
    ]);
  });

  it("somebody else's bot speaks as a bot [D: resources/user]", async () => {
    const { discord } = connected;
    const bot = discord.addBot({ name: 'Météo' });
    expect(discord.users().map(({ name }) => name)).not.toContain('Météo');
    expect(await read(await discord.say(bot.id, here(), 'Pluie'))).toMatchObject({ author: { id: bot.id, bot: true } });
  });

  it("a webhook made by hand is nobody's application, and an administrator deletes any [D: resources/webhook]", async () => {
    const { discord } = connected;
    const { id, token } = discord.addWebhook(admin, channel.id, 'Journal');
    const listed = await restOf(discord).get(Routes.channelWebhooks(channel.id));
    expect(listed).toMatchObject([{ id, application_id: null, user: { id: admin } }]);
    const rest = { api: discord.environment.DISCORD_API_URL ?? '', agent, retries: 0 };
    const client = new WebhookClient({ id, token }, { rest });
    const said = await client.send('Édition du soir');
    expect(await read(said.id)).toMatchObject({ webhook_id: id, author: { bot: true, username: 'Journal' } });
    expect(await read(said.id)).not.toHaveProperty('application_id');
    expect(await told(() => discord.deleteWebhook(id))).toMatchObject([
      { t: 'WEBHOOKS_UPDATE', d: { channel_id: channel.id } },
    ]);
    expect(await codeOf(client.send('x'))).toBe(10015);
    expect(await read(said.id)).toMatchObject({ content: 'Édition du soir' });
  });
});
