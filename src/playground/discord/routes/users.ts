import { emitGuild } from '../actions/emit.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { idOf, type WireObject } from '../json.ts';
import { guildPermissions } from '../model/permissions.ts';
import { channelJson, guildJson, userJson } from '../model/serialize.ts';

export const userRoutes: readonly ApiRoute[] = [
  route('GET', '/gateway', (core) => ok({ url: gatewayUrl(core) }), true),
  route('GET', '/gateway/bot', (core) =>
    ok({
      url: gatewayUrl(core),
      shards: core.gateway.shards,
      session_start_limit: core.gateway.starts.limit(),
    }),
  ),
  route('GET', '/users/@me', (core) =>
    ok({ ...userJson(core.world.bot), verified: true, mfa_enabled: true, locale: 'fr', email: null }),
  ),
  route('GET', '/users/@me/guilds', listGuilds),
  route('DELETE', '/users/@me/guilds/:guild', leaveGuild),
  route('POST', '/users/@me/channels', openDirect),
  route('GET', '/users/:user', (core, request) => ok(userJson(core.world.user(param(request, 'user'))))),
  route('GET', '/oauth2/applications/@me', (core) => ok(applicationJson(core))),
  route('GET', '/applications/@me', (core) => ok(applicationJson(core))),
];

const gatewayUrl = (core: DiscordCore): string => core.origin().replace('http', 'ws');

function applicationJson(core: DiscordCore): WireObject {
  const { privileged } = core;
  const flags =
    (privileged.presences ? 1 << 13 : 0) |
    (privileged.guildMembers ? 1 << 15 : 0) |
    (privileged.messageContent ? 1 << 19 : 0);
  return {
    id: core.applicationId,
    name: core.world.bot.name,
    icon: null,
    description: '',
    type: null,
    bot: userJson(core.world.bot),
    summary: '',
    verify_key: '0'.repeat(64),
    flags,
    flags_new: String(flags),
    bot_public: true,
    bot_require_code_grant: false,
    integration_types_config: { '0': {} },
    approximate_guild_count: core.world.guilds.size,
    hook: true,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userJson(core.world.bot),
    explicit_content_filter: 0,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    eligible_oauth2_scopes: [],
    team: null,
  };
}

function listGuilds(core: DiscordCore): ApiResponse {
  return ok(
    [...core.world.guilds.values()].map((guild) => {
      const bot = guild.members.get(core.world.bot.id);
      return {
        id: guild.id,
        name: guild.name,
        icon: null,
        banner: null,
        owner: false,
        features: guildJson(guild).features,
        permissions: (bot ? guildPermissions(guild, bot) : 0n).toString(),
      };
    }),
  );
}

function leaveGuild(core: DiscordCore, request: ApiRequest): ApiResponse {
  const guild = core.world.guild(param(request, 'guild'));
  const bot = guild.members.get(core.world.bot.id);
  if (!bot) throw refuse('unknownGuild');
  emitGuild(core, 'GUILD_DELETE', guild.id, intent.guilds, { id: guild.id });
  core.world.guilds.delete(guild.id);
  for (const channel of [...core.world.channels.values()])
    if (channel.guildId === guild.id) core.world.channels.delete(channel.id);
  return noContent;
}

/** Opens a direct conversation, which always succeeds; only writing into it may be refused. */
function openDirect(core: DiscordCore, request: ApiRequest): ApiResponse {
  const user = core.world.users.get(idOf(bodyObject(request).recipient_id));
  if (!user || user.bot) throw refuse('invalidRecipients');
  return ok(channelJson(core.world, core.world.directChannel(user.id)));
}
