import { emitGuild } from '../actions/emit.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type Route, route } from '../http/router.ts';
import { numberOf, textOf } from '../json.ts';
import { guildPermissions, type PermissionName, permissionBits } from '../model/permissions.ts';
import { guildJson, memberJson, roleJson } from '../model/serialize.ts';
import type { Guild, Member, Role } from '../model/types.ts';
import { olderFirst } from '../snowflake.ts';
import { checkText, FormErrors } from '../validate/form-errors.ts';

export const guildRoutes: readonly Route[] = [
  route('GET', '/guilds/:guild', getGuild),
  route('GET', '/guilds/:guild/members', listMembers),
  route('GET', '/guilds/:guild/members/search', searchMembers),
  route('GET', '/guilds/:guild/members/:user', (core, request) => ok(memberJson(core.world, memberOf(core, request)))),
  route('PATCH', '/guilds/:guild/members/:user', patchMember),
  route('PUT', '/guilds/:guild/members/:user/roles/:role', (core, request) => changeRole(core, request, true)),
  route('DELETE', '/guilds/:guild/members/:user/roles/:role', (core, request) => changeRole(core, request, false)),
  route('GET', '/guilds/:guild/roles', (core, request) =>
    ok([...core.world.guild(param(request, 'guild')).roles.values()].map(roleJson)),
  ),
  route('POST', '/guilds/:guild/roles', createRole),
  route('PATCH', '/guilds/:guild/roles/:role', editRole),
  route('DELETE', '/guilds/:guild/roles/:role', deleteRole),
];

export function requireInGuild(core: Core, guild: Guild, permission: PermissionName): void {
  const bot = guild.members.get(core.world.bot.id);
  if (!bot || !(guildPermissions(guild, bot) & permissionBits[permission])) throw refuse('missingPermissions');
}

function getGuild(core: Core, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const counts =
    request.query.get('with_counts') === 'true'
      ? { approximate_member_count: guild.members.size, approximate_presence_count: guild.members.size }
      : {};
  return ok({ ...guildJson(guild), ...counts });
}

function memberOf(core: Core, request: ApiRequest): Member {
  const id = param(request, 'user') === '@me' ? core.world.bot.id : param(request, 'user');
  const member = core.world.guild(param(request, 'guild')).members.get(id);
  if (!member) throw refuse(core.world.users.has(id) ? 'unknownMember' : 'unknownUser');
  return member;
}

/** Listing everyone needs the privileged intent; searching does not. */
function listMembers(core: Core, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  if (!core.privileged.guildMembers) throw refuse('missingAccess');
  const limit = Math.min(1000, Math.max(1, numberOf(Number(request.query.get('limit') ?? 1), 1)));
  const after = request.query.get('after') ?? '0';
  const ids = [...guild.members.keys()]
    .filter((id) => BigInt(id) > BigInt(after))
    .sort(olderFirst)
    .slice(0, limit);
  return ok(ids.flatMap((id) => membersJson(core, guild.members.get(id))));
}

function searchMembers(core: Core, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const query = (request.query.get('query') ?? '').toLowerCase();
  const limit = Math.min(1000, Math.max(1, numberOf(Number(request.query.get('limit') ?? 1), 1)));
  const found = [...guild.members.values()].filter((member) => {
    const user = core.world.user(member.userId);
    return [member.nick ?? '', user.username, user.name].some((name) => name.toLowerCase().startsWith(query));
  });
  return ok(found.slice(0, limit).flatMap((member) => membersJson(core, member)));
}

const membersJson = (core: Core, member: Member | undefined): unknown[] =>
  member ? [memberJson(core.world, member)] : [];

function patchMember(core: Core, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const member = memberOf(core, request);
  const body = bodyObject(request);
  if (Array.isArray(body.roles)) {
    requireInGuild(core, guild, 'ManageRoles');
    member.roles.clear();
    for (const id of body.roles) member.roles.add(String(id));
  }
  if (body.nick !== undefined) member.nick = body.nick === null ? null : textOf(body.nick);
  memberUpdated(core, guild, member);
  return ok(memberJson(core.world, member));
}

function memberUpdated(core: Core, guild: Guild, member: Member): void {
  emitGuild(core, 'GUILD_MEMBER_UPDATE', guild.id, intent.guildMembers, {
    guild_id: guild.id,
    ...memberJson(core.world, member),
  });
}

function roleOf(guild: Guild, request: ApiRequest): Role {
  const role = guild.roles.get(param(request, 'role'));
  if (!role) throw refuse('unknownRole');
  return role;
}

/** A bot hands out only roles below its own highest one. */
function requireBelow(core: Core, guild: Guild, role: Role): void {
  requireInGuild(core, guild, 'ManageRoles');
  const own = [...(guild.members.get(core.world.bot.id)?.roles ?? [])].map((id) => guild.roles.get(id)?.position ?? 0);
  if (role.position >= Math.max(0, ...own) || role.botId !== null) throw refuse('missingPermissions');
}

function changeRole(core: Core, request: ApiRequest, add: boolean): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const member = memberOf(core, request);
  const role = roleOf(guild, request);
  requireBelow(core, guild, role);
  if (add) member.roles.add(role.id);
  else member.roles.delete(role.id);
  memberUpdated(core, guild, member);
  return noContent;
}

function createRole(core: Core, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  requireInGuild(core, guild, 'ManageRoles');
  const body = bodyObject(request);
  checkRole(body);
  const permissions = BigInt(textOf(body.permissions, '0'));
  const role = core.world.createRole(guild, textOf(body.name, 'new role'), permissions);
  role.color = numberOf(body.color, 0);
  role.mentionable = body.mentionable === true;
  emitGuild(core, 'GUILD_ROLE_CREATE', guild.id, intent.guilds, { guild_id: guild.id, role: roleJson(role) });
  return ok(roleJson(role));
}

function checkRole(body: Readonly<Record<string, unknown>>): void {
  const errors = new FormErrors();
  checkText(errors, ['name'], body.name, { max: 100 });
  errors.throwIfAny();
}

function editRole(core: Core, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const role = roleOf(guild, request);
  requireBelow(core, guild, role);
  const body = bodyObject(request);
  checkRole(body);
  role.name = textOf(body.name, role.name);
  role.color = numberOf(body.color, role.color);
  if (typeof body.mentionable === 'boolean') role.mentionable = body.mentionable;
  if (typeof body.permissions === 'string') role.permissions = BigInt(body.permissions);
  emitGuild(core, 'GUILD_ROLE_UPDATE', guild.id, intent.guilds, { guild_id: guild.id, role: roleJson(role) });
  return ok(roleJson(role));
}

function deleteRole(core: Core, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const role = roleOf(guild, request);
  requireBelow(core, guild, role);
  guild.roles.delete(role.id);
  for (const member of guild.members.values()) member.roles.delete(role.id);
  emitGuild(core, 'GUILD_ROLE_DELETE', guild.id, intent.guilds, { guild_id: guild.id, role_id: role.id });
  return noContent;
}
