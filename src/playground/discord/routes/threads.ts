import { editChannel } from '../actions/channels.ts';
import { postSystemMessage } from '../actions/messages.ts';
import { archiveWhenQuiet } from '../actions/thread-members.ts';
import { createThread, publicKind } from '../actions/threads.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, bodyObject, created, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { numberOf, textOf, type WireObject } from '../json.ts';
import { botChannel, may, readableMessage } from '../model/access.ts';
import { channelJson } from '../model/serialize.ts';
import type { Channel, DiscordMessage, ThreadInfo } from '../model/types.ts';
import { channelType } from '../model/types.ts';
import { checkNumber, checkText, FormErrors } from '../validate/form-errors.ts';
import { checkBoolean } from '../validate/values.ts';
import { isOfPeople } from './messages.ts';

export const threadRoutes: readonly ApiRoute[] = [
  route('POST', '/channels/:channel/messages/:message/threads', threadOnMessage),
  route('POST', '/channels/:channel/threads', threadAlone),
];

function checkThreadBody(body: WireObject, isNew: boolean): void {
  const errors = new FormErrors();
  if (isNew || body.name !== undefined) checkText(errors, ['name'], body.name, { min: 1, max: 100, required: true });
  const duration = body.auto_archive_duration;
  if (duration !== undefined && duration !== null && ![60, 1440, 4320, 10_080].some((known) => known === duration))
    errors.add(['auto_archive_duration'], 'BASE_TYPE_CHOICES', 'Value must be one of {60, 1440, 4320, 10080}.');
  checkNumber(errors, ['rate_limit_per_user'], body.rate_limit_per_user, 0, 21_600);
  for (const field of ['archived', 'locked', 'invitable']) checkBoolean(errors, [field], body[field]);
  errors.throwIfAny();
}

function start(
  core: DiscordCore,
  parent: Channel,
  body: WireObject,
  type: number,
  starter: DiscordMessage | null,
): ApiResponse {
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

function threadOnMessage(core: DiscordCore, request: ApiRequest): ApiResponse {
  const parent = botChannel(core.world, param(request, 'channel'));
  if (parent.guildId === null) throw refuse('cannotExecuteOnDm');
  if (parent.type !== channelType.text && parent.type !== channelType.announcement) throw refuse('wrongChannelType');
  if (!may(core.world, core.world.bot.id, parent, 'CreatePublicThreads')) throw refuse('missingPermissions');
  const starter = readableMessage(core.world, parent.id, param(request, 'message'));
  if (!isOfPeople(starter)) throw refuse('systemMessage');
  if (starter.threadId !== null) throw refuse('threadExists');
  return start(core, parent, bodyObject(request), publicKind(parent), starter);
}

function threadAlone(core: DiscordCore, request: ApiRequest): ApiResponse {
  const body = bodyObject(request);
  const parent = botChannel(core.world, param(request, 'channel'));
  if (parent.guildId === null) throw refuse('cannotExecuteOnDm');
  if (parent.type !== channelType.text && parent.type !== channelType.announcement) throw refuse('wrongChannelType');
  const type = body.type ?? channelType.privateThread;
  const kinds = [channelType.announcementThread, channelType.publicThread, channelType.privateThread];
  if (!kinds.some((known) => known === type)) {
    const errors = new FormErrors();
    errors.add(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${kinds.join(', ')}}.`);
    errors.throwIfAny();
  }
  const isPrivate = type === channelType.privateThread;
  if (isPrivate ? parent.type !== channelType.text : type !== publicKind(parent)) throw refuse('wrongChannelType');
  const needed = isPrivate ? 'CreatePrivateThreads' : 'CreatePublicThreads';
  if (!may(core.world, core.world.bot.id, parent, needed)) throw refuse('missingPermissions');
  return start(core, parent, body, isPrivate ? type : publicKind(parent), null);
}

/** Fields that only moderators change, and fields that a thread's creator may change too. */
const ofModerators = ['locked', 'invitable', 'rate_limit_per_user'];
const ofOwners = ['name', 'auto_archive_duration'];

export function editThread(core: DiscordCore, channel: Channel, thread: ThreadInfo, body: WireObject): ApiResponse {
  const bot = core.world.bot.id;
  checkThreadBody(body, false);
  const touches = (fields: readonly string[]): boolean => fields.some((field) => body[field] !== undefined);
  const opensAgain = thread.archived && body.archived === false;
  if (thread.archived && !opensAgain && touches([...ofModerators, ...ofOwners])) throw refuse('threadArchived');
  if (!may(core.world, bot, channel, 'ManageThreads')) {
    if (touches(ofModerators)) throw refuse('missingPermissions');
    if (thread.locked) throw refuse(thread.archived ? 'missingPermissions' : 'threadLocked');
    const mayReopen = opensAgain && !touches(ofOwners) && may(core.world, bot, channel, 'SendMessagesInThreads');
    if (thread.ownerId !== bot && !mayReopen) throw refuse('missingPermissions');
  }
  apply(core, channel, thread, body);
  return ok(channelJson(core.world, channel));
}

function apply(core: DiscordCore, channel: Channel, thread: ThreadInfo, body: WireObject): void {
  const now = core.clock.now();
  const name = typeof body.name === 'string' ? body.name.trim() : channel.name;
  const renamed = name !== channel.name;
  if (typeof body.locked === 'boolean') thread.locked = body.locked;
  if (typeof body.invitable === 'boolean' && channel.type === channelType.privateThread)
    thread.invitable = body.invitable;
  const archived = typeof body.archived === 'boolean' ? body.archived : thread.archived;
  const autoArchive = numberOf(body.auto_archive_duration, thread.autoArchive);
  const active = (thread.archived && !archived) || autoArchive !== thread.autoArchive;
  if (archived !== thread.archived || autoArchive !== thread.autoArchive) thread.archiveChangedAt = now;
  Object.assign(thread, { archived, autoArchive }, active ? { activeAt: now } : {});
  const slowmode = numberOf(body.rate_limit_per_user, channel.slowmode);
  editChannel(core, channel, { name, slowmode });
  if (active) archiveWhenQuiet(core, channel);
  if (renamed && !archived) postSystemMessage(core, channel, core.world.bot.id, 4, name);
}
