import { emitGuild } from '../actions/emit.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { idOf, textOf } from '../json.ts';
import { highestPosition } from '../model/permissions.ts';
import { memberJson } from '../model/serialize.ts';
import type { DiscordRole, Guild, Member } from '../model/types.ts';
import { olderFirst } from '../snowflake.ts';
import { checkText, FormErrors, refuseField } from '../validate/form-errors.ts';
import { checkList, checkSnowflake, queryInteger, querySnowflake } from '../validate/values.ts';
import { requireInGuild } from './guilds.ts';
import { requireBelow, roleOf } from './roles.ts';

const base = '/guilds/:guild/members';

export const memberRoutes: readonly ApiRoute[] = [
  route('GET', base, listMembers),
  route('GET', `${base}/search`, searchMembers),
  route('GET', `${base}/:user`, (core, request) => ok(memberJson(core.world, memberOf(core, request)))),
  route('PATCH', `${base}/:user`, patchMember),
  route('PUT', `${base}/:user/roles/:role`, (core, request) => changeRole(core, request, true)),
  route('DELETE', `${base}/:user/roles/:role`, (core, request) => changeRole(core, request, false)),
];

function memberOf(core: DiscordCore, request: ApiRequest): Member {
  const id = param(request, 'user') === '@me' ? core.world.bot.id : param(request, 'user');
  const member = core.world.guild(param(request, 'guild')).members.get(id);
  if (!member) throw refuse(core.world.users.has(id) ? 'unknownMember' : 'unknownUser');
  return member;
}

const limitOf = (request: ApiRequest): number =>
  queryInteger(request.query, 'limit', { min: 1, max: 1000, otherwise: 1 });

/** Lists members, which needs the privileged intent; searching doesn't. */
function listMembers(core: DiscordCore, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  if (!core.privileged.guildMembers) throw refuse('missingAccess');
  const limit = limitOf(request);
  const after = querySnowflake(request.query, 'after') ?? 0n;
  const ids = [...guild.members.keys()]
    .filter((id) => BigInt(id) > after)
    .sort(olderFirst)
    .slice(0, limit);
  return ok(ids.flatMap((id) => membersJson(core, guild.members.get(id))));
}

function searchMembers(core: DiscordCore, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const limit = limitOf(request);
  const query = (request.query.get('query') ?? '').toLowerCase();
  if (query === '') throw refuseField(['query'], 'BASE_TYPE_REQUIRED', 'This field is required');
  const found = [...guild.members.values()].filter((member) => {
    const user = core.world.user(member.userId);
    return [member.nick ?? '', user.username, user.name].some((name) => name.toLowerCase().startsWith(query));
  });
  return ok(found.slice(0, limit).flatMap((member) => membersJson(core, member)));
}

const membersJson = (core: DiscordCore, member: Member | undefined): unknown[] =>
  member ? [memberJson(core.world, member)] : [];

function patchMember(core: DiscordCore, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const member = memberOf(core, request);
  const body = bodyObject(request);
  const errors = new FormErrors();
  checkText(errors, ['nick'], body.nick, { max: 32 });
  const ids = checkList(errors, ['roles'], body.roles);
  for (const [index, id] of ids.entries()) checkSnowflake(errors, ['roles', index], id);
  errors.throwIfAny();
  const roles = ids.map((id) => roleOf(guild, idOf(id)));
  if (body.nick !== undefined) requireNickname(core, guild, member);
  if (Array.isArray(body.roles)) setRoles(core, guild, member, roles);
  if (body.nick !== undefined) member.nick = textOf(body.nick) || null;
  memberUpdated(core, guild, member);
  return ok(memberJson(core.world, member));
}

/** A bot may change its own nickname, and others' only when they are below it. */
function requireNickname(core: DiscordCore, guild: Guild, member: Member): void {
  const isSelf = member.userId === core.world.bot.id;
  requireInGuild(core, guild, isSelf ? 'ChangeNickname' : 'ManageNicknames');
  const bot = guild.members.get(core.world.bot.id);
  const below = bot && highestPosition(guild, member) < highestPosition(guild, bot);
  if (!isSelf && !below) throw refuse('missingPermissions');
}

/** Sets roles. Every role that is added or removed has to be one the bot may assign. */
function setRoles(core: DiscordCore, guild: Guild, member: Member, roles: readonly DiscordRole[]): void {
  requireInGuild(core, guild, 'ManageRoles');
  const wanted = new Set(roles.map(({ id }) => id));
  const changed = [...guild.roles.values()].filter(({ id }) => wanted.has(id) !== member.roles.has(id));
  for (const role of changed) requireAssignable(core, guild, role);
  member.roles.clear();
  for (const id of wanted) member.roles.add(id);
}

/** Roles of applications come and go with them. */
function requireAssignable(core: DiscordCore, guild: Guild, role: DiscordRole): void {
  requireBelow(core, guild, role);
  if (role.botId !== null || role.id === guild.id) throw refuse('missingPermissions');
}

function changeRole(core: DiscordCore, request: ApiRequest, add: boolean): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const member = memberOf(core, request);
  const role = roleOf(guild, param(request, 'role'));
  requireAssignable(core, guild, role);
  if (add) member.roles.add(role.id);
  else member.roles.delete(role.id);
  memberUpdated(core, guild, member);
  return noContent;
}

function memberUpdated(core: DiscordCore, guild: Guild, member: Member): void {
  emitGuild(core, 'GUILD_MEMBER_UPDATE', guild.id, intent.guildMembers, {
    guild_id: guild.id,
    ...memberJson(core.world, member),
  });
}
