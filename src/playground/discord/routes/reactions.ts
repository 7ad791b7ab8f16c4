import { emitMessageEvent } from '../actions/emit.ts';
import { checkThreadEditable } from '../actions/thread-members.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { type ApiRequest, type ApiResponse, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { may, readableMessage } from '../model/access.ts';
import { userJson } from '../model/serialize.ts';
import type { DiscordMessage } from '../model/types.ts';
import { olderFirst } from '../snowflake.ts';
import { isEmoji } from '../validate/emoji.ts';
import { queryInteger, querySnowflake } from '../validate/values.ts';

const base = '/channels/:channel/messages/:message/reactions';

export const reactionRoutes: readonly ApiRoute[] = [
  route('PUT', `${base}/:emoji/@me`, add),
  route('DELETE', `${base}/:emoji/@me`, (core, request) => remove(core, request, core.world.bot.id)),
  route('DELETE', `${base}/:emoji/:user`, (core, request) => remove(core, request, param(request, 'user'))),
  route('GET', `${base}/:emoji`, list),
  route('DELETE', `${base}/:emoji`, (core, request) => clear(core, request, emojiOf(request))),
  route('DELETE', base, (core, request) => clear(core, request, null)),
];

const readable = (core: DiscordCore, request: ApiRequest): DiscordMessage =>
  readableMessage(core.world, param(request, 'channel'), param(request, 'message'));

function reactable(core: DiscordCore, request: ApiRequest): DiscordMessage {
  const message = readable(core, request);
  checkThreadEditable(core, core.world.channel(message.channelId));
  return message;
}

/** Reads exactly one Unicode emoji. No server of this Discord has its own. */
function emojiOf(request: ApiRequest): string {
  const given = param(request, 'emoji');
  if (!isEmoji(given)) throw refuse('unknownEmoji');
  return given;
}

function add(core: DiscordCore, request: ApiRequest): ApiResponse {
  const message = reactable(core, request);
  const channel = core.world.channel(message.channelId);
  const emoji = emojiOf(request);
  const users = message.reactions.get(emoji);
  if (!users) {
    if (message.reactions.size >= 20) throw refuse('maximumReactions');
    if (!may(core.world, core.world.bot.id, channel, 'AddReactions')) throw refuse('missingPermissions');
  }
  message.reactions.set(emoji, new Set([...(users ?? []), core.world.bot.id]));
  emit(core, 'MESSAGE_REACTION_ADD', message, {
    user_id: core.world.bot.id,
    emoji: { id: null, name: emoji },
    burst: false,
    type: 0,
  });
  return noContent;
}

function remove(core: DiscordCore, request: ApiRequest, userId: string): ApiResponse {
  const message = reactable(core, request);
  const channel = core.world.channel(message.channelId);
  if (userId !== core.world.bot.id && !may(core.world, core.world.bot.id, channel, 'ManageMessages'))
    throw refuse('missingPermissions');
  const emoji = emojiOf(request);
  const users = message.reactions.get(emoji);
  if (!users?.delete(userId)) return noContent;
  if (users.size === 0) message.reactions.delete(emoji);
  emit(core, 'MESSAGE_REACTION_REMOVE', message, {
    user_id: userId,
    emoji: { id: null, name: emoji },
    burst: false,
    type: 0,
  });
  return noContent;
}

function list(core: DiscordCore, request: ApiRequest): ApiResponse {
  const users = readable(core, request).reactions.get(emojiOf(request)) ?? new Set();
  const limit = queryInteger(request.query, 'limit', { min: 1, max: 100, otherwise: 25 });
  const after = querySnowflake(request.query, 'after') ?? 0n;
  const ids = [...users].filter((id) => BigInt(id) > after).sort(olderFirst);
  return ok(ids.slice(0, limit).map((id) => userJson(core.world.user(id))));
}

function clear(core: DiscordCore, request: ApiRequest, emoji: string | null): ApiResponse {
  const message = reactable(core, request);
  if (!may(core.world, core.world.bot.id, core.world.channel(message.channelId), 'ManageMessages'))
    throw refuse('missingPermissions');
  if (emoji === null) message.reactions.clear();
  else message.reactions.delete(emoji);
  if (emoji === null) emit(core, 'MESSAGE_REACTION_REMOVE_ALL', message, {});
  else emit(core, 'MESSAGE_REACTION_REMOVE_EMOJI', message, { emoji: { id: null, name: emoji } });
  return noContent;
}

function emit(
  core: DiscordCore,
  name: string,
  message: DiscordMessage,
  extra: Readonly<Record<string, unknown>>,
): void {
  emitMessageEvent(
    core,
    name,
    message,
    { message_id: message.id, ...extra },
    intent.guildMessageReactions,
    intent.directMessageReactions,
  );
}
