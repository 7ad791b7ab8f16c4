import type { ChatInputCommandInteraction } from 'discord.js';
import type { RawValues } from '../../chat/form.ts';
import type { CommandOption } from '../../chat/interaction.ts';

/**
 * The value of the suggestion shown when there are more than fit. Choosing it leaves the option empty, so the form asks
 * for it.
 */
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
