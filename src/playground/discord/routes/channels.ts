import { createChannel, editChannel, removeChannel } from '../actions/channels.ts';
import { emitChannel } from '../actions/emit.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, bodyObject, created, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { idOf, numberOf, textOf, type WireObject } from '../json.ts';
import { botChannel, canSee, may } from '../model/access.ts';
import { channelJson } from '../model/serialize.ts';
import type { Channel, Guild } from '../model/types.ts';
import { channelType } from '../model/types.ts';
import { checkNumber, checkText, FormErrors, refuseField } from '../validate/form-errors.ts';
import { checkOverwrite, checkOverwrites, requireKnown, requireOwned } from '../validate/overwrites.ts';
import { checkSnowflake } from '../validate/values.ts';
import { requireInGuild } from './guilds.ts';
import { editThread } from './threads.ts';

const MOST = 500;
const MOST_IN_CATEGORY = 50;

export const channelRoutes: readonly ApiRoute[] = [
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
        .filter((channel) => canSee(core.world, core.world.bot.id, channel))
        .map((channel) => channelJson(core.world, channel)),
    ),
  ),
  route('POST', '/guilds/:guild/channels', postChannel),
];

const kinds: readonly number[] = [channelType.text, channelType.voice, channelType.category, channelType.announcement];

