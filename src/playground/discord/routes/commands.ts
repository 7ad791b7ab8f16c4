import type { DiscordCore } from '../core.ts';
import { DiscordError, refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, bodyObject, created, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { isObject, numberOf, textOf, type WireObject } from '../json.ts';
import type { DiscordCommand } from '../model/types.ts';
import { addDuplicate, checkCommand, checkCommandSet, mostOfType } from '../validate/command.ts';
import { FormErrors } from '../validate/form-errors.ts';
import { checkObjects } from '../validate/values.ts';

const scopes = ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'] as const;

const CREATED_A_DAY = 200;
const DAY = 24 * 60 * 60_000;

export const commandRoutes: readonly ApiRoute[] = scopes.flatMap((scope) => [
  route('GET', scope, list),
  route('PUT', scope, overwrite),
  route('POST', scope, create),
  route('GET', `${scope}/:command`, (core, request) => ok(commandJson(core, find(core, request), true))),
  route('PATCH', `${scope}/:command`, edit),
  route('DELETE', `${scope}/:command`, remove),
]);

function scopeOf(
  core: DiscordCore,
  request: ApiRequest,
): { key: string; guildId: string | null; commands: DiscordCommand[] } {
  if (param(request, 'application') !== core.applicationId)
    throw new DiscordError(403, 20012, 'You are not authorized to perform this action on this application');
  const guildId = request.params.guild ?? null;
  if (guildId !== null && !core.world.guilds.has(guildId)) throw refuse('missingAccess');
  const key = guildId ?? 'global';
  return { key, guildId, commands: core.world.commands.get(key) ?? [] };
}

function find(core: DiscordCore, request: ApiRequest): DiscordCommand {
  const command = scopeOf(core, request).commands.find((candidate) => candidate.id === param(request, 'command'));
  if (!command) throw refuse('unknownCommand');
  return command;
}

function list(core: DiscordCore, request: ApiRequest): ApiResponse {
  const localized = request.query.get('with_localizations') === 'true';
  return ok(scopeOf(core, request).commands.map((command) => commandJson(core, command, localized)));
}

function overwrite(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { key, guildId, commands } = scopeOf(core, request);
  if (!Array.isArray(request.body))
    throw new DiscordError(400, 50035, 'Invalid Form Body', {
      _errors: [{ code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' }],
    });
  const errors = new FormErrors();
  const wanted = checkObjects(errors, [], request.body);
  errors.throwIfAny();
  checkCommandSet(wanted, guildId === null);
  countCreated(core, key, wanted.filter((data) => !commands.some((command) => sameCommand(command, data))).length);
  const stored = wanted.map((data) => store(core, guildId, data, commands));
  core.world.commands.set(key, stored);
  core.changed();
  return ok(stored.map((command) => commandJson(core, command, true)));
}

function create(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { key, guildId, commands } = scopeOf(core, request);
  const data = bodyObject(request);
  check(data, guildId === null);
  const existed = commands.some((command) => sameCommand(command, data));
  if (!existed) {
    const type = numberOf(data.type, 1);
    const alike = commands.filter((command) => numberOf(command.data.type, 1) === type);
    if (alike.length >= mostOfType(type)) throw tooMany(mostOfType(type));
    countCreated(core, key, 1);
  }
  const command = store(core, guildId, data, commands);
  const rest = commands.filter((other) => other.id !== command.id);
  core.world.commands.set(key, [...rest, command]);
  core.changed();
  return existed ? ok(commandJson(core, command, true)) : created(commandJson(core, command, true));
}

function edit(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { key, guildId, commands } = scopeOf(core, request);
  const before = find(core, request);
  // A command's type never changes.
  const data = { ...before.data, ...bodyObject(request), type: numberOf(before.data.type, 1) };
  check(
    data,
    guildId === null,
    commands.filter((other) => other.id !== before.id),
  );
  const command: DiscordCommand = { ...before, data, version: core.world.ids.next() };
  core.world.commands.set(
    key,
    commands.map((other) => (other.id === before.id ? command : other)),
  );
  core.changed();
  return ok(commandJson(core, command, true));
}

function remove(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { key, commands } = scopeOf(core, request);
  const gone = find(core, request);
  core.world.commands.set(
    key,
    commands.filter((command) => command.id !== gone.id),
  );
  core.changed();
  return noContent;
}

function check(data: WireObject, global: boolean, others: readonly DiscordCommand[] = []): void {
  const errors = new FormErrors();
  checkCommand(errors, [], data, global);
  if (others.some((command) => sameCommand(command, data))) addDuplicate(errors, []);
  errors.throwIfAny();
}

const tooMany = (most: number): DiscordError =>
  new DiscordError(400, 30032, `Maximum number of application commands reached (${most}).`);

/** Counts the commands created within a day, even those removed again. */
function countCreated(core: DiscordCore, key: string, count: number): void {
  const now = core.clock.now();
  const { commandsCreated } = core.world;
  const today = (commandsCreated.get(key) ?? []).filter((at) => now - at < DAY);
  if (count > 0 && today.length + count > CREATED_A_DAY)
    throw new DiscordError(
      400,
      30034,
      `Maximum number of daily application command creates has been reached (${CREATED_A_DAY})`,
    );
  commandsCreated.set(key, [...today, ...Array(count).fill(now)]);
}

const sameCommand = (command: DiscordCommand, data: WireObject): boolean =>
  command.data.name === data.name && numberOf(command.data.type, 1) === numberOf(data.type, 1);

/** Stores a command. One that keeps its name keeps its id. */
function store(
  core: DiscordCore,
  guildId: string | null,
  data: WireObject,
  known: readonly DiscordCommand[],
): DiscordCommand {
  const before = known.find((command) => sameCommand(command, data));
  return { id: before?.id ?? core.world.ids.next(), version: core.world.ids.next(), guildId, data };
}

function commandJson(core: DiscordCore, command: DiscordCommand, localized: boolean): WireObject {
  const { data } = command;
  return {
    id: command.id,
    application_id: core.applicationId,
    version: command.version,
    default_member_permissions: null,
    dm_permission: true,
    contexts: null,
    integration_types: [0],
    nsfw: false,
    description: '',
    name_localizations: null,
    description_localizations: null,
    ...(localized ? data : withoutLocalizations(data)),
    type: numberOf(data.type, 1),
    name: textOf(data.name),
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
  };
}

function withoutLocalizations(item: WireObject): WireObject {
  const entries = Object.entries(item).filter(([key]) => !key.endsWith('_localizations'));
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((inner) => (isObject(inner) ? withoutLocalizations(inner) : inner)) : value,
    ]),
  );
}
