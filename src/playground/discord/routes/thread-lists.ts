import type { DiscordCore } from '../core.ts';
import { type ApiRequest, type ApiResponse, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { botChannel, canSee } from '../model/access.ts';
import type { PermissionName } from '../model/permissions.ts';
import { channelJson, threadMemberJson } from '../model/serialize.ts';
import type { Channel, ThreadInfo } from '../model/types.ts';
import { channelType } from '../model/types.ts';
import { olderFirst } from '../snowflake.ts';
import { queryInteger, querySnowflake, queryTime } from '../validate/values.ts';

export const threadListRoutes: readonly ApiRoute[] = [
  route('GET', '/guilds/:guild/threads/active', active),
  route('GET', '/channels/:channel/threads/archived/public', (core, request) =>
    archived(core, request, [channelType.publicThread, channelType.announcementThread], []),
  ),
  route('GET', '/channels/:channel/threads/archived/private', (core, request) =>
    archived(core, request, [channelType.privateThread], ['ManageThreads']),
  ),
  route('GET', '/channels/:channel/users/@me/threads/archived/private', joined),
];

type Thread = Channel & { readonly thread: ThreadInfo };

const hasThread = (channel: Channel): channel is Thread => channel.thread !== null;

function threadsIn({ world }: DiscordCore, parents: readonly Channel[], isArchived: boolean): Thread[] {
  return parents
    .flatMap((parent) => world.threadsOf(parent.id))
    .filter(hasThread)
    .filter((channel) => channel.thread.archived === isArchived && canSee(world, world.bot.id, channel));
}

function active(core: DiscordCore, request: ApiRequest): ApiResponse {
  const channels = core.world.channelsOfGuild(core.world.guild(param(request, 'guild')).id);
  return ok(page(core, threadsIn(core, channels, false), Number.POSITIVE_INFINITY));
}

/** Lists archived threads, the latest archived first. */
function archived(
  core: DiscordCore,
  request: ApiRequest,
  types: readonly number[],
  needed: readonly PermissionName[],
): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'), 'ReadMessageHistory', ...needed);
  const limit = limitOf(request);
  const before = queryTime(request.query, 'before') ?? Number.POSITIVE_INFINITY;
  const found = threadsIn(core, [channel], true)
    .filter(({ type, thread }) => types.includes(type) && thread.archiveChangedAt < before)
    .sort((a, b) => b.thread.archiveChangedAt - a.thread.archiveChangedAt || olderFirst(b.id, a.id));
  return ok(page(core, found, limit));
}

/** Lists the private archived threads that the bot has joined, the youngest first. */
function joined(core: DiscordCore, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'), 'ReadMessageHistory');
  const limit = limitOf(request);
  const before = querySnowflake(request.query, 'before');
  const found = threadsIn(core, [channel], true)
    .filter(({ type, thread }) => type === channelType.privateThread && thread.members.has(core.world.bot.id))
    .filter(({ id }) => before === null || BigInt(id) < before)
    .sort((a, b) => olderFirst(b.id, a.id));
  return ok(page(core, found, limit));
}

const limitOf = (request: ApiRequest): number =>
  queryInteger(request.query, 'limit', { min: 2, max: 100, otherwise: 50 });

function page({ world }: DiscordCore, found: readonly Thread[], limit: number) {
  const threads = found.slice(0, limit);
  const members = threads.flatMap((channel) => {
    const at = channel.thread.members.get(world.bot.id);
    return at === undefined ? [] : [threadMemberJson(channel, world.bot.id, at)];
  });
  return {
    threads: threads.map((channel) => channelJson(world, channel)),
    members,
    has_more: found.length > limit,
  };
}
