import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, connect } from './support.ts';

const propose = new SlashCommandBuilder()
  .setName('event')
  .setNameLocalizations({ fr: 'evenement' })
  .setDescription('Events')
  .addSubcommand((sub) =>
    sub
      .setName('propose')
      .setNameLocalizations({ fr: 'proposer' })
      .setDescription('Propose an event')
      .addStringOption((option) =>
        option.setName('title').setNameLocalizations({ fr: 'titre' }).setDescription('Title').setRequired(true),
      )
      .addIntegerOption((option) => option.setName('places').setDescription('Places').setMinValue(1)),
  );

describe('interactions', () => {
  let connected: Connected;
  beforeAll(async () => {
    connected = await connect();
    await connected.client.application.commands.set([propose]);
  });
  afterAll(() => connected.close());

  it('a command typed in French reaches the bot with its typed options', async () => {
    const { discord, onInteraction } = connected;
    const user = discord.addUser({ name: 'Camille' });
    const place = { channel: discord.addChannel({ name: 'general' }).id, thread: null };
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options } = interaction;
      await interaction.reply({
        content: `**${options.getString('title')}** ${options.getInteger('places')} ${interaction.locale}`,
        flags: MessageFlags.Ephemeral,
      });
    });
    await discord.command(user.id, place, '/evenement proposer titre:Fête du livre places:20');
    expect(discord.messages(user.id, place).at(-1)).toMatchObject({ text: 'Fête du livre 20 fr', onlyForYou: true });
    expect(discord.commands(user.id)[0]?.path).toBe('/evenement proposer');
  });

  it('a button opens a modal whose answer changes the message', async () => {
    const { discord, onInteraction } = connected;
    const user = discord.addUser({ name: 'Alex', locale: 'en' });
    const place = { channel: discord.addChannel({ name: 'modals' }).id, thread: null };
    onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
          new ButtonBuilder().setCustomId('open').setLabel('Open').setStyle(ButtonStyle.Primary),
        );
        await interaction.reply({ content: 'press', components: [row] });
      }
      if (interaction.isButton()) {
        const input = new TextInputBuilder().setCustomId('reason').setLabel('Reason').setStyle(TextInputStyle.Short);
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId('why')
            .setTitle('Why?')
            .addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(input)),
        );
      }
      if (interaction.isModalSubmit() && interaction.isFromMessage())
        await interaction.update({ content: interaction.fields.getTextInputValue('reason'), components: [] });
    });
    await discord.command(user.id, place, '/event propose title:x');
    const message = discord.messages(user.id, place).at(-1);
    await discord.press(user.id, message?.id ?? '', 'open');
    expect(discord.form(user.id)).toMatchObject({
      title: 'Why?',
      fields: [{ id: 'reason', label: 'Reason', kind: 'text', required: true }],
    });
    await expect(discord.submit(user.id, {})).rejects.toThrow('required');
    await discord.submit(user.id, { reason: 'Because' });
    expect(discord.form(user.id)).toBeNull();
    expect(discord.messages(user.id, place).at(-1)).toMatchObject({ text: 'Because', controls: [], edited: true });
  });
});
