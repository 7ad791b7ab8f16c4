import { beginAndEnd, emitEvent, external, isOver } from '../actions/scheduled-events.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { botChannel } from '../model/access.ts';
import { eventJson } from '../model/serialize.ts';
import type { Guild, ScheduledEvent } from '../model/types.ts';
import { checkEvent, type EventState } from '../validate/scheduled-event.ts';
import { mayInGuild, requireInGuild } from './guilds.ts';

const base = '/guilds/:guild/scheduled-events';
const MOST = 100;

export const scheduledEventRoutes: readonly ApiRoute[] = [
  route('GET', base, (core, request) =>
    ok(
      [...core.world.guild(param(request, 'guild')).events.values()]
        .filter((event) => !isOver(event))
        .map((event) => eventJson(core.world, event)),
    ),
  ),
  route('POST', base, create),
  route('GET', `${base}/:event`, (core, request) => ok(eventJson(core.world, find(core, request).event))),
  route('PATCH', `${base}/:event`, edit),
  route('DELETE', `${base}/:event`, remove),
  route('GET', `${base}/:event/users`, (core, request) => {
    find(core, request);
    return ok([]);
  }),
];

function find(core: DiscordCore, request: ApiRequest): { guild: Guild; event: ScheduledEvent } {
  const guild = core.world.guild(param(request, 'guild'));
  const event = guild.events.get(param(request, 'event'));
  if (!event) throw refuse('unknownScheduledEvent');
  return { guild, event };
}

/** Checks the bot's access to the channel of an event in a channel. */
function checkChannel(core: DiscordCore, { entityType, channelId }: EventState): void {
  if (entityType !== external && channelId !== null) botChannel(core.world, channelId, 'Connect');
}

function create(core: DiscordCore, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  requireInGuild(core, guild, 'CreateEvents');
  const state = checkEvent(core.world, bodyObject(request), null);
  checkChannel(core, state);
  if ([...guild.events.values()].filter((event) => !isOver(event)).length >= MOST)
    throw refuse('maximumScheduledEvents');
  const event: ScheduledEvent = {
    id: core.world.ids.next(),
    guildId: guild.id,
    creatorId: core.world.bot.id,
    ...state,
  };
  guild.events.set(event.id, event);
  emitEvent(core, 'GUILD_SCHEDULED_EVENT_CREATE', event);
  beginAndEnd(core, event);
  return ok(eventJson(core.world, event));
}

/**
 * Checks that the bot may change an event: its own when it may create events; others' need a permission of their own.
 */
function requireManager(core: DiscordCore, guild: Guild, event: ScheduledEvent): void {
  const own = event.creatorId === core.world.bot.id && mayInGuild(core, guild, 'CreateEvents');
  if (!own) requireInGuild(core, guild, 'ManageEvents');
}

function edit(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { guild, event } = find(core, request);
  requireManager(core, guild, event);
  if (isOver(event)) throw refuse('finishedEvent');
  const state = checkEvent(core.world, bodyObject(request), event);
  checkChannel(core, state);
  Object.assign(event, state);
  emitEvent(core, 'GUILD_SCHEDULED_EVENT_UPDATE', event);
  beginAndEnd(core, event);
  return ok(eventJson(core.world, event));
}

function remove(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { guild, event } = find(core, request);
  requireManager(core, guild, event);
  guild.events.delete(event.id);
  emitEvent(core, 'GUILD_SCHEDULED_EVENT_DELETE', event);
  return noContent;
}
