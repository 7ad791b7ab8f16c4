import { type Client, type Guild, type GuildMember, PermissionFlagsBits } from 'discord.js';
import type { DeclaredNeed, NotGranted } from '../../chat/needs.ts';
import type { DiscordOptions } from './options.ts';
import { inviteLink, isPermission } from './permissions.ts';

/** What a server doesn't grant the bot, and the connection doesn't; null while the server isn't known. `me`: the bot there. */
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

/** The log names what each server lacks, with where to grant it. */
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

/** Many servers grant a permission only in the channels that the bot is to use: that is enough. */
function grantedNowhere(guild: Guild, me: GuildMember, needs: readonly DeclaredNeed[]): readonly DeclaredNeed[] {
  const channels = [...guild.channels.cache.values()].filter((channel) => !channel.isThread());
  return needs.filter(isPermission).filter(({ name }) => {
    const bit = PermissionFlagsBits[name];
    return !me.permissions.has(bit) && !channels.some((channel) => channel.permissionsFor(me).has(bit));
  });
}
