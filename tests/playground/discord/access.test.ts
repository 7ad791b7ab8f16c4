import { ChannelType, PermissionFlagsBits, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, codeOf, connect, restOf } from './support.ts';

describe('who may do what where', () => {
  let connected: Connected;
  let user: string;
  beforeAll(async () => {
    connected = await connect();
    user = connected.discord.addUser({ name: 'Camille', acceptsDirectMessages: false }).id;
  });
  afterAll(() => connected.close());

  const send = (channel: string): Promise<unknown> =>
    restOf(connected.discord).post(Routes.channelMessages(channel), { body: { content: 'x' } });
  const getCode = (path: `/${string}`): Promise<unknown> => codeOf(restOf(connected.discord).get(path));

  it('what does not exist is unknown, each with its own code', async () => {
    const { discord } = connected;
    const channel = discord.addChannel({ name: 'c' }).id;
    const guild = discord.team.id;
    expect(await getCode(Routes.channel('1'))).toBe(10003);
    expect(await getCode(Routes.guild('1'))).toBe(10004);
    expect(await getCode(Routes.channelMessage(channel, '1'))).toBe(10008);
    expect(await getCode(Routes.user('1'))).toBe(10013);
    expect(await getCode(Routes.guildMember(guild, '1'))).toBe(10013);
    expect(await getCode(Routes.guildScheduledEvent(guild, '1'))).toBe(10070);
    expect(await getCode(Routes.webhook('1'))).toBe(10015);
    expect(await getCode('/nowhere')).toBe(0);
  });

  it('a wrong token is refused', async () => {
    expect(await codeOf(restOf(connected.discord).setToken('wrong').get(Routes.user()))).toBe(0);
    expect(connected.discord.requests.at(-1)?.status).toBe(401);
  });

  it('a hidden channel is missing access, a silent one missing permissions', async () => {
    const { discord } = connected;
    const hidden = discord.addChannel({ name: 'bureau', private: true, members: [user], withBot: false });
    expect(await getCode(Routes.channel(hidden.id))).toBe(50001);
    expect(await codeOf(send(hidden.id))).toBe(50001);
    const channel = discord.addChannel({ name: 'annonces' }).id;
    discord.deny(channel, 'SendMessages');
    expect(await codeOf(send(channel))).toBe(50013);
    discord.deny(channel, 'ViewChannel');
    expect(await codeOf(send(channel))).toBe(50001);
    discord.deleteChannel(channel);
    expect(await codeOf(send(channel))).toBe(10003);
  });

  it('somebody who takes no direct messages gets none', async () => {
    const { discord, client } = connected;
    const person = await client.users.fetch(user);
    expect(await codeOf(person.send('x'))).toBe(50007);
    const gone = discord.addUser({ name: 'Partie' });
    discord.removeUser(gone.id);
    expect(await codeOf((await client.users.fetch(gone.id)).send('x'))).toBe(50278);
    const open = discord.addUser({ name: 'Alex' });
    await (await client.users.fetch(open.id)).send('bonjour');
    expect(discord.messages(open.id, { channel: 'direct', thread: null }).map((one) => one.text)).toEqual(['bonjour']);
    expect(discord.channelsOf(open.id).at(-1)).toMatchObject({ kind: 'direct', name: 'Fil conducteur' });
  });

  it('the bot makes channels and opens them to people', async () => {
    const { discord, client } = connected;
    const guild = await client.guilds.fetch(discord.team.id);
    const channel = await guild.channels.create({
      name: 'Équipe locale',
      type: ChannelType.GuildText,
      permissionOverwrites: [
        { id: guild.id, deny: [PermissionFlagsBits.ViewChannel] },
        { id: client.user.id, allow: [PermissionFlagsBits.ViewChannel] },
      ],
    });
    expect(channel.name).toBe('équipe-locale');
    expect(discord.channelsOf(user).map((one) => one.id)).not.toContain(channel.id);
    await channel.permissionOverwrites.edit(user, { ViewChannel: true });
    expect(discord.channelsOf(user)).toContainEqual({
      id: channel.id,
      name: 'équipe-locale',
      kind: 'private',
      parent: null,
    });
    await channel.setTopic('Amiens');
    await channel.delete();
    expect(await codeOf(channel.fetch(true))).toBe(10003);
  });

  it("members are listed, searched and given roles below the bot's own", async () => {
    const { discord, client } = connected;
    const guild = await client.guilds.fetch(discord.team.id);
    const boss = discord.addUser({ name: 'Dominique', administrator: true });
    await discord.settled();
    expect((await guild.members.fetch()).has(user)).toBe(true);
    expect((await guild.members.search({ query: 'cam' })).map((member) => member.id)).toEqual([user]);
    const role = await guild.roles.create({ name: 'Organisation' });
    const member = await guild.members.fetch(user);
    await member.roles.add(role);
    expect((await guild.members.fetch({ user, force: true })).roles.cache.has(role.id)).toBe(true);
    expect((await guild.members.fetch({ user: boss.id, force: true })).permissions.has('Administrator')).toBe(true);
    const own = guild.members.me?.roles.botRole;
    expect(own?.managed).toBe(true);
    expect(await codeOf(restOf(discord).put(Routes.guildMemberRole(guild.id, user, own?.id ?? '')))).toBe(50013);
  });
});
