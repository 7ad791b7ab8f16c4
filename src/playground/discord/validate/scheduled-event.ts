import { eventStatus, external } from '../actions/scheduled-events.ts';
import { refuse } from '../errors.ts';
import { idOf, numberOf, textOf, type WireObject } from '../json.ts';
import { imageHash } from '../model/media.ts';
import { isoTime } from '../model/serialize.ts';
import type { ScheduledEvent } from '../model/types.ts';
import { channelType } from '../model/types.ts';
import type { World } from '../model/world.ts';
import { checkText, FormErrors } from './form-errors.ts';
import { checkImage, checkObject, checkSnowflake, checkTime } from './values.ts';

const voice = 2;

export type EventState = Omit<ScheduledEvent, 'id' | 'guildId' | 'creatorId'>;

/** Returns the checked state of an event; `before` is null for a new one. */
export function checkEvent(world: World, body: WireObject, before: ScheduledEvent | null): EventState {
  const errors = new FormErrors();
  const isNew = before === null;
  if (isNew || body.name !== undefined) checkText(errors, ['name'], body.name, { min: 1, max: 100, required: true });
  checkText(errors, ['description'], body.description, { min: 1, max: 1000 });
  checkImage(errors, ['image'], body.image);
  if ((isNew || body.privacy_level !== undefined) && body.privacy_level !== 2)
    errors.add(['privacy_level'], 'BASE_TYPE_CHOICES', 'Value must be one of {2}.');
  const entityType = numberOf(body.entity_type, before?.entityType ?? 0);
  if (entityType !== external && entityType !== voice)
    errors.add(['entity_type'], 'BASE_TYPE_CHOICES', 'Value must be one of {2, 3}.');
  const place = entityType === external ? elsewhere(errors, body, before) : inChannel(errors, world, body, before);
  const times = checkTimes(errors, world, body, before, entityType === external);
  const status = checkStatus(errors, body.status, before);
  errors.throwIfAny();
  return {
    name: textOf(body.name, before?.name ?? '').trim(),
    description: body.description === undefined ? (before?.description ?? null) : textOf(body.description) || null,
    image: body.image === undefined ? (before?.image ?? null) : imageHash(body.image),
    ...times,
    entityType,
    ...place,
    status,
  };
}

function elsewhere(errors: FormErrors, body: WireObject, before: ScheduledEvent | null) {
  const at = ['entity_metadata'];
  const given = checkObject(errors, at, body.entity_metadata) ? body.entity_metadata.location : undefined;
  const location = given === undefined ? (before?.location ?? undefined) : given;
  checkText(errors, [...at, 'location'], location, { min: 1, max: 100, required: true });
  const becomes = before !== null && before.entityType !== external;
  const channel = body.channel_id;
  if (channel !== null && (becomes || channel !== undefined))
    errors.add(['channel_id'], 'GUILD_SCHEDULED_EVENT_CHANNEL_MUST_BE_NULL', 'Must be null for an external event.');
  return { channelId: null, location: textOf(location) };
}

function inChannel(errors: FormErrors, world: World, body: WireObject, before: ScheduledEvent | null) {
  const id = body.channel_id === undefined ? (before?.channelId ?? '') : body.channel_id;
  if (id === '' || id === null) errors.add(['channel_id'], 'BASE_TYPE_REQUIRED', 'This field is required');
  else if (checkSnowflake(errors, ['channel_id'], id) && world.channel(idOf(id)).type !== channelType.voice)
    throw refuse('wrongChannelType');
  return { channelId: idOf(id), location: null };
}

function checkTimes(
  errors: FormErrors,
  world: World,
  body: WireObject,
  before: ScheduledEvent | null,
  endNeeded: boolean,
): { start: string; end: string | null } {
  const startGiven = body.scheduled_start_time;
  const endGiven = body.scheduled_end_time;
  const read = (field: string, given: unknown, kept: string | null): number | null => {
    if (given === undefined) return kept === null ? null : Date.parse(kept);
    return given === null ? null : checkTime(errors, [field], given);
  };
  const start = read('scheduled_start_time', startGiven, before?.start ?? null);
  const end = read('scheduled_end_time', endGiven, before?.end ?? null);
  if (start === null && (startGiven ?? null) === null)
    errors.add(['scheduled_start_time'], 'BASE_TYPE_REQUIRED', 'This field is required');
  if (endNeeded && end === null && (endGiven ?? null) === null)
    errors.add(['scheduled_end_time'], 'BASE_TYPE_REQUIRED', 'This field is required');
  if (start !== null && startGiven !== undefined && start <= world.clock.now())
    errors.add(['scheduled_start_time'], 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', 'Cannot schedule event in the past.');
  if (start !== null && end !== null && end <= start)
    errors.add(
      ['scheduled_end_time'],
      'GUILD_SCHEDULED_EVENT_END_BEFORE_START',
      'Cannot schedule event to end before start time.',
    );
  return { start: start === null ? '' : toSecond(start), end: end === null ? null : toSecond(end) };
}

const toSecond = (at: number): string => isoTime(at).replace(/\.\d+/, '');

/** Checks the status change: scheduled to active or cancelled, active to completed, nothing else. */
function checkStatus(errors: FormErrors, value: unknown, before: ScheduledEvent | null): number {
  const now = before?.status ?? eventStatus.scheduled;
  if (value === undefined || value === null || value === now) return now;
  const { scheduled, active, completed, canceled } = eventStatus;
  const next: readonly number[] = before === null ? [] : now === scheduled ? [active, canceled] : [completed];
  const found = next.find((status) => status === value);
  if (found !== undefined) return found;
  errors.add(['status'], 'BASE_TYPE_CHOICES', `Value must be one of {${[now, ...next].join(', ')}}.`);
  return now;
}
