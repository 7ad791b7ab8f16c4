import type { AutocompleteInteraction } from 'discord.js';
import { cut, cutAtWord } from '../../chat/cut.ts';
import type { CommandDefinition, CommandOption } from '../../chat/interaction.ts';
import type { Option } from '../../chat/message.ts';
import type { Inbox } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { besideEachOther } from '../../texts/isolate.ts';
import type { PlatformText } from '../platform-text.ts';
import { MORE } from './command-values.ts';
import { apiCodeOf } from './errors.ts';
import { definitionOf, localeOf, placeOf, userOf } from './incoming.ts';
import { CHOICE_NAME, CHOICES, OPTION_VALUE } from './limits.ts';
import { oneLine } from './one-line.ts';

export interface SuggestOptions {
  readonly inbox: Inbox;
  readonly commands: readonly CommandDefinition[];
  readonly log: Log;
  readonly text: PlatformText;
  /** Language for people whose own the bot doesn't speak. */
  readonly locale: 'fr' | 'en';
}

/** Offers what may follow what a person has typed so far of a command's option. */
export async function suggest(interaction: AutocompleteInteraction, options: SuggestOptions): Promise<void> {
  const definition = definitionOf(interaction, options.commands);
  const focused = interaction.options.getFocused(true);
  const option = definition?.options.find((candidate) => candidate.name.fr === focused.name);
  if (!definition || !option) return;
  const suggestions = await options.inbox.suggest({
    user: userOf(interaction),
    place: placeOf(interaction.channelId),
    path: definition.path.fr,
    option: option.field,
    typed: String(focused.value),
  });
  if (suggestions === null) return;
  const choices = choicesOf(suggestions, option, localeOf(interaction.locale) ?? options.locale, options.text);
  // The person has typed on meanwhile, or left: nobody waits for these suggestions.
  await interaction
    .respond(choices)
    .catch((error: unknown) => options.log.debug('discord.suggestions-late', { code: apiCodeOf(error) }));
}

/** Returns as many choices as Discord shows; where there are more, the last one says so. */
function choicesOf(
  suggestions: readonly Option[],
  { listed }: CommandOption,
  locale: 'fr' | 'en',
  text: PlatformText,
): { readonly value: string; readonly name: string }[] {
  const all = suggestions.filter(({ value }) => value !== '' && value.length <= OPTION_VALUE);
  const fits = all.length <= CHOICES;
  const choices = (fits ? all : all.slice(0, CHOICES - 1)).map(({ value, label, description }) => ({
    value,
    name: cutAtWord(
      oneLine(description === undefined ? label : besideEachOther([label, description])) || value,
      CHOICE_NAME,
    ),
  }));
  const key = listed ? 'platforms.discord.moreChoices' : 'platforms.discord.moreToType';
  const more = text(locale, key, { count: all.length - choices.length });
  return fits ? choices : [...choices, { value: MORE, name: cut(more, CHOICE_NAME) }];
}
