import {
  ActionRowBuilder,
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  ModalBuilder,
  Routes,
  SlashCommandBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import { type Connected, connect, formErrors, restOf } from './support.ts';

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

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
const row = (...components: APIComponentInMessageActionRow[]): Row => ({ type: ComponentType.ActionRow, components });
const button = (custom_id: string): APIComponentInMessageActionRow => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label: custom_id,
  custom_id,
});

describe('interactions', () => {
  let connected: Connected;
  let user: string;
  let place: { channel: string; thread: null };
  beforeAll(async () => {
    connected = await connect();
    await connected.client.application.commands.set([propose]);
    user = connected.discord.addUser({ name: 'Camille' }).id;
    place = { channel: connected.discord.addChannel({ name: 'general' }).id, thread: null };
  });
  afterAll(() => connected.close());

  const last = (at: { channel: string; thread: null } = place) => connected.discord.messages(user, at).at(-1);

  /** Answers the command with these controls, and hands over the message they stand in. */
  async function shown(components: readonly Row[], at = place): Promise<string> {
    connected.onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: 'voilà', components });
    });
    await connected.discord.command(user, at, '/evenement proposer titre:x');
    return last(at)?.id ?? '';
  }

  it('a command typed in French reaches the bot under its default names, with its typed options [D: interactions/application-commands]', async () => {
    const { discord, onInteraction } = connected;
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options } = interaction;
      await interaction.reply({
        content: `**${options.getString('title')}** ${options.getInteger('places')} ${interaction.locale}`,
        flags: MessageFlags.Ephemeral,
      });
    });
    await discord.command(user, place, '/evenement proposer titre:Fête du livre places:20');
    expect(last()).toMatchObject({ text: 'Fête du livre 20 fr', onlyForYou: true });
    expect(discord.commands(user)[0]?.path).toBe('/evenement proposer');
  });

  it('a button opens a modal whose answer changes the message [D: interactions/receiving-and-responding]', async () => {
    const { discord, onInteraction } = connected;
    const message = await shown([row(button('open'))]);
    onInteraction(async (interaction) => {
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
    await discord.press(user, message, 'open');
    expect(discord.form(user)).toMatchObject({
      title: 'Why?',
      fields: [{ id: 'reason', label: 'Reason', kind: 'text', required: true }],
    });
    await expect(discord.submit(user, {})).rejects.toThrow('obligatoire');
    await discord.submit(user, { reason: 'Because' });
    expect(discord.form(user)).toBeNull();
    expect(last()).toMatchObject({ id: message, text: 'Because', controls: [], edited: true });
  });

  it('a deferred update leaves the message as it is, and the answer is that message [D: interactions/receiving-and-responding]', async () => {
    const { discord, onInteraction } = connected;
    const message = await shown([row(button('go'))]);
    const answered = new Promise<string>((resolve) =>
      onInteraction(async (interaction) => {
        if (!interaction.isButton()) return;
        await interaction.deferUpdate();
        expect(last()).toMatchObject({ id: message, text: 'voilà' });
        await interaction.editReply({ content: 'changé', components: [] });
        resolve((await interaction.fetchReply()).id);
      }),
    );
    await discord.press(user, message, 'go');
    expect(await answered).toBe(message);
    expect(last()).toMatchObject({ id: message, text: 'changé' });
  });

  it('a button may be answered by a message, but not with suggestions [D: interactions/receiving-and-responding]', async () => {
    const { discord, onInteraction } = connected;
    const message = await shown([row(button('go'))]);
    let refused: Record<string, string> = {};
    onInteraction(async (interaction) => {
      if (!interaction.isButton()) return;
      const path = Routes.interactionCallback(interaction.id, interaction.token);
      const body = { type: 8, data: { choices: [] } };
      refused = await formErrors(restOf(discord).post(path, { body, auth: false }));
      await interaction.reply('merci');
    });
    await discord.press(user, message, 'go');
    expect(refused).toEqual({ type: 'BASE_TYPE_CHOICES' });
    expect(last()).toMatchObject({ text: 'merci' });
  });

  it('a list gives the values chosen, as many as it asks for; people come with their names [D: components/reference]', async () => {
    const { discord, onInteraction } = connected;
    const options = ['a', 'b', 'c'].map((value) => ({ label: value.toUpperCase(), value }));
    const message = await shown([
      row({ type: ComponentType.StringSelect, custom_id: 'some', options, min_values: 1, max_values: 2 }),
      row({ type: ComponentType.UserSelect, custom_id: 'who' }),
    ]);
    const chosen: unknown[] = [];
    onInteraction(async (interaction) => {
      if (interaction.isStringSelectMenu()) chosen.push(interaction.values);
      if (interaction.isUserSelectMenu()) chosen.push(interaction.users.map(({ displayName }) => displayName));
      if (interaction.isAnySelectMenu()) await interaction.deferUpdate();
    });
    await discord.select(user, message, 'some', ['A', 'c']);
    await discord.select(user, message, 'who', ['Camille']);
    expect(chosen).toEqual([['a', 'c'], ['Camille']]);
    await expect(discord.select(user, message, 'some', ['a', 'b', 'c'])).rejects.toThrow('entre 1 et 2');
    await expect(discord.select(user, message, 'some', [])).rejects.toThrow('entre 1 et 2');
    await expect(discord.select(user, message, 'some', ['d'])).rejects.toThrow('d');
  });

  it('a disabled button cannot be pressed, nor one that is gone [D: components/reference]', async () => {
    const { discord, onInteraction } = connected;
    const message = await shown([row({ ...button('off'), disabled: true }, button('on'))]);
    await expect(discord.press(user, message, 'off')).rejects.toThrow('désactivé');
    onInteraction(async (interaction) => {
      if (interaction.isButton()) await interaction.update({ components: [row(button('other'))] });
    });
    await discord.press(user, message, 'on');
    await expect(discord.press(user, message, 'on')).rejects.toThrow('vient de changer');
  });

  it('in a direct conversation the bot hears of a user, not of a member, and of no server [D: interactions/receiving-and-responding]', async () => {
    const direct = { channel: 'direct', thread: null };
    const heard: unknown[] = [];
    connected.onInteraction(async (interaction) => {
      heard.push([interaction.inGuild(), interaction.member, interaction.user.displayName, interaction.context]);
      if (interaction.isChatInputCommand()) await interaction.reply('ici');
    });
    await connected.discord.command(user, direct, '/evenement proposer titre:x');
    expect(heard).toEqual([[false, null, 'Camille', 1]]);
    expect(last(direct)).toMatchObject({ text: 'ici' });
  });

  it('answers and follow-ups may carry files, within the limit the interaction tells [D: interactions/receiving-and-responding]', async () => {
    const limits: number[] = [];
    connected.onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      limits.push(interaction.attachmentSizeLimit);
      await interaction.reply({ files: [{ attachment: Buffer.from('a'), name: 'a.txt' }] });
      await interaction.followUp({ files: [{ attachment: Buffer.from('b'), name: 'b.txt' }] });
    });
    await connected.discord.command(user, place, '/evenement proposer titre:x');
    await connected.discord.settled();
    await expect.poll(() => JSON.stringify(last()), { interval: 1 }).toContain('b.txt');
    expect(JSON.stringify(connected.discord.messages(user, place).at(-2))).toContain('a.txt');
    expect(limits).toEqual([10 * 1024 * 1024]);
  });

  it('a bot that is not connected leaves the person without an answer [D: interactions/receiving-and-responding]', async () => {
    const clock = manualClock();
    const own = await connect({ clock });
    await own.client.application.commands.set([propose]);
    await own.client.destroy();
    const there = { channel: own.discord.addChannel({ name: 'general' }).id, thread: null };
    const typed = own.discord.command(own.discord.addUser({ name: 'Alex' }).id, there, '/evenement proposer titre:x');
    clock.advance(3_000);
    await expect(typed).rejects.toThrow("L'application ne répond plus");
    await own.close();
  });
});
