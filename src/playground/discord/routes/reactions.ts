import { emitMessageEvent } from '../actions/emit.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { type ApiRequest, type ApiResponse, noContent, ok, param } from '../http/request.ts';
import { type Route, route } from '../http/router.ts';
import { may } from '../model/access.ts';
import { userJson } from '../model/serialize.ts';
import type { Message } from '../model/types.ts';
import { visibleMessage } from './messages.ts';

const base = '/channels/:channel/messages/:message/reactions';

export const reactionRoutes: readonly Route[] = [
  route('PUT', `${base}/:emoji/@me`, add),
  route('DELETE', `${base}/:emoji/@me`, (core, request) => remove(core, request, core.world.bot.id)),
  route('DELETE', `${base}/:emoji/:user`, (core, request) => remove(core, request, param(request, 'user'))),
  route('GET', `${base}/:emoji`, list),
  route('DELETE', `${base}/:emoji`, (core, request) => clear(core, request, param(request, 'emoji'))),
  route('DELETE', base, (core, request) => clear(core, request, null)),
];

function reactable(core: Core, request: ApiRequest): Message {
  const message = visibleMessage(core, request);
  if (core.world.channel(message.channelId).thread?.archived) throw refuse('threadArchived');
  return message;
}

function add(core: Core, request: ApiRequest): ApiResponse {
  const message = reactable(core, request);
  const channel = core.world.channel(message.channelId);
  const emoji = param(request, 'emoji');
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\uFE0F?\u20E3/u.test(emoji))
    throw refuse('unknownEmoji');
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

function remove(core: Core, request: ApiRequest, userId: string): ApiResponse {
  const message = reactable(core, request);
  const channel = core.world.channel(message.channelId);
  if (userId !== core.world.bot.id && !may(core.world, core.world.bot.id, channel, 'ManageMessages'))
    throw refuse('missingPermissions');
  const emoji = param(request, 'emoji');
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

function list(core: Core, request: ApiRequest): ApiResponse {
  const users = visibleMessage(core, request).reactions.get(param(request, 'emoji')) ?? new Set();
  return ok([...users].map((id) => userJson(core.world.user(id))));
}

function clear(core: Core, request: ApiRequest, emoji: string | null): ApiResponse {
  const message = reactable(core, request);
  if (!may(core.world, core.world.bot.id, core.world.channel(message.channelId), 'ManageMessages'))
    throw refuse('missingPermissions');
  if (emoji === null) message.reactions.clear();
  else message.reactions.delete(emoji);
  if (emoji === null) emit(core, 'MESSAGE_REACTION_REMOVE_ALL', message, {});
  else emit(core, 'MESSAGE_REACTION_REMOVE_EMOJI', message, { emoji: { id: null, name: emoji } });
  return noContent;
}

function emit(core: Core, name: string, message: Message, extra: Readonly<Record<string, unknown>>): void {
  emitMessageEvent(
    core,
    name,
    message,
    { message_id: message.id, ...extra },
    intent.guildMessageReactions,
    intent.directMessageReactions,
  );
}
