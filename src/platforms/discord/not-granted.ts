import { type Client, type Guild, type GuildMember, PermissionFlagsBits } from 'discord.js';
import type { DeclaredNeed, NotGranted } from '../../chat/needs.ts';
import type { Inbox } from '../../chat/platform.ts';
import type { DiscordOptions } from './options.ts';
import { inviteLink, isPermission } from './permissions.ts';

/**
 * Returns what neither the server nor the connection grants the bot; null while the server isn't known. `me` is the
 * bot's member there.
 */
function notGrantedIn(
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

/**
 * Logs what each server lacks, and hands the inbox a function that tells what a server and the connection don't grant.
 * Waits for what the inbox does with it.
 */
export async function tellNotGranted(
  client: Client<true>,
  inbox: Inbox,
  options: DiscordOptions & { readonly withheld: readonly DeclaredNeed[] },
): Promise<void> {
  logNotGranted(client, options);
  await inbox
    .withheld?.((team) => notGrantedIn(client, client.guilds.cache.get(team), options))
    .catch((error: unknown) => options.log.error('discord.withheld-not-told', error));
}

/** Finds out what a server and the connection don't grant at present; null where the bot isn't there. */
export async function lookUpNotGranted(
  client: Client<true>,
  team: string,
  lacking: { readonly needs: readonly DeclaredNeed[]; readonly withheld: readonly DeclaredNeed[] },
): Promise<NotGranted | null> {
  const guild = client.guilds.cache.get(team);
  // The member is fetched anew: Discord sends no event that tells the bot's present roles.
  const me = await guild?.members.fetchMe({ force: true });
  return notGrantedIn(client, guild, lacking, me);
}

/** Logs what each server lacks, with the link that grants it. */
function logNotGranted(client: Client<true>, { needs, log, text, locale }: DiscordOptions): void {
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
