import { ChannelType, OverwriteType, PermissionFlagsBits, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, codeOf, connect, formErrors, restOf, textChannel } from './support.ts';

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

  it('what does not exist is unknown, each with its own code [D: topics/opcodes-and-status-codes]', async () => {
    const { discord } = connected;
    const channel = discord.addChannel({ name: 'c' }).id;
    const guild = discord.team.id;
    const rest = restOf(discord);
    expect(await getCode(Routes.channel('1'))).toBe(10003);
    expect(await getCode(Routes.guild('1'))).toBe(10004);
    expect(await getCode(Routes.channelMessage(channel, '1'))).toBe(10008);
    expect(await codeOf(rest.delete(Routes.channelPermission(channel, '1')))).toBe(10009);
    expect(await getCode(Routes.guildRole(guild, '1'))).toBe(10011);
    expect(await getCode(Routes.user('1'))).toBe(10013);
    expect(await getCode(Routes.guildMember(guild, '1'))).toBe(10013);
    expect(await getCode(Routes.guildScheduledEvent(guild, '1'))).toBe(10070);
    expect(await getCode(Routes.webhook('1'))).toBe(10015);
    expect(await getCode('/nowhere')).toBe(0);
  });

  it('a hidden channel is missing access, a silent one missing permissions [D: topics/permissions]', async () => {
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

  it('a hidden channel is told without its name, and not listed [D: topics/permissions, resources/channel]', async () => {
    const { discord, client } = connected;
    const seen = await textChannel(connected, 'visible');
    discord.deny(seen.id, 'ViewChannel');
    await discord.settled();
    expect(client.channels.cache.get(seen.id)).toMatchObject({ name: '___hidden___', topic: null });
    const listed = await client.guilds.cache.get(discord.team.id)?.channels.fetch();
    expect(listed?.has(seen.id)).toBe(false);
    discord.allow(seen.id, 'ViewChannel');
    await discord.settled();
    expect(client.channels.cache.get(seen.id)).toMatchObject({ name: 'visible' });
  });

  it('without the right to read the history, a channel seems empty: nothing, or 50001 [D: resources/message; the code: U]', async () => {
    const channel = await textChannel(connected, 'sans-histoire');
    const message = await channel.send('x');
    connected.discord.deny(channel.id, 'ReadMessageHistory');
    expect((await channel.messages.fetch({ cache: false })).size).toBe(0);
    expect(await codeOf(message.fetch(true))).toBe(50001);
    expect(await codeOf(message.reply('x'))).toBe(160002);
    expect((await message.edit('y')).content).toBe('y');
  });

  it('who may not write may not call everyone, attach or embed either [D: topics/permissions]', async () => {
    const { discord, client } = connected;
    const channel = await textChannel(connected, 'muet');
    const hook = await channel.createWebhook({ name: 'x' });
    discord.deny(channel.id, 'SendMessages');
    await discord.settled();
    const interaction = new Promise<bigint>((resolve) =>
      connected.onInteraction(async (given) => {
        if (!given.isButton()) return;
        await given.deferUpdate();
        resolve(given.appPermissions.bitfield);
      }),
    );
    const message = await hook.send({
      content: 'x',
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x' }] }],
    });
    await discord.press(user, message.id, 'x');
    const may = await interaction;
    for (const name of ['SendMessages', 'MentionEveryone', 'AttachFiles', 'EmbedLinks'] as const)
      expect(may & PermissionFlagsBits[name]).toBe(0n);
    expect(may & PermissionFlagsBits.ViewChannel).not.toBe(0n);
    expect(client.user.id).toBeDefined();
  });

  it('embeds without their permission are left out, and alone they are nothing: 50006 [D: topics/permissions; the code: U]', async () => {
    const channel = await textChannel(connected, 'sans-liens');
    connected.discord.deny(channel.id, 'EmbedLinks');
    expect((await channel.send({ content: 'x', embeds: [{ title: 'x' }] })).embeds).toEqual([]);
    expect(await codeOf(channel.send({ embeds: [{ title: 'x' }] }))).toBe(50006);
  });

  it('the bot makes channels and opens them to people [D: resources/guild, resources/channel]', async () => {
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
      team: guild.id,
    });
    await channel.setTopic('Amiens');
    expect(await formErrors(channel.setTopic('x'.repeat(1025)))).toEqual({ topic: 'BASE_TYPE_MAX_LENGTH' });
    expect(await formErrors(channel.setName(''))).toEqual({ name: 'BASE_TYPE_REQUIRED' });
    await channel.delete();
    expect(await codeOf(channel.fetch(true))).toBe(10003);
  });

  it('a category that is deleted leaves its channels [D: resources/channel]', async () => {
    const guild = await connected.client.guilds.fetch(connected.discord.team.id);
    const category = await guild.channels.create({ name: 'Régions', type: ChannelType.GuildCategory });
    const channel = await guild.channels.create({ name: 'somme', parent: category });
    expect(channel.parentId).toBe(category.id);
    await category.delete();
    expect(await channel.fetch(true)).toMatchObject({ parentId: null });
    expect(await codeOf(channel.setParent(channel.id))).toBe(50035);
  });

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['of an unknown kind', { type: 3 }, { type: 'BASE_TYPE_CHOICES' }],
    [
      'of bits that are none',
      { type: 1, allow: 'tout', deny: -1 },
      { allow: 'NUMBER_TYPE_COERCE', deny: 'NUMBER_TYPE_COERCE' },
    ],
  ])('permissions %s are refused [D: resources/channel]', async (_, body, errors) => {
    const channel = connected.discord.addChannel({ name: 'droits' }).id;
    expect(await formErrors(restOf(connected.discord).put(Routes.channelPermission(channel, user), { body }))).toEqual(
      errors,
    );
  });

  it('the bot gives and takes only what it has itself: 50013 [D: resources/channel]', async () => {
    const channel = await textChannel(connected, 'pouvoirs');
    const { guild } = channel;
    const put = (allow: bigint): Promise<unknown> =>
      restOf(connected.discord).put(Routes.channelPermission(channel.id, user), {
        body: { type: OverwriteType.Member, allow: `${allow}` },
      });
    expect(await codeOf(put(PermissionFlagsBits.BanMembers))).toBe(50013);
    await put(PermissionFlagsBits.SendMessages);
    expect(await codeOf(guild.roles.create({ permissions: PermissionFlagsBits.Administrator }))).toBe(50013);
    const create = (allow: bigint): Promise<unknown> =>
      guild.channels.create({ name: 'x', permissionOverwrites: [{ id: user, allow }] });
    expect(await codeOf(create(PermissionFlagsBits.ManageRoles))).toBe(50013);
    expect(await codeOf(create(PermissionFlagsBits.KickMembers))).toBe(50013);
  });

  it("members are listed, searched and given roles below the bot's own [D: topics/permissions]", async () => {
    const { discord, client } = connected;
    const guild = await client.guilds.fetch(discord.team.id);
    const boss = discord.addUser({ name: 'Dominique', administrator: true });
    await discord.settled();
    expect((await guild.members.fetch()).has(user)).toBe(true);
    expect((await guild.members.search({ query: 'cam' })).map((member) => member.id)).toEqual([user]);
    expect(await formErrors(guild.members.search({ query: '' }))).toHaveProperty('query');
    expect(await formErrors(guild.members.search({ query: 'x', limit: 1001 }))).toHaveProperty('limit');
    const role = await guild.roles.create({ name: 'Organisation' });
    const member = await guild.members.fetch(user);
    await member.roles.add(role);
    expect((await guild.members.fetch({ user, force: true })).roles.cache.has(role.id)).toBe(true);
    expect((await guild.members.fetch({ user: boss.id, force: true })).permissions.has('Administrator')).toBe(true);
    const own = guild.members.me?.roles.botRole;
    expect(own?.managed).toBe(true);
    const rest = restOf(discord);
    expect(await codeOf(rest.put(Routes.guildMemberRole(guild.id, user, own?.id ?? '')))).toBe(50013);
    const all = { roles: [own?.id, role.id] };
    expect(await codeOf(rest.patch(Routes.guildMember(guild.id, user), { body: all }))).toBe(50013);
    expect(await codeOf(rest.delete(Routes.guildRole(guild.id, guild.id)))).toBe(50028);
    expect(await codeOf(member.setNickname('Cam'))).toBe(50013);
  });
});

