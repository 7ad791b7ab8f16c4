import { editChannel } from '../actions/channels.ts';
import { emitChannel } from '../actions/emit.ts';
import { postSystemMessage } from '../actions/messages.ts';
import { joinThread, leaveThread } from '../actions/thread-members.ts';
import { createThread } from '../actions/threads.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, bodyObject, created, noContent, ok, param } from '../http/request.ts';
import { type Route, route } from '../http/router.ts';
import { type JsonObject, numberOf, textOf } from '../json.ts';
import { botChannel, canSee, may } from '../model/access.ts';
import { channelJson, memberJson, threadMemberJson } from '../model/serialize.ts';
import type { Channel, Message, ThreadInfo } from '../model/types.ts';
import { channelType } from '../model/types.ts';
import { checkNumber, checkText, FormErrors, type Path } from '../validate/form-errors.ts';
import { visibleMessage } from './messages.ts';

export const threadRoutes: readonly Route[] = [
  route('POST', '/channels/:channel/messages/:message/threads', threadOnMessage),
  route('POST', '/channels/:channel/threads', threadAlone),
  route('GET', '/channels/:channel/thread-members', listMembers),
  route('GET', '/channels/:channel/thread-members/:user', getMember),
  route('PUT', '/channels/:channel/thread-members/:user', addMember),
  route('DELETE', '/channels/:channel/thread-members/:user', removeMember),
  route('GET', '/guilds/:guild/threads/active', (core, request) =>
    ok(
      threadList(
        core,
        core.world.channelsOfGuild(core.world.guild(param(request, 'guild')).id),
        (thread) => !thread.thread?.archived,
      ),
    ),
  ),
  route('GET', '/channels/:channel/threads/archived/public', (core, request) =>
    ok(archived(core, request, channelType.publicThread)),
  ),
  route('GET', '/channels/:channel/threads/archived/private', (core, request) =>
    ok(archived(core, request, channelType.privateThread)),
  ),
  route('GET', '/channels/:channel/users/@me/threads/archived/private', (core, request) =>
    ok(archived(core, request, channelType.privateThread)),
  ),
];

function checkThreadBody(body: JsonObject, isNew: boolean): void {
  const errors = new FormErrors();
  if (isNew || body.name !== undefined) checkText(errors, ['name'], body.name, { min: 1, max: 100, required: true });
  const duration = body.auto_archive_duration;
  const at: Path = ['auto_archive_duration'];
  if (duration !== undefined && duration !== null && ![60, 1440, 4320, 10_080].includes(Number(duration))) {
    errors.add(at, 'BASE_TYPE_CHOICES', 'Value must be one of {60, 1440, 4320, 10080}.');
  }
  checkNumber(errors, ['rate_limit_per_user'], body.rate_limit_per_user, 0, 21_600);
  errors.throwIfAny();
}

function start(core: Core, parent: Channel, body: JsonObject, type: number, starter: Message | null): ApiResponse {
  checkThreadBody(body, true);
  const channel = createThread(core, {
    parent,
    ownerId: core.world.bot.id,
    name: textOf(body.name).trim(),
    type,
    invitable: body.invitable !== false,
    autoArchive: numberOf(body.auto_archive_duration, 4320),
    slowmode: numberOf(body.rate_limit_per_user, 0),
    starter,
  });
  return created(channelJson(core.world, channel));
}

function threadOnMessage(core: Core, request: ApiRequest): ApiResponse {
  const parent = botChannel(core.world, param(request, 'channel'), 'CreatePublicThreads');
  if (parent.type !== channelType.text && parent.type !== channelType.announcement) throw refuse('wrongChannelType');
  const starter = visibleMessage(core, request);
  if (starter.threadId !== null) throw refuse('threadExists');
  return start(core, parent, bodyObject(request), channelType.publicThread, starter);
}

function threadAlone(core: Core, request: ApiRequest): ApiResponse {
  const body = bodyObject(request);
  const type = numberOf(body.type, channelType.privateThread);
  const parent = botChannel(core.world, param(request, 'channel'));
  if (parent.type !== channelType.text) throw refuse('wrongChannelType');
  if (type !== channelType.publicThread && type !== channelType.privateThread) {
    const errors = new FormErrors();
    errors.add(['type'], 'BASE_TYPE_CHOICES', 'Value must be one of {10, 11, 12}.');
    errors.throwIfAny();
  }
  const needed = type === channelType.privateThread ? 'CreatePrivateThreads' : 'CreatePublicThreads';
  if (!may(core.world, core.world.bot.id, parent, needed)) throw refuse('missingPermissions');
  return start(core, parent, body, type, null);
}

function threadOf(core: Core, request: ApiRequest): { channel: Channel; thread: ThreadInfo } {
  const channel = botChannel(core.world, param(request, 'channel'));
  if (!channel.thread) throw refuse('wrongChannelType');
  return { channel, thread: channel.thread };
}

