import { addReaction, checkNewReaction, clearReactions, removeReaction } from '../actions/reactions.ts';
import { checkThreadEditable } from '../actions/thread-members.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { may, readableMessage } from '../model/access.ts';
import { knownEmoji } from '../model/emoji.ts';
import { userJson } from '../model/serialize.ts';
import type { DiscordMessage } from '../model/types.ts';
import { olderFirst } from '../snowflake.ts';
import { queryInteger, querySnowflake } from '../validate/values.ts';

const base = '/channels/:channel/messages/:message/reactions';

export const reactionRoutes: readonly ApiRoute[] = [
  route('PUT', `${base}/:emoji/@me`, add),
  route('DELETE', `${base}/:emoji/@me`, (core, request) => remove(core, request, core.world.bot.id)),
  route('DELETE', `${base}/:emoji/:user`, (core, request) => remove(core, request, param(request, 'user'))),
  route('GET', `${base}/:emoji`, list),
  route('DELETE', `${base}/:emoji`, (core, request) => clear(core, request, emojiOf(core, request))),
  route('DELETE', base, (core, request) => clear(core, request, null)),
];

const readable = (core: DiscordCore, request: ApiRequest): DiscordMessage =>
  readableMessage(core.world, param(request, 'channel'), param(request, 'message'));

function reactable(core: DiscordCore, request: ApiRequest): DiscordMessage {
  const message = readable(core, request);
  checkThreadEditable(core, core.world.channel(message.channelId));
  return message;
}

/** Reads exactly one emoji: Unicode, or one of the guild's own. */
function emojiOf(core: DiscordCore, request: ApiRequest): string {
  const { guildId } = core.world.channel(param(request, 'channel'));
  const emoji = knownEmoji(param(request, 'emoji'), core.world.guilds.get(guildId ?? ''));
  if (emoji === undefined) throw refuse('unknownEmoji');
  return emoji;
}

function add(core: DiscordCore, request: ApiRequest): ApiResponse {
  const message = reactable(core, request);
  const emoji = emojiOf(core, request);
  checkNewReaction(core, message, core.world.bot.id, emoji);
  addReaction(core, message, core.world.bot.id, emoji);
  return noContent;
}

function remove(core: DiscordCore, request: ApiRequest, userId: string): ApiResponse {
  const message = reactable(core, request);
  const channel = core.world.channel(message.channelId);
  if (userId !== core.world.bot.id && !may(core.world, core.world.bot.id, channel, 'ManageMessages'))
    throw refuse('missingPermissions');
  removeReaction(core, message, userId, emojiOf(core, request));
  return noContent;
}

function list(core: DiscordCore, request: ApiRequest): ApiResponse {
  const users = readable(core, request).reactions.get(emojiOf(core, request)) ?? new Set();
  const limit = queryInteger(request.query, 'limit', { min: 1, max: 100, otherwise: 25 });
  const after = querySnowflake(request.query, 'after') ?? 0n;
  const ids = [...users].filter((id) => BigInt(id) > after).sort(olderFirst);
  return ok(ids.slice(0, limit).map((id) => userJson(core.world.user(id))));
}

function clear(core: DiscordCore, request: ApiRequest, emoji: string | null): ApiResponse {
  const message = reactable(core, request);
  if (!may(core.world, core.world.bot.id, core.world.channel(message.channelId), 'ManageMessages'))
    throw refuse('missingPermissions');
  clearReactions(core, message, emoji);
  return noContent;
}
