import { AttachmentBuilder, ChannelType, MessageFlags, SlashCommandBuilder, type TextChannel } from 'discord.js';
import * as official from 'discord-api-spec/zod';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connect } from './support.ts';

const named: Readonly<Record<string, unknown>> = official;

function schema(name: string): z.core.$ZodType {
  const found = named[`${name}Schema`];
  if (!(found instanceof z.core.$ZodType)) throw new Error(`no schema ${name}`);
  return found;
}

/** The schemas want times that end in Z; Discord really writes +00:00. */
const withZulu = (response: unknown): unknown => JSON.parse(JSON.stringify(response).replaceAll('+00:00"', 'Z"'));

const message = schema('MessageResponse');
const channel = z.union([schema('ThreadResponse'), schema('GuildChannelResponse'), schema('PrivateChannelResponse')]);
const webhook = schema('GuildIncomingWebhookResponse');

const event = z.union([schema('ExternalScheduledEventResponse'), schema('VoiceScheduledEventResponse')]);

/** The answers of each endpoint, as the official description has them. */
const answers: readonly (readonly [RegExp, z.core.$ZodType])[] = [
  [/^GET \/gateway\/bot$/, schema('GatewayBotResponse')],
  [/^GET \/users\/@me$/, schema('UserPIIResponse')],
  [/^GET \/users\/\d+$/, schema('UserResponse')],
  [/^POST \/users\/@me\/channels$/, schema('PrivateChannelResponse')],
  [/^GET \/(applications|oauth2\/applications)\/@me$/, schema('PrivateApplicationResponse')],
  [/^(PUT|GET) \/applications\/\d+(\/guilds\/\d+)?\/commands$/, z.array(schema('ApplicationCommandResponse'))],
  [/^POST \/applications\/\d+\/commands$/, schema('ApplicationCommandResponse')],
  [/^POST \/interactions\/.*callback$/, schema('InteractionCallbackResponse')],
  [/^(GET|PATCH) \/webhooks\/.*\/messages\/[^/]+$/, message],
  [/^POST \/webhooks\/\d+\/[^/]+$/, message],
  [/^(POST|PATCH|GET) \/channels\/\d+\/messages(\/\d+)?$/, z.union([message, z.array(message)])],
  [/^POST \/channels\/\d+\/(messages\/\d+\/)?threads$/, schema('ThreadResponse')],
  [/^GET \/channels\/\d+\/thread-members$/, z.array(schema('ThreadMemberResponse'))],
  [/^GET .*\/threads\/(active|archived\/.*)$/, schema('ThreadsResponse')],
  [/^(GET|PATCH|DELETE) \/channels\/\d+$/, channel],
  [/^POST \/channels\/\d+\/webhooks$/, webhook],
  [/^GET \/channels\/\d+\/webhooks$/, z.array(webhook)],
  [/^GET \/guilds\/\d+$/, schema('GuildWithCountsResponse')],
  [/^GET \/guilds\/\d+\/channels$/, z.array(channel)],
  [/^POST \/guilds\/\d+\/channels$/, channel],
  [/^GET \/guilds\/\d+\/members(\/search)?$/, z.array(schema('GuildMemberResponse'))],
  [/^GET \/guilds\/\d+\/members\/\d+$/, schema('GuildMemberResponse')],
  [/^GET \/guilds\/\d+\/roles$/, z.array(schema('GuildRoleResponse'))],
  [/^POST \/guilds\/\d+\/roles$/, schema('GuildRoleResponse')],
  [/^(GET|PATCH) \/guilds\/\d+\/roles\/\d+$/, schema('GuildRoleResponse')],
  [/^(POST|PATCH|GET) \/guilds\/\d+\/scheduled-events/, z.union([event, z.array(event)])],
  [/^GET \/channels\/\d+\/messages\/pins$/, schema('PinnedMessagesResponse')],
  [/^GET \/channels\/\d+\/messages\/\d+\/reactions\/[^/]+$/, z.array(schema('UserResponse'))],
  [/^(GET|PATCH) \/webhooks\/\d+(\/[^/]+)?$/, webhook],
];

