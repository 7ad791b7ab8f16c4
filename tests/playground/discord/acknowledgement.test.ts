import { type ChatInputCommandInteraction, MessageFlags, type REST, Routes, SlashCommandBuilder } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { type Connected, codeOf, connect, formErrors, restOf } from './support.ts';

const ping = new SlashCommandBuilder().setName('ping').setDescription('Ping');
describe('acknowledging an interaction', () => {
  let connected: Connected;
  let clock: ManualClock;
  let place: { channel: string; thread: null };
  let user: string;
  let rest: REST;
  const post = (path: `/${string}`, body: unknown) => rest.post(path, { body, auth: false });
  beforeAll(async () => {
    clock = manualClock();
    connected = await connect({ clock });
    rest = restOf(connected.discord);
    await connected.client.application.commands.set([ping]);
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

  it('an answer that comes after 3 seconds is refused with 10062, and the person reads that the application did not respond [D: interactions/receiving-and-responding]', async () => {
    const { command, interaction } = received();
    const failed = expect(command).rejects.toThrow("L'application ne répond plus");
    const late = await interaction;
    clock.advance(3_000);
    await failed;
    expect(await codeOf(late.reply('too late'))).toBe(10062);
  });

  it('a second first answer is refused with 40060 [D: interactions/receiving-and-responding, topics/opcodes-and-status-codes]', async () => {
    const { command, interaction } = received((incoming) => incoming.reply('once'));
    await command;
    const { id, token } = await interaction;
    const again = post(Routes.interactionCallback(id, token), { type: 4, data: { content: 'twice' } });
    expect(await codeOf(again)).toBe(40060);
  });

  it('what follows before the first answer, or after none came in time, is refused with 10015 [S: discord-api-docs issue 6851]', async () => {
    const { interaction, command } = received();
    const failed = expect(command).rejects.toThrow("L'application ne répond plus");
    const { applicationId, token } = await interaction;
    const follow = () => codeOf(post(Routes.webhook(applicationId, token), { content: 'x' }));
    expect(await follow()).toBe(10015);
    clock.advance(3_000);
    await failed;
    expect(await follow()).toBe(10015);
  });

  it('a token that there is not is refused: 10062 for an answer, 50027 for what follows [S: discord-api-docs issue 6851]', async () => {
    const { interaction, command } = received();
    const { applicationId, id, token } = await interaction;
    expect(await codeOf(post(Routes.interactionCallback(id, 'invented'), { type: 5 }))).toBe(10062);
    expect(await codeOf(post(Routes.webhook(applicationId, 'invented'), { content: 'x' }))).toBe(50027);
    await post(Routes.interactionCallback(id, token), { type: 5 });
    await command;
  });

  it('a deferral takes no flag but the private one [D: interactions/receiving-and-responding; how it is refused: U]', async () => {
    const { interaction, command } = received();
    const { id, token } = await interaction;
    const defer = (flags: number) => post(Routes.interactionCallback(id, token), { type: 5, data: { flags } });
    const modern = MessageFlags.Ephemeral | MessageFlags.IsComponentsV2;
    expect(await formErrors(defer(modern))).toEqual({ 'data.flags': 'MESSAGE_FLAGS_INVALID' });
    await defer(MessageFlags.Ephemeral);
    await command;
    // An answer that is filled in afterwards declares its own flags.
    const filled = { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'Voilà' }] };
    await rest.patch(Routes.webhookMessage(connected.discord.bot.id, token), { body: filled, auth: false });
    expect(connected.discord.messages(user, place).at(-1)).toMatchObject({ text: 'Voilà', onlyForYou: true });
  });

  it('a deferred private answer stays private when it is filled, whatever the edit says [D: interactions/receiving-and-responding]', async () => {
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

  it('the first follow-up of a deferred answer fills it and shares its visibility [D: interactions/receiving-and-responding]', async () => {
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

  it('answers can be fetched and deleted, private ones too [D: interactions/receiving-and-responding]', async () => {
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

  it('with_response tells the message of the answer [D: interactions/receiving-and-responding]', async () => {
    const { command, interaction } = received();
    const incoming = await interaction;
    const response = await incoming.reply({ content: 'hello', withResponse: true });
    await command;
    expect(response.resource?.message?.content).toBe('hello');
    expect(response.interaction.responseMessageId).toBe(response.resource?.message?.id);
  });

  it('a token lives for 15 minutes, then it is refused with 50027 [D: interactions/receiving-and-responding; S: discord-api-docs issue 6851]', async () => {
    const { command, interaction } = received((incoming) => incoming.reply('soon old'));
    await command;
    const incoming = await interaction;
    clock.advance(15 * 60_000 - 1);
    await incoming.editReply('still fine');
    clock.advance(1);
    expect(await codeOf(incoming.editReply('too old'))).toBe(50027);
  });

  it.each([
    ['deferred like a button', { type: 6 }, 'type'],
    ['answered by changing a message', { type: 7, data: { content: 'x' } }, 'type'],
    ['answered with suggestions', { type: 8, data: { choices: [] } }, 'type'],
    ['answered like a ping', { type: 1 }, 'type'],
    ['answered with a message of nothing at all', { type: 4 }, 'data'],
    ['answered with a message too long', { type: 4, data: { content: 'x'.repeat(2001) } }, 'data.content'],
  ])(
    'a command %s is refused, and may still be answered [D: interactions/receiving-and-responding]',
    async (_, body, where) => {
      const { interaction, command } = received();
      const { id, token } = await interaction;
      const path = Routes.interactionCallback(id, token);
      expect(Object.keys(await formErrors(post(path, body)))).toEqual([where]);
      await post(path, { type: 4, data: { content: 'x' } });
      await command;
    },
  );

  it('a private answer is not in its channel: not to be read, edited or reacted to there [D: interactions/receiving-and-responding]', async () => {
    const { command, interaction } = received((incoming) =>
      incoming.reply({ content: 'entre nous', flags: MessageFlags.Ephemeral }),
    );
    await command;
    const { id } = await (await interaction).fetchReply();
    expect(JSON.stringify(await rest.get(Routes.channelMessages(place.channel)))).not.toContain('entre nous');
    const there = Routes.channelMessage(place.channel, id);
    expect(await codeOf(rest.get(there))).toBe(10008);
    expect(await codeOf(rest.patch(there, { body: { content: 'x' } }))).toBe(10008);
    const reaction = Routes.channelMessageOwnReaction(place.channel, id, encodeURIComponent('✅'));
    expect(await codeOf(rest.put(reaction))).toBe(10008);
  });

  it('what another interaction said cannot be changed with the token of this one [D: resources/webhook]', async () => {
    const first = received((incoming) => incoming.reply('à moi'));
    await first.command;
    const { id } = await (await first.interaction).fetchReply();
    const second = received((incoming) => incoming.deferReply());
    await second.command;
    expect(await codeOf((await second.interaction).webhook.editMessage(id, 'pris'))).toBe(10008);
  });

  it('settled waits for what was delivered and not answered yet [ours]', async () => {
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
