import { createChannel, editChannel, removeChannel } from '../actions/channels.ts';
import { emitChannel } from '../actions/emit.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, bodyObject, created, noContent, ok, param } from '../http/request.ts';
import { type Route, route } from '../http/router.ts';
import { idOf, type JsonObject, numberOf, objectsOf, textOf } from '../json.ts';
import { botChannel, may } from '../model/access.ts';
import { guildPermissions, permissionBits } from '../model/permissions.ts';
import { channelJson } from '../model/serialize.ts';
import type { Channel, Overwrite } from '../model/types.ts';
import { channelType } from '../model/types.ts';
import { checkNumber, checkText, FormErrors } from '../validate/form-errors.ts';
import { editThread } from './threads.ts';

export const channelRoutes: readonly Route[] = [
  route('GET', '/channels/:channel', (core, request) =>
    ok(channelJson(core.world, botChannel(core.world, param(request, 'channel')))),
  ),
  route('PATCH', '/channels/:channel', patchChannel),
  route('DELETE', '/channels/:channel', deleteChannel),
  route('PUT', '/channels/:channel/permissions/:overwrite', putOverwrite),
  route('DELETE', '/channels/:channel/permissions/:overwrite', deleteOverwrite),
  route('GET', '/guilds/:guild/channels', (core, request) =>
    ok(
      core.world
        .channelsOfGuild(core.world.guild(param(request, 'guild')).id)
        .map((channel) => channelJson(core.world, channel)),
    ),
  ),
  route('POST', '/guilds/:guild/channels', postChannel),
];

function checkChannelBody(body: JsonObject, isNew: boolean): void {
  const errors = new FormErrors();
  if (isNew || body.name !== undefined) checkText(errors, ['name'], body.name, { min: 1, max: 100, required: true });
  checkText(errors, ['topic'], body.topic, { max: 1024 });
  checkNumber(errors, ['rate_limit_per_user'], body.rate_limit_per_user, 0, 21_600);
  errors.throwIfAny();
}

function patchChannel(core: Core, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'));
  const body = bodyObject(request);
  if (channel.type === channelType.dm) throw refuse('wrongChannelType');
  if (channel.thread) return editThread(core, channel, channel.thread, body);
  if (!may(core.world, core.world.bot.id, channel, 'ManageChannels')) throw refuse('missingPermissions');
  checkChannelBody(body, false);
  if (body.permission_overwrites !== undefined) {
    if (!may(core.world, core.world.bot.id, channel, 'ManageRoles')) throw refuse('missingPermissions');
    channel.overwrites.clear();
    for (const overwrite of readOverwrites(body)) channel.overwrites.set(overwrite.id, overwrite);
  }
  editChannel(core, channel, {
    ...(typeof body.name === 'string' ? { name: channelName(channel.type, body.name) } : {}),
    ...(body.topic === undefined ? {} : { topic: body.topic === null ? null : textOf(body.topic) }),
    ...(body.parent_id === undefined ? {} : { parentId: body.parent_id === null ? null : idOf(body.parent_id) }),
    ...(typeof body.position === 'number' ? { position: body.position } : {}),
    ...(typeof body.rate_limit_per_user === 'number' ? { slowmode: body.rate_limit_per_user } : {}),
  });
  return ok(channelJson(core.world, channel));
}

function deleteChannel(core: Core, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'));
  if (channel.type !== channelType.dm) {
    if (!may(core.world, core.world.bot.id, channel, channel.thread ? 'ManageThreads' : 'ManageChannels'))
      throw refuse('missingPermissions');
    const answer = channelJson(core.world, channel);
    removeChannel(core, channel);
    return ok(answer);
  }
  return ok(channelJson(core.world, channel));
}

function postChannel(core: Core, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const bot = guild.members.get(core.world.bot.id);
  if (!bot || !(guildPermissions(guild, bot) & permissionBits.ManageChannels)) throw refuse('missingPermissions');
  const body = bodyObject(request);
  checkChannelBody(body, true);
  const type = numberOf(body.type, channelType.text);
  if (
    ![channelType.text, channelType.voice, channelType.category, channelType.announcement].some(
      (known) => known === type,
    )
  )
    throw refuse('wrongChannelType');
  const parentId = idOf(body.parent_id);
  if (parentId !== '' && core.world.channel(parentId).type !== channelType.category) {
    const errors = new FormErrors();
    errors.add(['parent_id'], 'CHANNEL_PARENT_INVALID_TYPE', 'Not a category');
    errors.throwIfAny();
  }
  const channel = createChannel(core, {
    type,
    guildId: guild.id,
    name: channelName(type, textOf(body.name)),
    topic: textOf(body.topic) === '' ? null : textOf(body.topic),
    parentId: parentId === '' ? null : parentId,
    overwrites: new Map(readOverwrites(body).map((overwrite) => [overwrite.id, overwrite])),
  });
  return created(channelJson(core.world, channel));
}

/** Text channels are written in small letters with hyphens. */
const channelName = (type: number, name: string): string =>
  type === channelType.text || type === channelType.announcement
    ? name.trim().toLowerCase().replace(/\s+/g, '-')
    : name.trim();

function readOverwrites(body: JsonObject): Overwrite[] {
  return objectsOf(body.permission_overwrites).map((item) => ({
    id: idOf(item.id),
    type: item.type === 1 ? 1 : 0,
    allow: BigInt(String(item.allow ?? '0')),
    deny: BigInt(String(item.deny ?? '0')),
  }));
}

function putOverwrite(core: Core, request: ApiRequest): ApiResponse {
  const channel = overwritable(core, request);
  const body = bodyObject(request);
  const id = param(request, 'overwrite');
  channel.overwrites.set(id, {
    id,
    type: body.type === 1 ? 1 : 0,
    allow: BigInt(String(body.allow ?? '0')),
    deny: BigInt(String(body.deny ?? '0')),
  });
  emitChannel(core, 'CHANNEL_UPDATE', channel);
  return noContent;
}

function deleteOverwrite(core: Core, request: ApiRequest): ApiResponse {
  const channel = overwritable(core, request);
  channel.overwrites.delete(param(request, 'overwrite'));
  emitChannel(core, 'CHANNEL_UPDATE', channel);
  return noContent;
}

function overwritable(core: Core, request: ApiRequest): Channel {
  const channel = botChannel(core.world, param(request, 'channel'), 'ManageRoles');
  if (channel.thread || channel.guildId === null) throw refuse('wrongChannelType');
  return channel;
}
