import { Client, Events, GatewayIntentBits, Routes, SlashCommandBuilder } from 'discord.js';
import { Agent } from 'undici';
import type { Form } from '../../src/chat/form.ts';
import { renderForm } from '../../src/platforms/discord/render-form.ts';
import type { ManualClock } from '../../src/playground/clock.ts';
import { startLocalDiscord } from '../../src/playground/discord/index.ts';
import { payloads, reader } from './discord-payloads.ts';
import { openForm, type Stage, seenFrom } from './stage.ts';

const COMMAND = 'galerie';

/** Shows what the bot sends to Discord. */
export async function discordStage(clock: ManualClock): Promise<Stage> {
  const discord = await startLocalDiscord({ clock, guildName: 'ESS Picardie' });
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.environment.DISCORD_API_URL ?? '', agent: new Agent(), retries: 0 },
  });
  const user = discord.addUser({ name: 'Camille', locale: 'fr' }).id;
  const channel = discord.addChannel({ name: 'organisateurs' }).id;
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.environment.DISCORD_TOKEN ?? '');
  await ready;
  await client.application?.commands.set([new SlashCommandBuilder().setName(COMMAND).setDescription('Form')]);
  let wanted: Form | null = null;
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand() && wanted) void interaction.showModal(renderForm(wanted));
  });
  return {
    async message(message, locale) {
      const sent: string[] = [];
      for (const { body, files } of await payloads.of(message, locale, { reader, withheld: new Set() })) {
        const posted = (await client.rest.post(Routes.channelMessages(channel), { body, files })) as { id: string };
        sent.push(posted.id);
      }
      return seenFrom(discord, user, channel, sent[0] ?? '');
    },
    async form(form) {
      wanted = form;
      await discord.command(user, { channel, thread: null }, `/${COMMAND}`);
      const shown = openForm(discord, user);
      await discord.dismiss(user);
      return shown;
    },
    async close() {
      await client.destroy();
      await discord.close();
    },
  };
}