export function editThread(core: Core, channel: Channel, thread: ThreadInfo, body: JsonObject): ApiResponse {
  const bot = core.world.bot.id;
  const manages = may(core.world, bot, channel, 'ManageThreads');
  checkThreadBody(body, false);
  const onlyState = Object.keys(body).every((key) => key === 'archived' || key === 'auto_archive_duration');
  const opensAgain = thread.archived && body.archived === false;
  if (!manages) {
    const ownThread = thread.ownerId === bot && body.locked === undefined && (!thread.locked || !opensAgain);
    const mayReopen =
      opensAgain && !thread.locked && onlyState && may(core.world, bot, channel, 'SendMessagesInThreads');
    if (!ownThread && !mayReopen) throw refuse('missingPermissions');
  }
  const touchesMore = ['name', 'rate_limit_per_user', 'invitable', 'auto_archive_duration'].some(
    (key) => body[key] !== undefined,
  );
  if (thread.archived && body.archived !== false && touchesMore) throw refuse('threadArchived');
  if (typeof body.locked === 'boolean') thread.locked = body.locked;
  if (typeof body.invitable === 'boolean') thread.invitable = body.invitable;
  if (typeof body.auto_archive_duration === 'number') thread.autoArchive = body.auto_archive_duration;
  if (typeof body.archived === 'boolean' && body.archived !== thread.archived) {
    thread.archived = body.archived;
    thread.archiveChangedAt = core.clock.now();
  }
  editChannel(core, channel, {
    ...(typeof body.name === 'string' ? { name: body.name.trim() } : {}),
    ...(typeof body.rate_limit_per_user === 'number' ? { slowmode: body.rate_limit_per_user } : {}),
  });
  return ok(channelJson(core.world, channel));
}

function listMembers(core: Core, request: ApiRequest): ApiResponse {
  const { channel, thread } = threadOf(core, request);
  if (!core.privileged.guildMembers) throw refuse('missingAccess');
  return ok([...thread.members].map(([id, at]) => memberOf(core, request, channel, id, at)));
}

function getMember(core: Core, request: ApiRequest): ApiResponse {
  const { channel, thread } = threadOf(core, request);
  const id = userParam(core, request);
  const at = thread.members.get(id);
  if (at === undefined) throw refuse('unknownMember');
  return ok(memberOf(core, request, channel, id, at));
}

function memberOf(core: Core, request: ApiRequest, channel: Channel, id: string, at: number): JsonObject {
  const json = threadMemberJson(channel, id, at);
  const member = core.world.guilds.get(channel.guildId ?? '')?.members.get(id);
  return request.query.get('with_member') === 'true' && member
    ? { ...json, member: memberJson(core.world, member) }
    : json;
}

const userParam = (core: Core, request: ApiRequest): string => {
  const id = param(request, 'user');
  return id === '@me' ? core.world.bot.id : id;
};

function addMember(core: Core, request: ApiRequest): ApiResponse {
  const { world } = core;
  const id = userParam(core, request);
  const channel = world.channel(param(request, 'channel'));
  const { thread } = channel;
  if (!thread) throw refuse('wrongChannelType');
  if (!canSee(world, world.bot.id, channel)) throw refuse('missingAccess');
  if (thread.archived) throw refuse('threadArchived');
  world.user(id);
  const guild = world.guilds.get(channel.guildId ?? '');
  if (!guild?.members.has(id)) throw refuse('unknownMember');
  if (id !== world.bot.id) {
    if (!may(world, world.bot.id, channel, 'SendMessagesInThreads')) throw refuse('missingPermissions');
    if (
      channel.type === channelType.privateThread &&
      !thread.invitable &&
      thread.ownerId !== world.bot.id &&
      !may(world, world.bot.id, channel, 'ManageThreads')
    )
      throw refuse('missingPermissions');
  }
  const parent = world.channel(channel.parentId ?? '');
  if (!canSee(world, id, parent)) throw refuse('missingAccess');
  const added = joinThread(core, channel, [id]);
  if (added.length > 0 && id !== world.bot.id) postSystemMessage(core, channel, world.bot.id, 1, '', null, [id]);
  return noContent;
}

function removeMember(core: Core, request: ApiRequest): ApiResponse {
  const { channel, thread } = threadOf(core, request);
  const id = userParam(core, request);
  if (thread.archived) throw refuse('threadArchived');
  const own =
    id === core.world.bot.id || (channel.type === channelType.privateThread && thread.ownerId === core.world.bot.id);
  if (!own && !may(core.world, core.world.bot.id, channel, 'ManageThreads')) throw refuse('missingPermissions');
  leaveThread(core, channel, id);
  emitChannel(core, 'THREAD_UPDATE', channel);
  return noContent;
}

function archived(core: Core, request: ApiRequest, type: number): JsonObject {
  const channel = botChannel(core.world, param(request, 'channel'), 'ReadMessageHistory');
  return threadList(core, [channel], (thread) => thread.type === type && thread.thread?.archived === true);
}

function threadList(core: Core, parents: readonly Channel[], wanted: (thread: Channel) => boolean): JsonObject {
  const { world } = core;
  const threads = parents
    .flatMap((parent) => world.threadsOf(parent.id))
    .filter((thread) => wanted(thread) && canSee(world, world.bot.id, thread));
  const members = threads.flatMap((thread) => {
    const at = thread.thread?.members.get(world.bot.id);
    return at === undefined ? [] : [threadMemberJson(thread, world.bot.id, at)];
  });
  return { threads: threads.map((thread) => channelJson(world, thread)), members, has_more: false };
}
