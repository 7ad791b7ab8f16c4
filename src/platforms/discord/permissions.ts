import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { ChannelPurpose } from '../../chat/channel-access.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';

/** Discord's name of a permission. */
export type Permission = keyof typeof PermissionFlagsBits;

/** Returns the permissions among the declared needs. */
export function permissionsOf(needs: readonly DeclaredNeed[]): readonly Permission[] {
  return needs.filter(isPermission).map(({ name }) => name);
}

/** Returns the permissions the bot needs in a channel that is used for this purpose. */
export function permissionsFor(needs: readonly DeclaredNeed[], purpose: ChannelPurpose): readonly Permission[] {
  return permissionsOf(needs.filter(({ purposes }) => purposes.includes(purpose)));
}

/**
 * Returns the permissions without which a channel can't be used for this purpose at all; without the others, only some
 * of it fails.
 */
export function requiredFor(needs: readonly DeclaredNeed[], purpose: ChannelPurpose): readonly Permission[] {
  return permissionsFor(
    needs.filter(({ required }) => required),
    purpose,
  );
}

/** Returns the permissions needed in a thread, where another one than in its channel allows writing. */
export function inThread(permissions: readonly Permission[]): readonly Permission[] {
  return permissions.map((permission) => (permission === 'SendMessages' ? 'SendMessagesInThreads' : permission));
}

/**
 * Returns the address at which somebody who manages a server invites the bot, or grants what it has come to need since.
 */
export function inviteLink(applicationId: string, needs: readonly DeclaredNeed[]): string {
  const permissions = permissionsOf(needs).reduce((all, one) => all | PermissionFlagsBits[one], 0n);
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${permissions}`;
}

/**
 * The kinds of channels that Discord allows for each purpose. Forums and media channels take no message of their own.
 */
export const CHANNEL_TYPES: Readonly<Record<ChannelPurpose, ReadonlySet<ChannelType>>> = {
  posts: new Set([
    ChannelType.GuildText,
    ChannelType.GuildAnnouncement,
    ChannelType.GuildVoice,
    ChannelType.GuildStageVoice,
    ChannelType.PublicThread,
    ChannelType.PrivateThread,
    ChannelType.AnnouncementThread,
  ]),
  'private-threads': new Set([ChannelType.GuildText]),
  relay: new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement]),
};

/**
 * Returns whether a need is a permission. Throws for a permission that Discord doesn't know: a bug, found at start-up.
 */
export function isPermission(need: DeclaredNeed): need is DeclaredNeed & { readonly name: Permission } {
  if (need.kind === 'permission' && !(need.name in PermissionFlagsBits))
    throw new Error(`Discord knows no permission ${need.name}`);
  return need.kind === 'permission';
}