describe('an owner', () => {
  it('may everything without any role [D: topics/permissions]', async () => {
    const connected = await connect();
    const { discord } = connected;
    // The first administrator there is becomes the owner; then the role is taken away.
    const owner = discord.addUser({ name: 'Dominique', administrator: true }).id;
    const rest = restOf(discord);
    const { roles } = (await rest.get(Routes.guildMember(discord.team.id, owner))) as { roles: string[] };
    await rest.delete(Routes.guildMemberRole(discord.team.id, owner, roles[0] ?? ''));
    const hidden = discord.addChannel({ name: 'bureau', private: true, members: [] }).id;
    const somebody = discord.addUser({ name: 'Camille' }).id;
    const sees = (user: string): boolean => discord.channelsOf(user).some(({ id }) => id === hidden);
    expect([sees(owner), sees(somebody)]).toEqual([true, false]);
    await connected.close();
  });
});

describe('an administrator', () => {
  it('is stopped by no overwrite [D: topics/permissions]', async () => {
    const connected = await connect({ botPermissions: PermissionFlagsBits.Administrator });
    const { discord } = connected;
    const hidden = discord.addChannel({ name: 'bureau', private: true, members: [], withBot: false });
    discord.deny(hidden.id, 'SendMessages');
    const sent = restOf(discord).post(Routes.channelMessages(hidden.id), { body: { content: 'x' } });
    expect(await sent).toMatchObject({ content: 'x' });
    const user = discord.addUser({ name: 'Camille' }).id;
    await restOf(discord).put(Routes.channelPermission(hidden.id, user), {
      body: { type: 1, allow: `${PermissionFlagsBits.ManageRoles}` },
    });
    await connected.close();
  });
});
