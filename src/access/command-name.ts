import type { PlatformName } from '../chat/place.ts';
import type { Locale } from '../texts/index.ts';
import type { Region } from './region.ts';

/**
 * A command as this reader types it there: Discord shows everyone the names of their language, a Slack workspace has
 * one language for all, the region's.
 */
export function commandName(
  path: { readonly fr: readonly string[]; readonly en: readonly string[] },
  reader: { readonly platform: PlatformName; readonly locale: Locale; readonly region: Region },
): string {
  const locale = reader.platform === 'slack' ? reader.region.locale : reader.locale;
  return `/${path[locale].join(' ')}`;
}

/** A whole line to type: Discord takes a value only under its option's name, Slack as it is. */
export function typedCommand(
  path: Parameters<typeof commandName>[0],
  option: { readonly fr: string; readonly en: string },
  value: string,
  reader: Parameters<typeof commandName>[1],
): string {
  const given = reader.platform === 'discord' ? `${option[reader.locale]}:${value}` : value;
  return `${commandName(path, reader)} ${given}`;
}
