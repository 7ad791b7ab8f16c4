import type { ChatInputCommandInteraction } from 'discord.js';
import type { RawValues } from '../../chat/form.ts';
import type { CommandOption } from '../../chat/interaction.ts';

/** Chosen where only some of what there is could be suggested: the option is left open, and asked for then. */
export const MORE = '…';

export function commandValues(interaction: ChatInputCommandInteraction, options: readonly CommandOption[]): RawValues {
  const values: Record<string, string> = {};
  for (const option of options) {
    const given = interaction.options.get(option.name.fr);
    if (given?.value !== undefined && given.value !== '' && given.value !== MORE)
      values[option.field] = String(given.value);
  }
  return values;
}
