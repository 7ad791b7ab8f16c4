import {
  ChannelType,
  Events,
  Routes,
  type TextChannel,
  ThreadAutoArchiveDuration,
  type ThreadChannel,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { type Connected, codeOf, connect, formErrors, restOf, textChannel } from './support.ts';

describe('threads', () => {
  let connected: Connected;
  let clock: ManualClock;
  let channel: TextChannel;
  let user: string;
  let other: string;
  beforeAll(async () => {
    clock = manualClock();
    connected = await connect({ clock });
    channel = await textChannel(connected);
    user = connected.discord.addUser({ name: 'Camille' }).id;
    other = connected.discord.addUser({ name: 'Alex' }).id;
  });
  afterAll(() => connected.close());

  const privateThread = (name = 'dossier', invitable = false): Promise<ThreadChannel> =>
    channel.threads.create({ name, type: ChannelType.PrivateThread, invitable });
  const at = (thread: { id: string }) => ({ channel: thread.id, thread: null });
  /** Resolves with the next change of a thread. */
  const told = (): Promise<ThreadChannel> =>
    new Promise((resolve) => connected.client.once(Events.ThreadUpdate, (_, now) => resolve(now as ThreadChannel)));

  it('one on a message bears its id, is counted there, and is its only one: 160004 [D: topics/threads]', async () => {
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

  it('one without a message is announced in its channel, unless it is private [D: topics/threads]', async () => {
    const thread = await channel.threads.create({ name: 'ouvert', type: ChannelType.PublicThread });
    expect((await channel.messages.fetch({ limit: 1 })).first()).toMatchObject({ type: 18, content: 'ouvert' });
    await privateThread('fermé');
    expect((await channel.messages.fetch({ limit: 1 })).first()?.content).toBe('ouvert');
    await thread.delete();
  });

  it('one without a named type is private [D: resources/channel]', async () => {
    const made = restOf(connected.discord).post(Routes.threads(channel.id), { body: { name: 'x' } });
    expect(await made).toMatchObject({ type: 12 });
  });

  it('in an announcement channel it is of a type of its own, and never private [D: topics/threads]', async () => {
    const news = await channel.guild.channels.create({ name: 'annonces', type: ChannelType.GuildAnnouncement });
    const message = await news.send('x');
    expect((await message.startThread({ name: 'suite' })).type).toBe(ChannelType.AnnouncementThread);
    const start = (type: number): Promise<unknown> =>
      restOf(connected.discord).post(Routes.threads(news.id), { body: { name: 'x', type } });
    expect(await codeOf(start(12))).toBe(50024);
    expect(await formErrors(start(13))).toEqual({ type: 'BASE_TYPE_CHOICES' });
  });

  it('a private one is seen by its members only [D: topics/threads]', async () => {
    const thread = await privateThread();
    await thread.members.add(user);
    expect(connected.discord.channelsOf(user)).toContainEqual({
      id: thread.id,
      name: 'dossier',
      kind: 'thread',
      parent: channel.id,
      team: channel.guild.id,
    });
    expect(connected.discord.channelsOf(other).map((one) => one.id)).not.toContain(thread.id);
    expect(() => connected.discord.messages(other, at(thread))).toThrow();
    await thread.members.remove(user);
    expect(connected.discord.channelsOf(user).map((one) => one.id)).not.toContain(thread.id);
  });

  it('Discord writes down who is added to one and removed from it [D: topics/threads]', async () => {
    const thread = await privateThread();
    await thread.members.add(user);
    await thread.members.remove(user);
    expect([...(await thread.messages.fetch()).values()].map((message) => message.type)).toEqual([2, 1]);
  });

  it('a mention that calls somebody brings them in, a silent one does not [S: discord-api-docs#2995]', async () => {
    const thread = await privateThread();
    await thread.send({ content: `<@${user}>`, allowedMentions: { parse: [] } });
    expect(connected.discord.channelsOf(user).map((one) => one.id)).not.toContain(thread.id);
    await thread.send(`<@${user}>`);
    expect(connected.discord.channelsOf(user).map((one) => one.id)).toContain(thread.id);
    expect((await thread.members.fetch()).map((member) => member.id)).toContain(user);
  });

  it('its members come in pages when their data is asked for, and nobody else is one: 10007 [D: resources/channel]', async () => {
    const thread = await privateThread();
    await thread.members.add(user);
    const first = await thread.members.fetch({ withMember: true, limit: 1, cache: false });
    expect([...first.keys()]).toEqual([connected.client.user.id]);
    const next = await thread.members.fetch({ withMember: true, after: connected.client.user.id, cache: false });
    expect([...next.keys()]).toEqual([user]);
    expect(await codeOf(thread.members.fetch({ member: other, force: true }))).toBe(10007);
    expect(await formErrors(thread.members.fetch({ withMember: true, limit: 101 }))).toHaveProperty('limit');
  });

  it('nobody who cannot see its channel is added: 50001 [D: topics/permissions]', async () => {
    const { discord, client } = connected;
    const hidden = discord.addChannel({ name: 'bureau', private: true, members: [user] });
    const found = await client.channels.fetch(hidden.id);
    if (found?.type !== ChannelType.GuildText) throw new Error('no channel');
    const thread = await found.threads.create({ name: 't', type: ChannelType.PrivateThread });
    expect(await codeOf(thread.members.add(other))).toBe(50001);
    await thread.members.add(user);
  });

  it.each<[string, (thread: ThreadChannel) => Promise<unknown>]>([
    ['an edit', async (thread) => (await thread.messages.fetch()).first()?.edit('changed')],
    ['a reaction', async (thread) => (await thread.messages.fetch()).first()?.react('✅')],
    ['a pin', async (thread) => (await thread.messages.fetch()).first()?.pin()],
    ['a new name', (thread) => thread.setName('autre')],
    ['a lock', (thread) => thread.setLocked(true)],
    ['a new member', (thread) => thread.members.add(user)],
    ['a member less', (thread) => thread.members.remove(user)],
    ['to be left', (thread) => thread.leave()],
  ])('archived, it refuses %s with 50083 [D: topics/threads; the lock: S: discord-api-docs#6928]', async (_, act) => {
    const thread = await privateThread();
    await thread.send('text');
    await thread.setArchived(true);
    expect(await codeOf(act(thread))).toBe(50083);
  });

  it('archived, its messages can still be deleted, unless it is locked: 50083 [D: topics/threads]', async () => {
    const place = await textChannel(connected, 'effacer');
    const thread = await place.threads.create({ name: 'x', type: ChannelType.PublicThread });
    const [one, two] = [await thread.send('1'), await thread.send('2')];
    await thread.setArchived(true);
    await one.delete();
    connected.discord.lockThread(thread.id);
    connected.discord.deny(place.id, 'ManageThreads');
    expect(await codeOf(two.delete())).toBe(50083);
  });

  it('archived, it is revived by a message, unless it is locked: 50083 [D: topics/threads]', async () => {
    const thread = await privateThread();
    await thread.setArchived(true);
    const revived = told();
    await thread.send('awake');
    expect((await revived).archived).toBe(false);
    connected.discord.lockThread(thread.id);
    connected.discord.archiveThread(thread.id);
    expect(await codeOf(thread.send('no'))).toBe(50083);
  });

  it('it is archived by itself once nobody was active for as long as it was told [D: topics/threads]', async () => {
    const thread = await channel.threads.create({
      name: 'éphémère',
      type: ChannelType.PublicThread,
      autoArchiveDuration: ThreadAutoArchiveDuration.OneHour,
    });
    clock.advance(59 * 60_000);
    await thread.send('still here');
    clock.advance(59 * 60_000);
    expect((await thread.fetch(true)).archived).toBe(false);
    const archived = told();
    clock.advance(60_000);
    expect((await archived).archived).toBe(true);
    await thread.setArchived(false);
    await thread.setAutoArchiveDuration(ThreadAutoArchiveDuration.OneDay);
    clock.advance(23 * 3_600_000);
    expect((await thread.fetch(true)).archived).toBe(false);
    clock.advance(3_600_000);
    expect((await thread.fetch(true)).archived).toBe(true);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no name', {}, 'name'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, 'name'],
    ['an archiving after 61 minutes', { name: 'x', auto_archive_duration: 61 }, 'auto_archive_duration'],
    ['a slow mode of over six hours', { name: 'x', rate_limit_per_user: 21_601 }, 'rate_limit_per_user'],
    ['an answer to "invitable" that is none', { name: 'x', invitable: 'oui' }, 'invitable'],
  ])('one with %s is refused [D: resources/channel]', async (_, body, field) => {
    const made = restOf(connected.discord).post(Routes.threads(channel.id), { body: { type: 11, ...body } });
    expect(await formErrors(made)).toHaveProperty([field]);
  });

  it('archived ones are listed, the last archived first, in pages of two to a hundred [D: resources/channel]', async () => {
    const place = await textChannel(connected, 'liste');
    const made: ThreadChannel[] = [];
    for (const name of ['a', 'b', 'c']) {
      const thread = await place.threads.create({ name, type: ChannelType.PublicThread });
      made.push(thread);
      await thread.setArchived(true);
      clock.advance(1_000);
    }
    const fetchPage = (more: object = {}) => place.threads.fetchArchived({ type: 'public', ...more });
    expect((await fetchPage()).threads.map((thread) => thread.name)).toEqual(['c', 'b', 'a']);
    const first = await fetchPage({ limit: 2 });
    expect([first.threads.map((thread) => thread.name), first.hasMore]).toEqual([['c', 'b'], true]);
    const next = await fetchPage({ before: first.threads.last()?.archivedAt });
    expect(next.threads.map((thread) => thread.name)).toEqual(['a']);
    expect(await formErrors(fetchPage({ limit: 1 }))).toHaveProperty('limit');
    expect((await place.guild.channels.fetchActiveThreads()).threads.has(made[0]?.id ?? '')).toBe(false);
  });

  it('archived private ones are listed to moderators, and to members those they joined [D: resources/channel]', async () => {
    const place = await textChannel(connected, 'privés');
    const thread = await place.threads.create({ name: 'a', type: ChannelType.PrivateThread });
    await thread.setArchived(true);
    const list = (fetchAll: boolean) => place.threads.fetchArchived({ type: 'private', fetchAll });
    expect((await list(true)).threads.has(thread.id)).toBe(true);
    expect((await list(false)).threads.has(thread.id)).toBe(true);
    connected.discord.deny(place.id, 'ManageThreads');
    expect(await codeOf(list(true))).toBe(50013);
    expect((await list(false)).threads.has(thread.id)).toBe(true);
  });

  it('what people write in one reaches the bot [D: events/gateway-events]', async () => {
    const thread = await privateThread();
    await thread.members.add(user);
    const heard = new Promise<string>((resolve) =>
      connected.client.on(Events.MessageCreate, (message) => !message.author.bot && resolve(message.content)),
    );
    await connected.discord.say(user, at(thread), 'bonjour @Fil conducteur');
    expect(await heard).toBe(`bonjour <@${connected.client.user.id}>`);
  });
});
