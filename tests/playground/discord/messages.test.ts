import { AttachmentBuilder, type GuildTextBasedChannel, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { type Connected, codeOf, connect, formErrors, restOf } from './support.ts';

const row = (...components: unknown[]) => ({ type: 1, components });
const button = (id: string, more: Record<string, unknown> = {}) => ({
  type: 2,
  style: 1,
  label: id,
  custom_id: id,
  ...more,
});
const v2 = 1 << 15;
const display = (content: string) => ({ type: 10, content });

describe('messages', () => {
  let connected: Connected;
  let clock: ManualClock;
  let channel: GuildTextBasedChannel;
  let user: string;
  const post = (body: unknown): Promise<unknown> =>
    restOf(connected.discord).post(Routes.channelMessages(channel.id), { body });

  beforeAll(async () => {
    clock = manualClock();
    connected = await connect({ clock });
    const { id } = connected.discord.addChannel({ name: 'general' });
    await connected.discord.settled();
    const found = await connected.client.channels.fetch(id);
    if (!found?.isTextBased() || found.isDMBased()) throw new Error('no channel');
    channel = found;
    user = connected.discord.addUser({ name: 'Camille' }).id;
  });
  afterAll(() => connected.close());

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['2001 characters', { content: 'x'.repeat(2001) }, { content: 'BASE_TYPE_MAX_LENGTH' }],
    ['11 embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, { embeds: 'BASE_TYPE_BAD_LENGTH' }],
    [
      'embeds of more than 6000 characters',
      { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
      { embeds: 'MAX_EMBED_SIZE_EXCEEDED' },
    ],
    [
      'six rows',
      { content: 'x', components: Array.from({ length: 6 }, (_, n) => row(button(`b${n}`))) },
      { components: 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'six buttons in a row',
      { content: 'x', components: [row(...Array.from({ length: 6 }, (_, n) => button(`b${n}`)))] },
      { 'components.0.components': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'two buttons with one id',
      { content: 'x', components: [row(button('a'), button('a'))] },
      { 'components.0.components.1.custom_id': 'COMPONENT_CUSTOM_ID_DUPLICATED' },
    ],
    [
      'a link without an address',
      { content: 'x', components: [row({ type: 2, style: 5, label: 'x' })] },
      { 'components.0.components.0.url': 'BASE_TYPE_REQUIRED' },
    ],
    ['a text display without the flag', { components: [display('x')] }, { 'components.0.type': 'UNION_TYPE_CHOICES' }],
    [
      'content beside components v2',
      { flags: v2, content: 'x', components: [display('x')] },
      { content: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2' },
    ],
    [
      '41 components',
      { flags: v2, components: [{ type: 17, components: Array.from({ length: 40 }, () => display('x')) }] },
      { components: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED' },
    ],
    [
      '4001 characters of text displays',
      { flags: v2, components: [display('x'.repeat(4000)), display('x')] },
      { components: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED' },
    ],
    [
      'a section without accessory',
      { flags: v2, components: [{ type: 9, components: [display('x')] }] },
      { 'components.0.accessory': 'BASE_TYPE_REQUIRED' },
    ],
    [
      'a container in a container',
      { flags: v2, components: [{ type: 17, components: [{ type: 17, components: [] }] }] },
      { 'components.0.components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    [
      'a file that was not sent',
      { flags: v2, components: [{ type: 13, file: { url: 'attachment://a.pdf' } }] },
      { 'components.0.file.url': 'REFERENCED_ATTACHMENT_NOT_FOUND' },
    ],
    [
      'a select beside a button',
      { content: 'x', components: [row(button('a'), { type: 5, custom_id: 'b' })] },
      { 'components.0.components': 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' },
    ],
    [
      'parse and ids of the same mentions',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      { allowed_mentions: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE' },
    ],
    [
      'a reply to nothing',
      { content: 'x', message_reference: { message_id: '1' } },
      { message_reference: 'REPLIES_UNKNOWN_MESSAGE' },
    ],
  ])('with %s is refused', async (_, body, errors) => {
    expect(await formErrors(post(body))).toEqual(errors);
  });

  it('an empty one is refused', async () => {
    expect(await codeOf(post({ content: '  ' }))).toBe(50006);
    expect(await codeOf(post({ flags: v2, components: [] }))).toBe(50006);
  });

  it('the same nonce, enforced, is one message', async () => {
    const before = connected.discord.messages(user, { channel: channel.id, thread: null }).length;
    const first = await channel.send({ content: 'once', nonce: 'n-1', enforceNonce: true });
    const second = await channel.send({ content: 'once', nonce: 'n-1', enforceNonce: true });
    expect(second.id).toBe(first.id);
    expect(connected.discord.messages(user, { channel: channel.id, thread: null })).toHaveLength(before + 1);
  });

  it('components keep the ids they were given and get the others', async () => {
    const message = await channel.send({
      flags: v2,
      components: [{ type: 17, id: 77, components: [{ type: 10, content: 'x' }] }],
    });
    expect(message.components[0]?.id).toBe(77);
    expect(message.toJSON()).toMatchObject({ components: [{ id: 77, components: [{ id: 1 }] }] });
  });

  it('once made of components v2, a message stays so', async () => {
    const message = await channel.send({ flags: v2, components: [{ type: 10, content: 'x' }] });
    expect(await formErrors(message.edit({ content: 'x' }))).toEqual({
      content: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    });
    const legacy = await channel.send('x');
    const upgrade = { flags: v2, components: [{ type: 10, content: 'y' }] } as const;
    expect(await formErrors(legacy.edit(upgrade))).toHaveProperty('content');
    expect((await legacy.edit({ ...upgrade, content: null })).flags.has(v2)).toBe(true);
  });

  it('a file is stored, served for a day, and kept or dropped by an edit', async () => {
    const message = await channel.send({
      files: [new AttachmentBuilder(Buffer.from('a;b'), { name: 'liste.csv', description: 'Liste' })],
    });
    const file = message.attachments.first();
    expect(file).toMatchObject({ name: 'liste.csv', size: 3, description: 'Liste' });
    expect(await (await fetch(file?.url ?? '')).text()).toBe('a;b');
    const seen = connected.discord.messages(user, { channel: channel.id, thread: null }).at(-1);
    expect(seen?.files).toMatchObject([{ name: 'liste.csv', size: 3 }]);
    clock.advance(25 * 3_600_000);
    expect((await fetch(file?.url ?? '')).status).toBe(404);
    const fresh = await message.fetch(true);
    expect((await fetch(fresh.attachments.first()?.url ?? '')).status).toBe(200);
    expect((await message.edit({ content: 'sans', attachments: [] })).attachments.size).toBe(0);
  });

  it('a file name keeps plain letters only, its title the rest', async () => {
    await channel.send({ files: [new AttachmentBuilder(Buffer.from('x'), { name: 'fête du livre.txt' })] });
    expect(connected.discord.requests.at(-1)?.response).toMatchObject({
      attachments: [{ filename: 'fete_du_livre.txt', title: 'fête du livre' }],
    });
    const seen = connected.discord.messages(user, { channel: channel.id, thread: null }).at(-1);
    expect(seen?.files[0]?.name).toBe('fête du livre.txt');
  });

  it('history is read before, after and around an id', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 6; n++) ids.push((await channel.send(`m${n}`)).id);
    const read = async (query: {
      before?: string;
      after?: string;
      around?: string;
      limit: number;
    }): Promise<string[]> =>
      [...(await channel.messages.fetch({ ...query, cache: false })).values()].map((message) => message.content);
    expect(await read({ after: ids[0] ?? '', limit: 2 })).toEqual(['m2', 'm1']);
    expect(await read({ before: ids[5] ?? '', limit: 2 })).toEqual(['m4', 'm3']);
    expect(await read({ around: ids[3] ?? '', limit: 3 })).toEqual(['m4', 'm3', 'm2']);
    expect(await codeOf(channel.messages.fetch({ limit: 101 }))).toBe(50035);
  });

  it('others cannot be edited, but deleted with the permission', async () => {
    const id = await connected.discord.say(user, { channel: channel.id, thread: null }, 'mine');
    await connected.discord.settled();
    const message = await channel.messages.fetch(id);
    expect(
      await codeOf(restOf(connected.discord).patch(Routes.channelMessage(channel.id, id), { body: { content: 'x' } })),
    ).toBe(50005);
    await message.delete();
    expect(await codeOf(channel.messages.fetch({ message: id, force: true }))).toBe(10008);
  });

  it('old messages can only be edited so often', async () => {
    const message = await channel.send('old');
    clock.advance(3_600_001);
    const edit = (content: string): Promise<Response> =>
      fetch(`${connected.discord.environment.DISCORD_API_URL}/v10${Routes.channelMessage(channel.id, message.id)}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bot ${connected.discord.environment.DISCORD_TOKEN}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ content }),
      });
    for (const content of ['1', '2', '3']) expect((await edit(content)).status).toBe(200);
    const refused = await edit('4');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 30046 });
    clock.advance(20_000);
    expect((await edit('5')).status).toBe(200);
  });

  it('only allowed mentions call people', async () => {
    const other = connected.discord.addUser({ name: 'Alex' }).id;
    const called = async (
      content: string,
      allowed?: { parse?: ('users' | 'everyone')[]; users?: string[] },
    ): Promise<unknown> => {
      const message = await channel.send({ content, ...(allowed ? { allowedMentions: allowed } : {}) });
      return [...connected.discord.mentionsIn(message.id).reached].sort();
    };
    expect(await called(`<@${user}> <@${other}>`)).toEqual([user, other].sort());
    expect(await called(`<@${user}> <@${other}>`, { users: [other] })).toEqual([other]);
    expect(await called(`<@${user}> @everyone`, { parse: [] })).toEqual([]);
    expect(await called('@everyone', { parse: ['everyone'] })).toEqual(expect.arrayContaining([user, other]));
    expect(await called(`\`<@${user}>\` \\<@${user}>`)).toEqual([]);
    const component = await channel.send({ flags: v2, components: [{ type: 10, content: `<@${user}>` }] });
    expect(connected.discord.mentionsIn(component.id)).toMatchObject({ users: [user], everyone: false });
  });

  it('a reply shows what it answers and calls its author unless told not to', async () => {
    const id = await connected.discord.say(user, { channel: channel.id, thread: null }, 'question');
    await connected.discord.settled();
    const question = await channel.messages.fetch(id);
    const answer = await question.reply('answer');
    expect(answer.reference?.messageId).toBe(id);
    expect(connected.discord.mentionsIn(answer.id).reached).toEqual([user]);
    const quiet = await question.reply({ content: 'quiet', allowedMentions: { repliedUser: false } });
    expect(connected.discord.mentionsIn(quiet.id).reached).toEqual([]);
  });

  it('reactions and pins', async () => {
    const message = await channel.send('react');
    await message.react('✅');
    expect((await message.fetch(true)).reactions.cache.get('✅')?.count).toBe(1);
    expect(await codeOf(message.react('nonsense'))).toBe(10014);
    await message.pin();
    expect((await channel.messages.fetchPins()).items.map((pin) => pin.message.id)).toContain(message.id);
  });
});
