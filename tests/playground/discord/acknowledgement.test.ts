import { type ChatInputCommandInteraction, MessageFlags, Routes, SlashCommandBuilder } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { type Connected, codeOf, connect, restOf } from './support.ts';

const ping = new SlashCommandBuilder().setName('ping').setDescription('Ping');
const search = new SlashCommandBuilder()
  .setName('search')
  .setDescription('Search')
  .addStringOption((option) => option.setName('town').setDescription('Town').setAutocomplete(true).setRequired(true));

describe('acknowledging an interaction', () => {
  let connected: Connected;
  let clock: ManualClock;
  let place: { channel: string; thread: null };
  let user: string;
  beforeAll(async () => {
    clock = manualClock();
    connected = await connect({ clock });
    await connected.client.application.commands.set([ping, search]);
    place = { channel: connected.discord.addChannel({ name: 'general' }).id, thread: null };
    user = connected.discord.addUser({ name: 'Camille' }).id;
  });
  afterAll(() => connected.close());

  /** Types /ping and hands over what the bot received, answered by the given answer or not at all. */
  function received(answer: (interaction: ChatInputCommandInteraction) => Promise<unknown> = async () => {}): {
    command: Promise<void>;
    interaction: Promise<ChatInputCommandInteraction>;
  } {
    const interaction = new Promise<ChatInputCommandInteraction>((resolve) =>
      connected.onInteraction(async (incoming) => {
        if (!incoming.isChatInputCommand()) return;
        await answer(incoming);
        resolve(incoming);
      }),
    );
    return { command: connected.discord.command(user, place, '/ping'), interaction };
  }

  it('an answer that comes after 3 seconds is refused, and the person reads that the application did not respond', async () => {
    const { command, interaction } = received();
    const failed = expect(command).rejects.toThrow("L'application ne répond plus");
    const late = await interaction;
    clock.advance(3_000);
    await failed;
    expect(await codeOf(late.reply('too late'))).toBe(10062);
  });

  it('a second first answer is refused', async () => {
    const { command, interaction } = received((incoming) => incoming.reply('once'));
    await command;
    const { id, token } = await interaction;
    const again = restOf(connected.discord).post(Routes.interactionCallback(id, token), {
      body: { type: 4, data: { content: 'twice' } },
      auth: false,
    });
    expect(await codeOf(again)).toBe(40060);
  });

  it('follow-ups before the first answer are refused', async () => {
    const { interaction, command } = received();
    const { applicationId, token, id } = await interaction;
    const rest = restOf(connected.discord);
    expect(
      await codeOf(rest.post(Routes.webhook(applicationId, token), { body: { content: 'hi' }, auth: false })),
    ).toBe(10015);
    await rest.post(Routes.interactionCallback(id, token), { body: { type: 5 }, auth: false });
    await command;
  });

  it('a deferred private answer stays private when it is filled, whatever the edit says', async () => {
    const { command, interaction } = received((incoming) => incoming.deferReply({ flags: MessageFlags.Ephemeral }));
    await command;
    expect(connected.discord.messages(user, place).at(-1)).toMatchObject({
      text: 'Fil conducteur réfléchit…',
      onlyForYou: true,
    });
    await (await interaction).editReply('Here you are');
    expect(connected.discord.messages(user, place).at(-1)).toMatchObject({
      text: 'Here you are',
      onlyForYou: true,
      edited: false,
    });
    const other = connected.discord.addUser({ name: 'Alex' });
    expect(connected.discord.messages(other.id, place).map((message) => message.text)).not.toContain('Here you are');
  });

  it('the first follow-up of a deferred answer fills it and shares its visibility', async () => {
    const { command, interaction } = received((incoming) => incoming.deferReply({ flags: MessageFlags.Ephemeral }));
    await command;
    const incoming = await interaction;
    const count = connected.discord.messages(user, place).length;
    await incoming.followUp('Public, I thought');
    expect(connected.discord.messages(user, place)).toHaveLength(count);
    expect(connected.discord.messages(user, place).at(-1)).toMatchObject({
      text: 'Public, I thought',
      onlyForYou: true,
    });
    await incoming.followUp('Really public');
    expect(connected.discord.messages(user, place).at(-1)).toMatchObject({ text: 'Really public', onlyForYou: false });
  });

  it('answers can be fetched and deleted, private ones too', async () => {
    const { command, interaction } = received((incoming) =>
      incoming.reply({ content: 'secret', flags: MessageFlags.Ephemeral }),
    );
    await command;
    const incoming = await interaction;
    expect((await incoming.fetchReply()).content).toBe('secret');
    await incoming.deleteReply();
    expect(connected.discord.messages(user, place).map((message) => message.text)).not.toContain('secret');
    expect(await codeOf(incoming.fetchReply())).toBe(10008);
  });

  it('with_response tells the message of the answer', async () => {
    const { command, interaction } = received();
    const incoming = await interaction;
    const response = await incoming.reply({ content: 'hello', withResponse: true });
    await command;
    expect(response.resource?.message?.content).toBe('hello');
    expect(response.interaction.responseMessageId).toBe(response.resource?.message?.id);
  });

  it('a token lives for 15 minutes', async () => {
    const { command, interaction } = received((incoming) => incoming.reply('soon old'));
    await command;
    const incoming = await interaction;
    clock.advance(15 * 60_000 - 1);
    await incoming.editReply('still fine');
    clock.advance(1);
    expect(await codeOf(incoming.editReply('too old'))).toBe(50027);
  });

  it('a command cannot be answered like a button, nor an autocomplete with a message', async () => {
    const { interaction, command } = received();
    const { id, token } = await interaction;
    const rest = restOf(connected.discord);
    expect(
      await codeOf(
        rest.post(Routes.interactionCallback(id, token), { body: { type: 7, data: { content: 'x' } }, auth: false }),
      ),
    ).toBe(50035);
    await rest.post(Routes.interactionCallback(id, token), { body: { type: 4, data: { content: 'x' } }, auth: false });
    await command;
  });

  it('suggestions are those of the bot, and more than 25 are refused', async () => {
    connected.onInteraction(async (incoming) => {
      if (!incoming.isAutocomplete()) return;
      const focused = incoming.options.getFocused();
      if (focused === 'many') {
        expect(
          await codeOf(incoming.respond(Array.from({ length: 26 }, (_, n) => ({ name: `n${n}`, value: `${n}` })))),
        ).toBe(50035);
        clock.advance(3_000);
      } else {
        await incoming.respond([{ name: `${focused}iens`, value: '80021' }]);
      }
    });
    expect(await connected.discord.suggest(user, place, '/search', 'town', 'Am')).toEqual([
      { value: '80021', label: 'Amiens' },
    ]);
    await expect(connected.discord.suggest(user, place, '/search', 'town', 'many')).rejects.toThrow('Échec');
  });

  it('settled waits for what was delivered and not answered yet', async () => {
    const { command, interaction } = received();
    let settled = false;
    const waiting = connected.discord.settled().then(() => {
      settled = true;
    });
    const incoming = await interaction;
    expect(settled).toBe(false);
    await incoming.reply('done');
    await command;
    await waiting;
    expect(settled).toBe(true);
  });
});
