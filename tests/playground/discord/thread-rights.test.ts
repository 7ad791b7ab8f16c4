import { ChannelType, Routes, type TextChannel, ThreadAutoArchiveDuration, type ThreadChannel } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, codeOf, connect, restOf, textChannel } from './support.ts';

/** These tests show what a bot may do in threads that it has no right to manage. */
describe('threads of a bot without Manage Threads', () => {
  let connected: Connected;
  let channel: TextChannel;
  let user: string;
  let names = 0;
  beforeAll(async () => {
    connected = await connect();
    channel = await textChannel(connected);
    connected.discord.deny(channel.id, 'ManageThreads');
    user = connected.discord.addUser({ name: 'Camille' }).id;
    await connected.discord.settled();
  });
  afterAll(() => connected.close());

  const own = (type: ChannelType.PublicThread | ChannelType.PrivateThread = ChannelType.PublicThread) =>
    channel.threads.create({ name: `fil ${++names}`, type });
  const patch = (thread: ThreadChannel, body: object): Promise<unknown> =>
    restOf(connected.discord).patch(Routes.channel(thread.id), { body });

  it('whoever began one renames it, archives it and opens it again [D: topics/threads]', async () => {
    const thread = await own();
    await thread.setName('autre');
    await thread.setAutoArchiveDuration(ThreadAutoArchiveDuration.OneHour);
    await thread.setArchived(true);
    expect((await thread.setArchived(false)).archived).toBe(false);
  });

  it.each([
    ['locked', { locked: true }],
    ['slowed down', { rate_limit_per_user: 5 }],
    ['opened to invitations', { invitable: true }],
  ])('its own is not %s: 50013 [D: topics/threads]', async (_, body) => {
    expect(await codeOf(patch(await own(ChannelType.PrivateThread), body))).toBe(50013);
  });

  it('its own is not deleted: 50013 [D: topics/threads]', async () => {
    expect(await codeOf((await own()).delete())).toBe(50013);
  });

  it.each<[string, (thread: ThreadChannel) => Promise<unknown>]>([
    ['a message', (thread) => thread.send('no')],
    ['an edit', async (thread) => (await thread.messages.fetch()).first()?.edit('no')],
    ['a new name', (thread) => thread.setName('non')],
  ])('a locked one takes not %s: 160005 [D: topics/threads, topics/opcodes-and-status-codes]', async (_, act) => {
    const thread = await own();
    await thread.send('before');
    connected.discord.lockThread(thread.id);
    await connected.discord.settled();
    expect(await codeOf(act(thread))).toBe(160005);
  });

  it('a locked and archived one takes nothing, and is not opened: 50083, 50013 [S: discord-api-docs#5517]', async () => {
    const thread = await own();
    connected.discord.lockThread(thread.id);
    connected.discord.archiveThread(thread.id);
    expect(await codeOf(thread.send('no'))).toBe(50083);
    expect(await codeOf(thread.setArchived(false))).toBe(50013);
  });

  it('creating one and writing in one have permissions of their own: 50013 [D: topics/threads]', async () => {
    const { discord } = connected;
    const strict = await textChannel(connected, 'strict');
    const thread = await strict.threads.create({ name: 'x', type: ChannelType.PublicThread });
    const start = (type: ChannelType.PublicThread | ChannelType.PrivateThread) =>
      strict.threads.create({ name: 'y', type });
    discord.deny(strict.id, 'CreatePrivateThreads');
    expect(await codeOf(start(ChannelType.PrivateThread))).toBe(50013);
    discord.deny(strict.id, 'CreatePublicThreads');
    expect(await codeOf(start(ChannelType.PublicThread))).toBe(50013);
    discord.deny(strict.id, 'SendMessages');
    await thread.send('Send Messages has no effect in threads');
    discord.deny(strict.id, 'SendMessagesInThreads');
    expect(await codeOf(thread.send('no'))).toBe(50013);
    expect(await codeOf(thread.members.add(user))).toBe(50013);
  });

  it('it invites into its own, others into theirs only when they are open to it [D: resources/channel]', async () => {
    const thread = await own(ChannelType.PrivateThread);
    await thread.members.add(user);
    await thread.members.remove(user);
    const open = await own();
    await open.members.add(user);
    expect(await codeOf(open.members.remove(user))).toBe(50013);
  });
});
