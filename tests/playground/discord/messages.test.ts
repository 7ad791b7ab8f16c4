import { Events, Routes, type TextChannel } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { type Connected, codeOf, connect, formErrors, restOf, textChannel } from './support.ts';

const v2 = 1 << 15;
const HOUR = 3_600_000;

describe('messages', () => {
  let connected: Connected;
  let clock: ManualClock;
  let channel: TextChannel;
  let user: string;
  const post = (body: unknown, at = channel.id): Promise<unknown> =>
    restOf(connected.discord).post(Routes.channelMessages(at), { body });
  const here = () => ({ channel: channel.id, thread: null });

  beforeAll(async () => {
    clock = manualClock();
    connected = await connect({ clock });
    channel = await textChannel(connected);
    user = connected.discord.addUser({ name: 'Camille' }).id;
  });
  afterAll(() => connected.close());

  it('flags that cannot be set are ignored [D: resources/message]', async () => {
    const message = await channel.send({ content: 'x', flags: ((1 << 6) | (1 << 12)) as 4096 });
    expect(message.flags.bitfield).toBe(1 << 12);
  });

  it('the same nonce, enforced, is one message for a few minutes [D: resources/message; how many: U]', async () => {
    const before = connected.discord.messages(user, here()).length;
    const once = { content: 'once', nonce: 'n-1', enforceNonce: true };
    const first = await channel.send(once);
    const second = await channel.send(once);
    expect(second.id).toBe(first.id);
    expect(connected.discord.messages(user, here())).toHaveLength(before + 1);
    expect((await channel.send({ ...once, enforceNonce: false })).id).not.toBe(first.id);
    clock.advance(5 * 60_000);
    expect((await channel.send(once)).id).not.toBe(first.id);
  });

  it('once made of components v2, a message stays so [D: resources/message]', async () => {
    const message = await channel.send({ flags: v2, components: [{ type: 10, content: 'x' }] });
    expect(await formErrors(message.edit({ content: 'x' }))).toEqual({
      content: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    });
    const legacy = await channel.send('x');
    const upgrade = { flags: v2, components: [{ type: 10, content: 'y' }] } as const;
    expect(await formErrors(legacy.edit(upgrade))).toHaveProperty('content');
    expect((await legacy.edit({ ...upgrade, content: null })).flags.has(v2)).toBe(true);
  });

  it('history is read before, after or around an id, at most a hundred at once [D: resources/message]', async () => {
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
    expect(await formErrors(read({ limit: 101 }))).toEqual({ limit: 'NUMBER_TYPE_MAX' });
    expect(await formErrors(read({ limit: 0 }))).toEqual({ limit: 'NUMBER_TYPE_MIN' });
    expect(await codeOf(read({ before: '1', after: '1', limit: 1 }))).toBe(50035);
  });

  it("others' messages are not edited (50005), but deleted with the permission [D: resources/message]", async () => {
    const id = await connected.discord.say(user, here(), 'mine');
    await connected.discord.settled();
    const edit = restOf(connected.discord).patch(Routes.channelMessage(channel.id, id), { body: { content: 'x' } });
    expect(await codeOf(edit)).toBe(50005);
    const message = await channel.messages.fetch(id);
    expect((await message.suppressEmbeds(true)).flags.has(1 << 2)).toBe(true);
    await message.delete();
    expect(await codeOf(channel.messages.fetch({ message: id, force: true }))).toBe(10008);
  });

  it("Discord's own lines are not edited, replied to or deleted: 50021 [D: resources/message]", async () => {
    const thread = await channel.threads.create({ name: 'fil' });
    await thread.setName('autre');
    const line = (await thread.messages.fetch({ limit: 1 })).first();
    expect(line).toMatchObject({ type: 4, content: 'autre', system: true });
    const rest = restOf(connected.discord);
    const path = Routes.channelMessage(thread.id, line?.id ?? '');
    expect(await codeOf(rest.patch(path, { body: { content: 'x' } }))).toBe(50021);
    expect(await codeOf(rest.delete(path))).toBe(50021);
    const reply = { content: 'x', message_reference: { message_id: line?.id } };
    expect(await formErrors(post(reply, thread.id))).toEqual({
      message_reference: 'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE',
    });
  });

  it('many are deleted at once: 2 to 100, each once, none older than two weeks (50034) [D: resources/message]', async () => {
    const old = await channel.send('old');
    clock.advance(14 * 24 * HOUR);
    clock.advance(1);
    const [one, two] = [await channel.send('one'), await channel.send('two')];
    const bulk = (messages: unknown): Promise<unknown> =>
      restOf(connected.discord).post(Routes.channelBulkDelete(channel.id), { body: { messages } });
    expect(await formErrors(bulk([one.id]))).toEqual({ messages: 'BASE_TYPE_BAD_LENGTH' });
    expect(await codeOf(bulk([one.id, one.id]))).toBe(0);
    expect(await codeOf(bulk([old.id, one.id]))).toBe(50034);
    const told = new Promise<string[]>((resolve) =>
      connected.client.once(Events.MessageBulkDelete, (messages) => resolve([...messages.keys()])),
    );
    await channel.bulkDelete([one, two]);
    expect((await told).sort()).toEqual([one.id, two.id].sort());
    const direct = await connected.client.users.createDM(user);
    expect(await codeOf(restOf(connected.discord).post(Routes.channelBulkDelete(direct.id), { body: {} }))).toBe(50003);
  });

  it('messages older than an hour can only be edited so often: 429 with 30046 [D: topics/opcodes-and-status-codes; how often: U]', async () => {
    const message = await channel.send('old');
    clock.advance(HOUR + 1);
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
    const young = await channel.send('young');
    for (let n = 0; n < 5; n++) await young.edit(`${n}`);
    clock.advance(20_000);
    expect((await edit('5')).status).toBe(200);
  });

  it('only allowed mentions call people, and none in code or behind a backslash [D: resources/message]', async () => {
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
    expect(await called('rien', { users: [other] })).toEqual([]);
    expect(await called(`\`<@${user}>\` \\<@${user}>`)).toEqual([]);
    const component = await channel.send({ flags: v2, components: [{ type: 10, content: `<@${user}>` }] });
    expect(connected.discord.mentionsIn(component.id)).toMatchObject({ users: [user], everyone: false });
  });

  it('a reply shows what it answers and calls its author unless told not to [D: resources/message]', async () => {
    const id = await connected.discord.say(user, here(), 'question');
    await connected.discord.settled();
    const question = await channel.messages.fetch(id);
    const answer = await question.reply('answer');
    expect(answer.reference?.messageId).toBe(id);
    expect(connected.discord.mentionsIn(answer.id).reached).toEqual([user]);
    const quiet = await question.reply({ content: 'quiet', allowedMentions: { repliedUser: false } });
    expect(connected.discord.mentionsIn(quiet.id).reached).toEqual([]);
    const gone = { content: 'x', message_reference: { message_id: '1', fail_if_not_exists: false } };
    expect(await post(gone)).toMatchObject({ type: 0 });
  });
});
