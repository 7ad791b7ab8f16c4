import type { PlatformName } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { Locale } from '../../texts/index.ts';
import { type CommandNames, frenchName } from '../../texts/translator.ts';
import type { Region } from '../region/region.ts';

/**
 * Returns a command as this reader types it. Discord shows the names in each reader's language; a Slack workspace has
 * one language for everybody, the region's.
 */
export function commandName(
  path: { readonly fr: readonly string[]; readonly en: readonly string[] },
  reader: { readonly platform: PlatformName; readonly locale: Locale; readonly region: Pick<Region, 'locale'> },
): string {
  const locale = traitsOf(reader.platform).commandLanguage === 'shared' ? reader.region.locale : reader.locale;
  return `/${path[locale].join(' ')}`;
}

/** Returns a whole line to type. Discord takes a value only under its option's name, Slack takes it as it is. */
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
 * Returns the names of all commands for one reader, by the argument that stands for them in texts:
 * `{command_edition_ouvrir}` is "/edition ouvrir". A Slack workspace has them in the bot's language, whatever its
 * people read.
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
