import { emitChannel } from '../actions/emit.ts';
import { postSystemMessage } from '../actions/messages.ts';
import { joinThread, leaveThread } from '../actions/thread-members.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import type { WireObject } from '../json.ts';
import { botChannel, canSee, may } from '../model/access.ts';
import { memberJson, threadMemberJson } from '../model/serialize.ts';
import type { Channel, ThreadInfo } from '../model/types.ts';
import { channelType } from '../model/types.ts';
import { olderFirst } from '../snowflake.ts';
import { isTrue, queryInteger, querySnowflake } from '../validate/values.ts';

const base = '/channels/:channel/thread-members';

export const threadMemberRoutes: readonly ApiRoute[] = [
  route('GET', base, listMembers),
  route('GET', `${base}/:user`, getMember),
  route('PUT', `${base}/:user`, addMember),
  route('DELETE', `${base}/:user`, removeMember),
];

function threadOf(core: DiscordCore, request: ApiRequest): { channel: Channel; thread: ThreadInfo } {
  const channel = botChannel(core.world, param(request, 'channel'));
  if (!channel.thread) throw refuse('wrongChannelType');
  return { channel, thread: channel.thread };
}

/** Lists a thread's members: in pages with their member data, all at once without. */
function listMembers(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { channel, thread } = threadOf(core, request);
  if (!core.privileged.guildMembers) throw refuse('missingAccess');
  const limit = queryInteger(request.query, 'limit', { min: 1, max: 100, otherwise: 100 });
  const after = querySnowflake(request.query, 'after') ?? 0n;
  const inPages = isTrue(request.query.get('with_member'));
  const all = [...thread.members].sort(([a], [b]) => olderFirst(a, b));
  const page = inPages ? all.filter(([id]) => BigInt(id) > after).slice(0, limit) : all;
  return ok(page.map(([id, at]) => memberOf(core, request, channel, id, at)));
}

function getMember(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { channel, thread } = threadOf(core, request);
  const id = userParam(core, request);
  const at = thread.members.get(id);
  if (at === undefined) throw refuse('unknownMember');
  return ok(memberOf(core, request, channel, id, at));
}

function memberOf(core: DiscordCore, request: ApiRequest, channel: Channel, id: string, at: number): WireObject {
  const json = threadMemberJson(channel, id, at);
  const member = core.world.guilds.get(channel.guildId ?? '')?.members.get(id);
  return isTrue(request.query.get('with_member')) && member
    ? { ...json, member: memberJson(core.world, member) }
    : json;
}

const userParam = (core: DiscordCore, request: ApiRequest): string => {
  const id = param(request, 'user');
  return id === '@me' ? core.world.bot.id : id;
};

function addMember(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { world } = core;
  const id = userParam(core, request);
  const { channel, thread } = threadOf(core, request);
  if (thread.archived) throw refuse('threadArchived');
  world.user(id);
  const guild = world.guilds.get(channel.guildId ?? '');
  if (!guild?.members.has(id)) throw refuse('unknownMember');
  if (id !== world.bot.id && !mayInvite(core, channel, thread)) throw refuse('missingPermissions');
  if (!canSee(world, id, world.channel(channel.parentId ?? ''))) throw refuse('missingAccess');
  const added = joinThread(core, channel, [id]);
  if (added.length > 0 && id !== world.bot.id) postSystemMessage(core, channel, world.bot.id, 1, '', null, [id]);
  return noContent;
}

/**
 * Returns whether the bot may invite: it has to be able to write; into a thread closed to invitations only its owner
 * and moderators may.
 */
function mayInvite({ world }: DiscordCore, channel: Channel, thread: ThreadInfo): boolean {
  if (!may(world, world.bot.id, channel, 'SendMessagesInThreads')) return false;
  if (channel.type !== channelType.privateThread || thread.invitable || thread.ownerId === world.bot.id) return true;
  return may(world, world.bot.id, channel, 'ManageThreads');
}

function removeMember(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { world } = core;
  const { channel, thread } = threadOf(core, request);
  const id = userParam(core, request);
  if (thread.archived) throw refuse('threadArchived');
  const isSelf = id === world.bot.id;
  const own = isSelf || (channel.type === channelType.privateThread && thread.ownerId === world.bot.id);
  if (!own && !may(world, world.bot.id, channel, 'ManageThreads')) throw refuse('missingPermissions');
  leaveThread(core, channel, id);
  emitChannel(core, 'THREAD_UPDATE', channel);
  if (!isSelf) postSystemMessage(core, channel, world.bot.id, 2, '');
  return noContent;
}
