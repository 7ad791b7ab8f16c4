import { emitGuild } from '../actions/emit.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { numberOf, textOf, type WireObject } from '../json.ts';
import { guildPermissions, highestPosition, permissionBits } from '../model/permissions.ts';
import { roleJson } from '../model/serialize.ts';
import type { DiscordRole, Guild } from '../model/types.ts';
import { checkNumber, checkText, FormErrors } from '../validate/form-errors.ts';
import { checkBoolean, checkPermissions } from '../validate/values.ts';
import { requireInGuild } from './guilds.ts';

const base = '/guilds/:guild/roles';
const MOST = 250;

export const roleRoutes: readonly ApiRoute[] = [
  route('GET', base, (core, request) =>
    ok([...core.world.guild(param(request, 'guild')).roles.values()].map(roleJson)),
  ),
  route('GET', `${base}/:role`, (core, request) =>
    ok(roleJson(roleOf(core.world.guild(param(request, 'guild')), param(request, 'role')))),
  ),
  route('POST', base, createRole),
  route('PATCH', `${base}/:role`, editRole),
  route('DELETE', `${base}/:role`, deleteRole),
];

export function roleOf(guild: Guild, id: string): DiscordRole {
  const role = guild.roles.get(id);
  if (!role) throw refuse('unknownRole');
  return role;
}

/** Checks that the role is below the bot's highest one: a bot changes and assigns only those. */
export function requireBelow(core: DiscordCore, guild: Guild, role: DiscordRole): void {
  requireInGuild(core, guild, 'ManageRoles');
  const bot = guild.members.get(core.world.bot.id);
  if (!bot || role.position >= highestPosition(guild, bot)) throw refuse('missingPermissions');
}

/** Returns the checked permissions of a body, limited to those the bot has itself; null when it names none. */
function checkRole(core: DiscordCore, guild: Guild, body: WireObject): bigint | null {
  const errors = new FormErrors();
  checkText(errors, ['name'], body.name, { max: 100 });
  checkNumber(errors, ['color'], body.color, 0, 0xffffff);
  checkBoolean(errors, ['mentionable'], body.mentionable);
  const permissions = checkPermissions(errors, ['permissions'], body.permissions);
  errors.throwIfAny();
  if ((body.permissions ?? null) === null) return null;
  const bot = guild.members.get(core.world.bot.id);
  const own = bot ? guildPermissions(guild, bot) : 0n;
  if (!(own & permissionBits.Administrator) && (permissions & ~own) !== 0n) throw refuse('missingPermissions');
  return permissions;
}

function createRole(core: DiscordCore, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  requireInGuild(core, guild, 'ManageRoles');
  const body = bodyObject(request);
  const everyone = guild.roles.get(guild.id)?.permissions ?? 0n;
  const permissions = checkRole(core, guild, body) ?? everyone;
  if (guild.roles.size >= MOST) throw refuse('maximumRoles');
  const role = core.world.createRole(guild, textOf(body.name) || 'new role', permissions);
  role.color = numberOf(body.color, 0);
  role.mentionable = body.mentionable === true;
  emitGuild(core, 'GUILD_ROLE_CREATE', guild.id, intent.guilds, { guild_id: guild.id, role: roleJson(role) });
  return ok(roleJson(role));
}

function editRole(core: DiscordCore, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const role = roleOf(guild, param(request, 'role'));
  requireBelow(core, guild, role);
  const body = bodyObject(request);
  role.permissions = checkRole(core, guild, body) ?? role.permissions;
  role.name = textOf(body.name) || role.name;
  role.color = numberOf(body.color, role.color);
  if (typeof body.mentionable === 'boolean') role.mentionable = body.mentionable;
  emitGuild(core, 'GUILD_ROLE_UPDATE', guild.id, intent.guilds, { guild_id: guild.id, role: roleJson(role) });
  return ok(roleJson(role));
}

function deleteRole(core: DiscordCore, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const role = roleOf(guild, param(request, 'role'));
  requireBelow(core, guild, role);
  // These are @everyone and the roles that come with an application.
  if (role.id === guild.id || role.botId !== null) throw refuse('invalidRole');
  guild.roles.delete(role.id);
  for (const member of guild.members.values()) member.roles.delete(role.id);
  emitGuild(core, 'GUILD_ROLE_DELETE', guild.id, intent.guilds, { guild_id: guild.id, role_id: role.id });
  return noContent;
}
