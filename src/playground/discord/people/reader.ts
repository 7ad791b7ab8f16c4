import type { DiscordCore } from '../core.ts';
import type { MarkdownReader } from './markdown.ts';

/** Returns names and dates as one person's Discord shows them. */
export function readerFor(core: DiscordCore, userId: string): MarkdownReader {
  const { world } = core;
  const locale = world.users.get(userId)?.locale ?? 'fr';
  const unknown = locale === 'fr' ? 'inconnu' : 'unknown';
  return {
    locale,
    now: core.clock.now(),
    user: (id) => world.users.get(id)?.name ?? `${locale === 'fr' ? 'utilisateur' : 'user'}-${unknown}`,
    role: (id) =>
      [...world.guilds.values()].map((guild) => guild.roles.get(id)?.name).find((name) => name !== undefined) ??
      unknown,
    channel: (id) => world.channels.get(id)?.name ?? unknown,
  };
}

/** Picks between the two languages of Discord's own words. */
export const inWords = (core: DiscordCore, userId: string, fr: string, en: string): string =>
  (core.world.users.get(userId)?.locale ?? 'fr') === 'fr' ? fr : en;
