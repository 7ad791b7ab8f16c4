import type { PlatformName } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { Locale } from '../../texts/index.ts';
import { type CommandNames, frenchName } from '../../texts/translator.ts';
import type { Region } from '../region/region.ts';

/**
 * A command as this reader types it there: Discord shows everyone the names of their language, a Slack workspace has
 * one language for all, the region's.
 */
export function commandName(
  path: { readonly fr: readonly string[]; readonly en: readonly string[] },
  reader: { readonly platform: PlatformName; readonly locale: Locale; readonly region: Pick<Region, 'locale'> },
): string {
  const locale = traitsOf(reader.platform).commandLanguage === 'shared' ? reader.region.locale : reader.locale;
  return `/${path[locale].join(' ')}`;
}

/** A whole line to type: Discord takes a value only under its option's name, Slack as it is. */
export function typedCommand(
  path: Parameters<typeof commandName>[0],
  option: { readonly fr: string; readonly en: string },
  value: string,
  reader: Parameters<typeof commandName>[1],
): string {
  const given = traitsOf(reader.platform).optionStyle === 'named' ? `${option[reader.locale]}:${value}` : value;
  return `${commandName(path, reader)} ${given}`;
}

/**
 * The names of all commands for one reader, by the argument that stands for them in texts: `{command_edition_ouvrir}` is
 * "/edition ouvrir". A Slack workspace has them in the bot's language, whatever anybody reads.
 */
export function commandNames(
  commands: readonly { readonly path: Parameters<typeof commandName>[0] }[],
  reader: { readonly platform: PlatformName; readonly locale: Locale; readonly botLocale: Locale },
): CommandNames {
  const locale = traitsOf(reader.platform).commandLanguage === 'shared' ? reader.botLocale : reader.locale;
  const names = new Map(
    commands.map(({ path }) => [path.fr.join('_').replaceAll('-', '_'), `/${path[locale].join(' ')}`]),
  );
  return (argument) => names.get(argument) ?? frenchName(argument);
}