describe('the official description of the API', () => {
  it('fits every answer of the local Discord [spec]', async () => {
    const connected = await connect();
    const { discord, client, onInteraction } = connected;
    const user = discord.addUser({ name: 'Camille' });
    const place = { channel: discord.addChannel({ name: 'general' }).id, thread: null };
    await discord.settled();
    const guild = await client.guilds.fetch({ guild: discord.team.id, force: true, withCounts: true });
    const found = await client.channels.fetch(place.channel, { force: true });
    if (found?.type !== ChannelType.GuildText) throw new Error('no channel');

    await client.users.fetch(user.id, { force: true });
    await client.application.fetch();
    await (await client.users.fetch(user.id)).send('bonjour');
    await talk(found, user.id);
    const thread = await found.threads.create({ name: 'privé', type: ChannelType.PrivateThread });
    await thread.members.add(user.id);
    await thread.members.fetch({ withMember: true, cache: false });
    await (await found.send('fil')).startThread({ name: 'public' });
    await guild.channels.fetchActiveThreads();
    await found.threads.fetchArchived({ type: 'private' });
    await guild.channels.fetch();
    await (await guild.channels.create({ name: 'nouveau' })).delete();
    await guild.members.fetch({ user: user.id, force: true });
    await guild.members.search({ query: 'c' });
    const role = await guild.roles.create({ name: 'rôle' });
    await guild.roles.fetch();
    await guild.roles.fetch(role.id, { force: true });
    await role.setName('autre rôle');
    await found.messages.fetchPins();
    const voice = await guild.channels.create({ name: 'Vocal', type: ChannelType.GuildVoice });
    await guild.scheduledEvents.create({
      name: 'Au téléphone',
      privacyLevel: 2,
      entityType: 2,
      channel: voice,
      scheduledStartTime: Date.now() + 60_000,
    });
    await guild.scheduledEvents.create({
      name: 'Fête',
      privacyLevel: 2,
      entityType: 3,
      scheduledStartTime: Date.now() + 60_000,
      scheduledEndTime: Date.now() + 120_000,
      entityMetadata: { location: 'Amiens' },
    });
    const hook = await found.createWebhook({ name: 'Relais' });
    await found.fetchWebhooks();
    await guild.scheduledEvents.fetch();
    await client.fetchWebhook(hook.id);
    await hook.edit({ name: 'Autre relais' });
    await hook.editMessage(await hook.send('relayé'), 'corrigé');

    const command = new SlashCommandBuilder()
      .setName('test')
      .setNameLocalizations({ fr: 'essai' })
      .setDescription('Test')
      .addStringOption((option) => option.setName('mot').setDescription('Mot'));
    await client.application.commands.set([command]);
    await client.application.commands.create({ name: 'autre', description: 'Autre' });
    await guild.commands.set([command]);
    await client.application.commands.fetch();
    const answered = new Promise<void>((resolve) =>
      onInteraction(async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        await interaction.reply({ content: 'un moment', flags: MessageFlags.Ephemeral, withResponse: true });
        await interaction.editReply('fini');
        await interaction.fetchReply();
        await interaction.followUp('suite');
        resolve();
      }),
    );
    await discord.command(user.id, place, '/essai mot:bonjour');
    await answered;
    await discord.settled();

    const wrong: string[] = [];
    const checked = new Set<RegExp>();
    for (const request of discord.requests) {
      if (request.status >= 300 || request.response === null) continue;
      const entry = answers.find(([pattern]) => pattern.test(`${request.method} ${request.path}`));
      if (!entry) {
        wrong.push(`${request.method} ${request.path}: no description chosen`);
        continue;
      }
      checked.add(entry[0]);
      const result = z.safeParse(entry[1], withZulu(request.response));
      if (!result.success)
        wrong.push(`${request.method} ${request.path}: ${z.prettifyError(result.error).slice(0, 600)}`);
    }
    expect(wrong).toEqual([]);
    expect(checked.size).toBeGreaterThan(20);
    await connected.close();
  });
});

/** Sends messages of every kind: plain, embeds, files, components of both generations, replies, reactions. */
async function talk(channel: TextChannel, user: string): Promise<void> {
  const plain = await channel.send({
    content: `<@${user}>`,
    embeds: [{ title: 'Titre', description: 'x', fields: [{ name: 'a', value: 'b' }] }],
  });
  await plain.react('✅');
  await (await plain.fetch(true)).reactions.cache.first()?.users.fetch();
  await plain.pin();
  await plain.reply('réponse');
  await channel.send({
    files: [new AttachmentBuilder(Buffer.from('a'), { name: 'a.txt' })],
    components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x' }] }],
  });
  const modern = await channel.send({
    flags: MessageFlags.IsComponentsV2,
    files: [new AttachmentBuilder(Buffer.from('a'), { name: 'a.png' })],
    components: [
      {
        type: 17,
        accent_color: 1,
        components: [
          { type: 10, content: 'x' },
          { type: 14, divider: true, spacing: 1 },
          { type: 12, items: [{ media: { url: 'attachment://a.png' } }] },
        ],
      },
      {
        type: 9,
        components: [{ type: 10, content: 'y' }],
        accessory: { type: 2, style: 5, label: 'Voir', url: 'https://a.fr' },
      },
      { type: 1, components: [{ type: 3, custom_id: 's', options: [{ label: 'Un', value: '1' }] }] },
      { type: 1, components: [{ type: 5, custom_id: 'u' }] },
    ],
  });
  await modern.edit({ components: [{ type: 10, content: 'z' }] });
  await channel.messages.fetch({ limit: 20, cache: false });
}
