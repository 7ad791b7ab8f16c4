import {
  AttachmentBuilder,
  ChannelType,
  Events,
  MessageFlags,
  SlashCommandBuilder,
  type TextChannel,
} from 'discord.js';
import * as spec from 'discord-api-spec/zod';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connect } from './support.ts';

const message = spec.MessageResponseSchema;
const channel = z.union([
  spec.ThreadResponseSchema,
  spec.GuildChannelResponseSchema,
  spec.PrivateChannelResponseSchema,
]);
const webhook = spec.GuildIncomingWebhookResponseSchema;

/** What the official description says each endpoint answers. */
const answers: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^GET \/gateway\/bot$/, spec.GatewayBotResponseSchema],
  [/^GET \/users\/@me$/, spec.UserPIIResponseSchema],
  [/^GET \/users\/\d+$/, spec.UserResponseSchema],
  [/^POST \/users\/@me\/channels$/, spec.PrivateChannelResponseSchema],
  [/^GET \/(applications|oauth2\/applications)\/@me$/, spec.PrivateApplicationResponseSchema],
  [/^(PUT|GET) \/applications\/\d+(\/guilds\/\d+)?\/commands$/, z.array(spec.ApplicationCommandResponseSchema)],
  [/^POST \/applications\/\d+\/commands$/, spec.ApplicationCommandResponseSchema],
  [/^POST \/interactions\/.*callback$/, spec.InteractionCallbackResponseSchema],
  [/^(GET|PATCH) \/webhooks\/.*\/messages\/[^/]+$/, message],
  [/^POST \/webhooks\/\d+\/[^/]+$/, message],
  [/^(POST|PATCH|GET) \/channels\/\d+\/messages(\/\d+)?$/, z.union([message, z.array(message)])],
  [/^POST \/channels\/\d+\/(messages\/\d+\/)?threads$/, spec.ThreadResponseSchema],
  [/^GET \/channels\/\d+\/thread-members$/, z.array(spec.ThreadMemberResponseSchema)],
  [/^GET .*\/threads\/(active|archived\/.*)$/, spec.ThreadsResponseSchema],
  [/^(GET|PATCH|DELETE) \/channels\/\d+$/, channel],
  [/^POST \/channels\/\d+\/webhooks$/, webhook],
  [/^GET \/channels\/\d+\/webhooks$/, z.array(webhook)],
  [/^GET \/guilds\/\d+$/, spec.GuildWithCountsResponseSchema],
  [/^GET \/guilds\/\d+\/channels$/, z.array(channel)],
  [/^POST \/guilds\/\d+\/channels$/, channel],
  [/^GET \/guilds\/\d+\/members(\/search)?$/, z.array(spec.GuildMemberResponseSchema)],
  [/^GET \/guilds\/\d+\/members\/\d+$/, spec.GuildMemberResponseSchema],
  [/^GET \/guilds\/\d+\/roles$/, z.array(spec.GuildRoleResponseSchema)],
  [/^POST \/guilds\/\d+\/roles$/, spec.GuildRoleResponseSchema],
  [/^(POST|PATCH) \/guilds\/\d+\/scheduled-events/, spec.ExternalScheduledEventResponseSchema],
];

describe('the official description of the API', () => {
  it('fits every answer of the local Discord', async () => {
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
    await guild.roles.create({ name: 'rôle' });
    await guild.roles.fetch();
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
        await interaction.deferReply({ flags: MessageFlags.Ephemeral, withResponse: true });
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
      const result = entry[1].safeParse(request.response);
      if (!result.success)
        wrong.push(`${request.method} ${request.path}: ${z.prettifyError(result.error).slice(0, 600)}`);
    }
    expect(wrong).toEqual([]);
    expect(checked.size).toBeGreaterThan(20);
    expect(client.listenerCount(Events.Error)).toBeGreaterThan(0);
    await connected.close();
  });
});

/** Messages of every kind: plain, embeds, files, components of both generations, replies, reactions. */
async function talk(channel: TextChannel, user: string): Promise<void> {
  const plain = await channel.send({
    content: `<@${user}>`,
    embeds: [{ title: 'Titre', description: 'x', fields: [{ name: 'a', value: 'b' }] }],
  });
  await plain.react('✅');
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
