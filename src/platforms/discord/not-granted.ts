import { type Client, type Guild, type GuildMember, PermissionFlagsBits } from 'discord.js';
import type { DeclaredNeed, NotGranted } from '../../chat/needs.ts';
import type { DiscordOptions } from './options.ts';
import { inviteLink, isPermission } from './permissions.ts';

/**
 * Returns what neither the server nor the connection grants the bot; null while the server isn't known. `me` is the
 * bot's member there.
 */
export function notGrantedIn(
  client: Client<true>,
  guild: Guild | undefined,
  { needs, withheld }: { readonly needs: readonly DeclaredNeed[]; readonly withheld: readonly DeclaredNeed[] },
  me: GuildMember | null | undefined = guild?.members.me,
): NotGranted | null {
  if (!guild?.available || !me) return null;
  return {
    needs: [...withheld, ...grantedNowhere(guild, me, needs)],
    link: inviteLink(client.application.id, needs),
  };
}

/** Logs what each server lacks, with the link that grants it. */
export function logNotGranted(client: Client<true>, { needs, log, text, locale }: DiscordOptions): void {
  for (const guild of client.guilds.cache.values()) {
    const lacking = notGrantedIn(client, guild, { needs, withheld: [] });
    for (const { name: permission, without } of lacking?.needs ?? []) {
      const consequence = without.map((key) => text(locale, key)).join(' ; ');
      log.warn('discord.permission-not-granted', {
        ...{ server: guild.id, permission, consequence },
        todo: lacking?.link,
      });
    }
  }
}

/**
 * Returns the permissions that no channel grants. Many servers grant a permission only in the channels that the bot is
 * to use: that is enough.
 */
function grantedNowhere(guild: Guild, me: GuildMember, needs: readonly DeclaredNeed[]): readonly DeclaredNeed[] {
  const channels = [...guild.channels.cache.values()].filter((channel) => !channel.isThread());
  return needs.filter(isPermission).filter(({ name }) => {
    const bit = PermissionFlagsBits[name];
    return !me.permissions.has(bit) && !channels.some((channel) => channel.permissionsFor(me).has(bit));
  });
}
