import { emitGuild } from '../actions/emit.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type Route, route } from '../http/router.ts';
import { idOf, isObject, type JsonObject, numberOf, textOf } from '../json.ts';
import { eventJson } from '../model/serialize.ts';
import type { Guild, ScheduledEvent } from '../model/types.ts';
import { checkText, FormErrors } from '../validate/form-errors.ts';
import { requireInGuild } from './guilds.ts';

const base = '/guilds/:guild/scheduled-events';
const external = 3;
const scheduled = 1;

export const scheduledEventRoutes: readonly Route[] = [
  route('GET', base, (core, request) =>
    ok([...core.world.guild(param(request, 'guild')).events.values()].map((event) => eventJson(core.world, event))),
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

function find(core: Core, request: ApiRequest): { guild: Guild; event: ScheduledEvent } {
  const guild = core.world.guild(param(request, 'guild'));
  const event = guild.events.get(param(request, 'event'));
  if (!event) throw refuse('unknownScheduledEvent');
  return { guild, event };
}

/** The state an event would have; `before` is null for a new one. */
function checked(
  core: Core,
  body: JsonObject,
  before: ScheduledEvent | null,
): Omit<ScheduledEvent, 'id' | 'guildId' | 'creatorId'> {
  const errors = new FormErrors();
  const isNew = before === null;
  if (isNew || body.name !== undefined) checkText(errors, ['name'], body.name, { min: 1, max: 100, required: true });
  checkText(errors, ['description'], body.description, { min: 1, max: 1000 });
  if (isNew && body.privacy_level !== 2)
    errors.add(['privacy_level'], 'BASE_TYPE_CHOICES', 'Value must be one of {2}.');
  const entityType = numberOf(body.entity_type, before?.entityType ?? 0);
  if (![1, 2, external].includes(entityType))
    errors.add(['entity_type'], 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3}.');
  const metadata = isObject(body.entity_metadata) ? body.entity_metadata : {};
  const location = textOf(metadata.location, before?.location ?? '');
  const channelId = entityType === external ? null : idOf(body.channel_id) || (before?.channelId ?? '');
  const start = time(errors, 'scheduled_start_time', body.scheduled_start_time, before?.start ?? null);
  const end = time(errors, 'scheduled_end_time', body.scheduled_end_time, before?.end ?? null);
  if (start === null) errors.add(['scheduled_start_time'], 'BASE_TYPE_REQUIRED', 'This field is required');
  if (entityType === external) {
    checkText(errors, ['entity_metadata', 'location'], location, { min: 1, max: 100, required: true });
    if (end === null) errors.add(['scheduled_end_time'], 'BASE_TYPE_REQUIRED', 'This field is required');
  } else if (channelId === '') {
    errors.add(['channel_id'], 'BASE_TYPE_REQUIRED', 'This field is required');
  }
  const moved = body.scheduled_start_time !== undefined;
  if (start !== null && moved && Date.parse(start) <= core.clock.now())
    errors.add(['scheduled_start_time'], 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', 'Cannot schedule event in the past.');
  if (start !== null && end !== null && Date.parse(end) <= Date.parse(start))
    errors.add(
      ['scheduled_end_time'],
      'GUILD_SCHEDULED_EVENT_END_BEFORE_START',
      'Cannot schedule event to end before start time.',
    );
  errors.throwIfAny();
  return {
    name: textOf(body.name, before?.name ?? ''),
    description: body.description === undefined ? (before?.description ?? null) : textOf(body.description) || null,
    start: start ?? '',
    end,
    entityType,
    channelId,
    location: entityType === external ? location : null,
    status: numberOf(body.status, before?.status ?? scheduled),
  };
}

function time(errors: FormErrors, field: string, value: unknown, before: string | null): string | null {
  if (value === undefined) return before;
  if (value === null) return null;
  const at = Date.parse(String(value));
  if (Number.isNaN(at)) {
    errors.add([field], 'DATE_TIME_TYPE_PARSE', `Could not parse ${String(value)}. Should be ISO8601.`);
    return before;
  }
  return new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');
}

function create(core: Core, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  requireInGuild(core, guild, 'CreateEvents');
  const state = checked(core, bodyObject(request), null);
  if ([...guild.events.values()].filter((event) => event.status <= 2).length >= 100)
    throw refuse('maximumScheduledEvents');
  const event: ScheduledEvent = {
    id: core.world.ids.next(),
    guildId: guild.id,
    creatorId: core.world.bot.id,
    ...state,
  };
  guild.events.set(event.id, event);
  emit(core, 'GUILD_SCHEDULED_EVENT_CREATE', event);
  return ok(eventJson(core.world, event));
}

function edit(core: Core, request: ApiRequest): ApiResponse {
  const { guild, event } = find(core, request);
  requireInGuild(core, guild, 'ManageEvents');
  Object.assign(event, checked(core, bodyObject(request), event));
  emit(core, 'GUILD_SCHEDULED_EVENT_UPDATE', event);
  return ok(eventJson(core.world, event));
}

function remove(core: Core, request: ApiRequest): ApiResponse {
  const { guild, event } = find(core, request);
  requireInGuild(core, guild, 'ManageEvents');
  guild.events.delete(event.id);
  emit(core, 'GUILD_SCHEDULED_EVENT_DELETE', event);
  return noContent;
}

const emit = (core: Core, name: string, event: ScheduledEvent): void =>
  emitGuild(core, name, event.guildId, intent.guildScheduledEvents, eventJson(core.world, event));
