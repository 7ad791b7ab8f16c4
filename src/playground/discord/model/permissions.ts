import type { Channel, Guild, Member } from './types.ts';

/** The permissions that matter to a text bot, under the names discord.js gives them. */
export const permissionBits = {
  CreateInstantInvite: 1n << 0n,
  KickMembers: 1n << 1n,
  BanMembers: 1n << 2n,
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ManageGuild: 1n << 5n,
  AddReactions: 1n << 6n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  ManageMessages: 1n << 13n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  MentionEveryone: 1n << 17n,
  Connect: 1n << 20n,
  ChangeNickname: 1n << 26n,
  ManageNicknames: 1n << 27n,
  ManageRoles: 1n << 28n,
  ManageWebhooks: 1n << 29n,
  UseApplicationCommands: 1n << 31n,
  ManageEvents: 1n << 33n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  CreatePrivateThreads: 1n << 36n,
  SendMessagesInThreads: 1n << 38n,
  CreateEvents: 1n << 44n,
  PinMessages: 1n << 51n,
} as const;

export type PermissionName = keyof typeof permissionBits;

const sum = (names: readonly PermissionName[]): bigint => names.reduce((all, name) => all | permissionBits[name], 0n);

const allPermissions = (1n << 53n) - 1n;

/** Permissions that need the permission to write. */
const onlyWithWriting = sum(['MentionEveryone', 'AttachFiles', 'EmbedLinks']);

/** Permissions that a timeout leaves to somebody who isn't an administrator. */
const readingOnly = sum(['ViewChannel', 'ReadMessageHistory']);

/** Permissions of @everyone in a new Discord server. */
export const everyonePermissions = sum([
  'CreateInstantInvite',
  'AddReactions',
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'Connect',
  'ChangeNickname',
  'UseApplicationCommands',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'SendMessagesInThreads',
]);

/** Permissions that an invitation usually grants the bot. */
export const usualBotPermissions =
  everyonePermissions |
  sum([
    'ManageChannels',
    'ManageMessages',
    'ManageRoles',
    'ManageWebhooks',
    'ManageEvents',
    'ManageThreads',
    'CreateEvents',
    'MentionEveryone',
    'PinMessages',
  ]);

export function guildPermissions(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.userId) return allPermissions;
  let granted = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const id of member.roles) granted |= guild.roles.get(id)?.permissions ?? 0n;
  return granted & permissionBits.Administrator ? allPermissions : granted;
}

/**
 * Computes the permissions in a channel. For a thread, pass its parent channel and `SendMessagesInThreads`. A
 * permission that depends on another one is removed together with it.
 */
export function channelPermissions(
  guild: Guild,
  member: Member,
  channel: Channel,
  now: number,
  writing: 'SendMessages' | 'SendMessagesInThreads' = 'SendMessages',
): bigint {
  let granted = guildPermissions(guild, member);
  if (granted === allPermissions) return granted;
  const everyone = channel.overwrites.get(guild.id);
  if (everyone) granted = (granted & ~everyone.deny) | everyone.allow;
  let allow = 0n;
  let deny = 0n;
  for (const id of member.roles) {
    const overwrite = channel.overwrites.get(id);
    if (!overwrite) continue;
    allow |= overwrite.allow;
    deny |= overwrite.deny;
  }
  granted = (granted & ~deny) | allow;
  const own = channel.overwrites.get(member.userId);
  if (own) granted = (granted & ~own.deny) | own.allow;
  if (member.mutedUntil !== null && member.mutedUntil > now) granted &= readingOnly;
  if (!(granted & permissionBits.ViewChannel)) return 0n;
  return granted & permissionBits[writing] ? granted : granted & ~onlyWithWriting;
}

/** Returns the position of the highest role: only roles below it can be assigned or changed. */
export function highestPosition(guild: Guild, member: Member): number {
  if (guild.ownerId === member.userId) return Number.POSITIVE_INFINITY;
  return Math.max(0, ...[...member.roles].map((id) => guild.roles.get(id)?.position ?? 0));
}
