import {
  ChannelType,
  Events,
  Routes,
  type TextChannel,
  ThreadAutoArchiveDuration,
  type ThreadChannel,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, codeOf, connect, restOf } from './support.ts';

describe('threads', () => {
  let connected: Connected;
  let channel: TextChannel;
  let user: string;
  let other: string;
  beforeAll(async () => {
    connected = await connect();
    const { discord, client } = connected;
    const { id } = discord.addChannel({ name: 'general' });
    const found = await client.channels.fetch(id);
    if (found?.type !== ChannelType.GuildText) throw new Error('no channel');
    channel = found;
    user = discord.addUser({ name: 'Camille' }).id;
    other = discord.addUser({ name: 'Alex' }).id;
  });
  afterAll(() => connected.close());

  const privateThread = (name = 'dossier', invitable = false): Promise<ThreadChannel> =>
    channel.threads.create({ name, type: ChannelType.PrivateThread, invitable });
  const at = (thread: { id: string }) => ({ channel: thread.id, thread: null });

  it('one on a message bears its id and is counted there', async () => {
    const message = await channel.send('start');
    const thread = await message.startThread({ name: 'suite' });
    await thread.send('one');
    expect(thread.id).toBe(message.id);
    const seen = connected.discord
      .messages(user, { channel: channel.id, thread: null })
      .find((one) => one.id === message.id);
    expect(seen?.replies).toBe(1);
    expect(connected.discord.messages(user, at(thread)).map((one) => one.text)).toEqual(['one']);
    const again = restOf(connected.discord).post(Routes.threads(channel.id, message.id), { body: { name: 'again' } });
    expect(await codeOf(again)).toBe(160004);
  });

  it('a private one is seen by its members only', async () => {
    const thread = await privateThread();
    await thread.members.add(user);
    expect(connected.discord.channelsOf(user)).toContainEqual({
      id: thread.id,
      name: 'dossier',
      kind: 'thread',
      parent: channel.id,
    });
    expect(connected.discord.channelsOf(other).map((one) => one.id)).not.toContain(thread.id);
    expect(() => connected.discord.messages(other, at(thread))).toThrow();
    await thread.members.remove(user);
    expect(connected.discord.channelsOf(user).map((one) => one.id)).not.toContain(thread.id);
  });

  it('a mention that calls somebody brings them in, a silent one does not', async () => {
    const thread = await privateThread();
    await thread.send({ content: `<@${user}>`, allowedMentions: { parse: [] } });
    expect(connected.discord.channelsOf(user).map((one) => one.id)).not.toContain(thread.id);
    await thread.send(`<@${user}>`);
    expect(connected.discord.channelsOf(user).map((one) => one.id)).toContain(thread.id);
    expect((await thread.members.fetch()).map((member) => member.id)).toContain(user);
  });

  it('nobody who cannot see the channel is added', async () => {
    const { discord, client } = connected;
    const hidden = discord.addChannel({ name: 'bureau', private: true, members: [user] });
    const found = await client.channels.fetch(hidden.id);
    if (found?.type !== ChannelType.GuildText) throw new Error('no channel');
    const thread = await found.threads.create({ name: 't', type: ChannelType.PrivateThread });
    expect(await codeOf(thread.members.add(other))).toBe(50001);
    await thread.members.add(user);
  });

  it('an archived one refuses edits and is revived by a message, unless locked', async () => {
    const thread = await privateThread();
    const message = await thread.send('text');
    await thread.setArchived(true);
    expect(await codeOf(message.edit('changed'))).toBe(50083);
    expect(await codeOf(thread.setName('autre'))).toBe(50083);
    expect(await codeOf(message.react('✅'))).toBe(50083);
    const revived = new Promise<boolean | null>((resolve) =>
      connected.client.once(Events.ThreadUpdate, (_, now) => resolve(now.archived)),
    );
    await thread.send('awake');
    expect(await revived).toBe(false);
    connected.discord.lockThread(thread.id);
    connected.discord.archiveThread(thread.id);
    expect(await codeOf(thread.send('no'))).toBe(50083);
  });

  it('without the permission to manage threads, a locked one takes no message', async () => {
    const { discord, client } = connected;
    const place = discord.addChannel({ name: 'strict' });
    discord.deny(place.id, 'ManageThreads');
    await discord.settled();
    const found = await client.channels.fetch(place.id);
    if (found?.type !== ChannelType.GuildText) throw new Error('no channel');
    const thread = await found.threads.create({ name: 'public', type: ChannelType.PublicThread });
    discord.lockThread(thread.id);
    await discord.settled();
    expect(await codeOf(thread.send('no'))).toBe(160005);
    discord.deny(place.id, 'CreatePrivateThreads');
    expect(await codeOf(found.threads.create({ name: 'x', type: ChannelType.PrivateThread }))).toBe(50013);
    discord.deny(place.id, 'SendMessagesInThreads');
    discord.lockThread(thread.id, false);
    expect(await codeOf(thread.send('no'))).toBe(50013);
  });

  it('what people write in one reaches the bot', async () => {
    const thread = await privateThread();
    await thread.members.add(user);
    const heard = new Promise<string>((resolve) =>
      connected.client.on(Events.MessageCreate, (message) => !message.author.bot && resolve(message.content)),
    );
    await connected.discord.say(user, at(thread), 'bonjour @Fil conducteur');
    expect(await heard).toBe(`bonjour <@${connected.client.user.id}>`);
  });

  it('archived ones can be listed, and names and durations are checked', async () => {
    const thread = await channel.threads.create({
      name: 'fini',
      type: ChannelType.PublicThread,
      autoArchiveDuration: ThreadAutoArchiveDuration.OneHour,
    });
    await thread.setArchived(true);
    expect((await channel.threads.fetchArchived({ type: 'public' })).threads.has(thread.id)).toBe(true);
    expect((await channel.guild.channels.fetchActiveThreads()).threads.has(thread.id)).toBe(false);
    expect(await codeOf(channel.threads.create({ name: 'x'.repeat(101) }))).toBe(50035);
    expect(
      await codeOf(channel.threads.create({ name: 'x', autoArchiveDuration: 61 as ThreadAutoArchiveDuration })),
    ).toBe(50035);
  });
});
