import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { guildPermissions, type PermissionName, permissionBits } from '../model/permissions.ts';
import { channelAsSeen, guildJson } from '../model/serialize.ts';
import type { Guild } from '../model/types.ts';
import { isTrue } from '../validate/values.ts';

export const guildRoutes: readonly ApiRoute[] = [
  route('GET', '/guilds/:guild', getGuild),
  route('GET', '/guilds/:guild/channels', getChannels),
];

export function mayInGuild(core: DiscordCore, guild: Guild, permission: PermissionName): boolean {
  const bot = guild.members.get(core.world.bot.id);
  return bot !== undefined && (guildPermissions(guild, bot) & permissionBits[permission]) !== 0n;
}

export function requireInGuild(core: DiscordCore, guild: Guild, permission: PermissionName): void {
  if (!mayInGuild(core, guild, permission)) throw refuse('missingPermissions');
}

/** Lists all channels except threads. */
function getChannels({ world }: DiscordCore, request: ApiRequest): ApiResponse {
  const channels = world.channelsOfGuild(world.guild(param(request, 'guild')).id);
  return ok(channels.filter(({ thread }) => thread === null).map((channel) => channelAsSeen(world, channel)));
}

function getGuild(core: DiscordCore, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const count = guild.members.size;
  const counts = isTrue(request.query.get('with_counts'))
    ? { approximate_member_count: count, approximate_presence_count: count }
    : {};
  return ok({ ...guildJson(guild), ...counts });
}
