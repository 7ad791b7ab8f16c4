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
