import { type ModalSubmitInteraction, Routes, SlashCommandBuilder } from 'discord.js';
import type { Json } from './component-parts.ts';
import { type Connected, connect, formErrors, restOf } from './support.ts';

export const text = (id: string, more: Json = {}) => ({ type: 4, custom_id: id, style: 1, ...more });
export const label = (component: unknown, name = 'Label', more: Json = {}) => ({
  type: 18,
  label: name,
  component,
  ...more,
});
export const options = [
  { label: 'Un', value: '1' },
  { label: 'Deux', value: '2' },
];

/** Returns so many options, unlike each other; and the same, all chosen already. */
export const many = (count: number) => Array.from({ length: count }, (_, n) => ({ label: `o${n}`, value: `o${n}` }));
export const chosen = (count: number) => many(count).map((one) => ({ ...one, default: true }));

/** Somebody before whom a command opens whatever modal one likes. */
export interface ModalStage {
  readonly connected: Connected;
  readonly user: string;
  /** Opens it; returns what is wrong with it if it is refused. */
  open(data: Json): Promise<Record<string, string>>;
  submitted(): ModalSubmitInteraction;
}

export async function modalStage(): Promise<ModalStage> {
  const connected = await connect();
  const { discord, client } = connected;
  await client.application.commands.set([new SlashCommandBuilder().setName('form').setDescription('Form')]);
  const place = { channel: discord.addChannel({ name: 'general' }).id, thread: null };
  const user = discord.addUser({ name: 'Camille' }).id;
  const rest = restOf(discord);
  let wanted: Json = {};
  let refused: Record<string, string> = {};
  let submitted: ModalSubmitInteraction | null = null;
  connected.onInteraction(async (interaction) => {
    if (interaction.isModalSubmit()) {
      submitted = interaction;
      await interaction.reply('thanks');
    }
    if (!interaction.isChatInputCommand()) return;
    const path = Routes.interactionCallback(interaction.id, interaction.token);
    refused = await formErrors(rest.post(path, { body: { type: 9, data: wanted }, auth: false }));
    if (Object.keys(refused).length > 0) await interaction.reply('refused');
  });
  return {
    connected,
    user,
    async open(data) {
      wanted = { custom_id: 'form', title: 'Formulaire', ...data };
      refused = {};
      await discord.dismiss(user);
      await discord.command(user, place, '/form');
      return refused;
    },
    submitted() {
      if (!submitted) throw new Error('no modal was submitted');
      return submitted;
    },
  };
}