function checkChannelBody(body: WireObject, isNew: boolean): void {
  const errors = new FormErrors();
  if (isNew || body.name !== undefined) checkText(errors, ['name'], body.name, { min: 1, max: 100, required: true });
  checkText(errors, ['topic'], body.topic, { max: 1024 });
  checkNumber(errors, ['rate_limit_per_user'], body.rate_limit_per_user, 0, 21_600);
  checkNumber(errors, ['position'], body.position, 0, 2 ** 31 - 1);
  if ((body.parent_id ?? null) !== null) checkSnowflake(errors, ['parent_id'], body.parent_id);
  if (isNew && !kinds.some((kind) => kind === (body.type ?? channelType.text)))
    errors.add(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${kinds.join(', ')}}.`);
  errors.throwIfAny();
}

/** Returns the category that a channel is put into; null when there is none. */
function parentIn(core: DiscordCore, body: WireObject, inside: Channel | null): string | null {
  if ((body.parent_id ?? null) === null) return null;
  const parent = core.world.channel(idOf(body.parent_id));
  if (parent.type !== channelType.category)
    throw refuseField(['parent_id'], 'CHANNEL_PARENT_INVALID_TYPE', 'Not a category');
  const others = core.world
    .channelsOfGuild(parent.guildId ?? '')
    .filter((channel) => channel.parentId === parent.id && channel !== inside);
  if (others.length >= MOST_IN_CATEGORY)
    throw refuseField(
      ['parent_id'],
      'CHANNEL_PARENT_MAX_CHANNELS',
      'Maximum number of channels in category reached (50)',
    );
  return parent.id;
}

function guildOf(core: DiscordCore, channel: Channel): Guild {
  return core.world.guild(channel.guildId ?? '');
}

function patchChannel(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { world } = core;
  const channel = botChannel(world, param(request, 'channel'));
  const body = bodyObject(request);
  if (channel.type === channelType.dm) throw refuse('cannotExecuteOnDm');
  if (channel.thread) return editThread(core, channel, channel.thread, body);
  if (!may(world, world.bot.id, channel, 'ManageChannels')) throw refuse('missingPermissions');
  checkChannelBody(body, false);
  if (body.type !== undefined && body.type !== channel.type) throw refuse('wrongChannelType');
  const parentId = body.parent_id === undefined ? channel.parentId : parentIn(core, body, channel);
  const overwrites = checkOverwrites(body);
  if (overwrites) {
    if (!may(world, world.bot.id, channel, 'ManageRoles')) throw refuse('missingPermissions');
    requireKnown(guildOf(core, channel), overwrites);
    // The bot neither grants nor denies what stays as it was.
    const changed = overwrites.filter(({ id, allow, deny }) => {
      const before = channel.overwrites.get(id);
      return before?.allow !== allow || before.deny !== deny;
    });
    requireOwned(world, guildOf(core, channel), channel, changed);
    channel.overwrites.clear();
    for (const overwrite of overwrites) channel.overwrites.set(overwrite.id, overwrite);
  }
  editChannel(core, channel, {
    ...(typeof body.name === 'string' ? { name: channelName(channel.type, body.name) } : {}),
    ...(body.topic === undefined ? {} : { topic: body.topic === null ? null : textOf(body.topic) }),
    parentId,
    position: numberOf(body.position, channel.position),
    slowmode: numberOf(body.rate_limit_per_user, channel.slowmode),
  });
  return ok(channelJson(world, channel));
}

function deleteChannel(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { world } = core;
  const channel = botChannel(world, param(request, 'channel'));
  const answer = channelJson(world, channel);
  // A direct conversation is only closed: writing to the person opens it again.
  if (channel.type === channelType.dm) return ok(answer);
  if (!may(world, world.bot.id, channel, channel.thread ? 'ManageThreads' : 'ManageChannels'))
    throw refuse('missingPermissions');
  removeChannel(core, channel);
  return ok(answer);
}

function postChannel(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { world } = core;
  const guild = world.guild(param(request, 'guild'));
  requireInGuild(core, guild, 'ManageChannels');
  const body = bodyObject(request);
  checkChannelBody(body, true);
  if (world.channelsOfGuild(guild.id).length >= MOST) throw refuse('maximumChannels');
  const overwrites = checkOverwrites(body) ?? [];
  requireKnown(guild, overwrites);
  requireOwned(world, guild, null, overwrites);
  const type = numberOf(body.type, channelType.text);
  const channel = createChannel(core, {
    type,
    guildId: guild.id,
    name: channelName(type, textOf(body.name)),
    topic: textOf(body.topic) === '' ? null : textOf(body.topic),
    parentId: parentIn(core, body, null),
    slowmode: numberOf(body.rate_limit_per_user, 0),
    overwrites: new Map(overwrites.map((overwrite) => [overwrite.id, overwrite])),
  });
  return created(channelJson(world, channel));
}

/** Formats the names of text channels in lower case with hyphens. */
const channelName = (type: number, name: string): string =>
  type === channelType.text || type === channelType.announcement
    ? name.trim().toLowerCase().replace(/\s+/g, '-')
    : name.trim();

function putOverwrite(core: DiscordCore, request: ApiRequest): ApiResponse {
  const channel = overwritable(core, request);
  const errors = new FormErrors();
  const overwrite = checkOverwrite(errors, [], bodyObject(request), param(request, 'overwrite'));
  errors.throwIfAny();
  requireKnown(guildOf(core, channel), [overwrite]);
  requireOwned(core.world, guildOf(core, channel), channel, [overwrite]);
  channel.overwrites.set(overwrite.id, overwrite);
  emitChannel(core, 'CHANNEL_UPDATE', channel);
  return noContent;
}

function deleteOverwrite(core: DiscordCore, request: ApiRequest): ApiResponse {
  const channel = overwritable(core, request);
  if (!channel.overwrites.delete(param(request, 'overwrite'))) throw refuse('unknownOverwrite');
  emitChannel(core, 'CHANNEL_UPDATE', channel);
  return noContent;
}

function overwritable(core: DiscordCore, request: ApiRequest): Channel {
  const channel = botChannel(core.world, param(request, 'channel'));
  if (channel.guildId === null) throw refuse('cannotExecuteOnDm');
  if (!may(core.world, core.world.bot.id, channel, 'ManageRoles')) throw refuse('missingPermissions');
  if (channel.thread) throw refuse('wrongChannelType');
  return channel;
}
