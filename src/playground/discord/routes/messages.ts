import { emitMessage, emitMessageEvent } from '../actions/emit.ts';
import { changeMessage, postMessage, postSystemMessage, removeMessage } from '../actions/messages.ts';
import { checkThreadWritable } from '../actions/thread-members.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type Route, route } from '../http/router.ts';
import { idOf, isObject, type JsonObject, listOf, numberOf } from '../json.ts';
import { botChannel, canSee, may, sendPermission } from '../model/access.ts';
import { contentIsReadable, messageJson } from '../model/serialize-message.ts';
import type { Channel, Message } from '../model/types.ts';
import { channelType, messageFlag } from '../model/types.ts';
import { olderFirst } from '../snowflake.ts';
import { FormErrors, refuseField } from '../validate/form-errors.ts';
import { checkMessage } from '../validate/message.ts';

const HOUR = 3_600_000;
/** Discord does not publish this limit; this is what bots observe, per channel. */
const OLD_EDITS = 3;
const OLD_EDITS_WINDOW = 20_000;
const NONCE_MEMORY = 5 * 60_000;
const oldEdits = new WeakMap<Channel, number[]>();

export const messageRoutes: readonly Route[] = [
  route('POST', '/channels/:channel/messages', createMessage),
  route('GET', '/channels/:channel/messages', listMessages),
  route('GET', '/channels/:channel/messages/pins', listPins),
  route('GET', '/channels/:channel/messages/:message', (core, request) =>
    ok(shown(core, visibleMessage(core, request))),
  ),
  route('PATCH', '/channels/:channel/messages/:message', editMessage),
  route('DELETE', '/channels/:channel/messages/:message', deleteMessage),
  route('POST', '/channels/:channel/messages/bulk-delete', bulkDelete),
  route('PUT', '/channels/:channel/messages/pins/:message', (core, request) => pin(core, request, true)),
  route('PUT', '/channels/:channel/pins/:message', (core, request) => pin(core, request, true)),
  route('DELETE', '/channels/:channel/messages/pins/:message', (core, request) => pin(core, request, false)),
  route('DELETE', '/channels/:channel/pins/:message', (core, request) => pin(core, request, false)),
  route('POST', '/channels/:channel/typing', (core, request) => {
    botChannel(core.world, param(request, 'channel'), 'SendMessages');
    return noContent;
  }),
];

/** As REST shows it: what others wrote only if the application has Message Content. */
function shown(core: Core, message: Message): JsonObject {
  const content = contentIsReadable(core.world, message, core.privileged.messageContent);
  return messageJson(core.world, message, { origin: core.origin(), content });
}

export function visibleMessage(core: Core, request: ApiRequest): Message {
  const channel = botChannel(core.world, param(request, 'channel'));
  const message = core.world.message(channel.id, param(request, 'message'));
  if (message.onlyFor !== null) throw refuse('unknownMessage');
  if (!may(core.world, core.world.bot.id, channel, 'ReadMessageHistory') && message.authorId !== core.world.bot.id)
    throw refuse('missingAccess');
  return message;
}

function createMessage(core: Core, request: ApiRequest): ApiResponse {
  const { world } = core;
  const channel = world.channel(param(request, 'channel'));
  if (!canSee(world, world.bot.id, channel)) throw refuse('missingAccess');
  if (channel.type === channelType.category) throw refuse('nonTextChannel');
  if (channel.type === channelType.dm) checkDirect(core, channel);
  if (!may(world, world.bot.id, channel, sendPermission(channel))) throw refuse('missingPermissions');
  checkThreadWritable(core, world.bot.id, channel);
  const body = bodyObject(request);
  const nonce = checkNonce(body.nonce);
  if (nonce !== null && body.enforce_nonce === true) {
    const known = sameNonce(core, channel, nonce);
    if (known) return ok(shown(core, known));
  }
  const draft = checkMessage(body, request.files, { existing: null, interaction: false });
  if (draft.newFiles.length > 0 && !may(world, world.bot.id, channel, 'AttachFiles'))
    throw refuse('missingPermissions');
  const replyTo = repliedMessage(core, channel, body);
  return ok(shown(core, postMessage(core, { channel, authorId: world.bot.id, draft, nonce, replyTo })));
}

/** Writing to somebody needs a server in common and their consent. */
function checkDirect(core: Core, channel: Channel): void {
  const guilds = [...core.world.guilds.values()];
  for (const id of channel.recipients) {
    if (!guilds.some((guild) => guild.members.has(id))) throw refuse('noMutualGuilds');
    if (!core.world.user(id).acceptsDirectMessages) throw refuse('cannotMessageUser');
  }
}

function checkNonce(value: unknown): string | number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  if (value.length > 25)
    throw refuseField(['nonce'], 'NONCE_TYPE_TOO_LONG', 'Nonce must be no more than 25 characters.');
  return value;
}

/** The message this nonce already made, looked for among the latest ones only, as Discord does. */
function sameNonce(core: Core, channel: Channel, nonce: string | number): Message | undefined {
  for (const id of channel.messages.toReversed()) {
    const message = core.world.messages.get(id);
    if (!message) continue;
    if (core.clock.now() - message.at >= NONCE_MEMORY) return undefined;
    const same = message.nonce !== null && String(message.nonce) === String(nonce);
    if (same && message.authorId === core.world.bot.id) return message;
  }
  return undefined;
}

function repliedMessage(core: Core, channel: Channel, body: JsonObject): Message | null {
  const reference = body.message_reference;
  if (!isObject(reference)) return null;
  const target = core.world.messages.get(idOf(reference.message_id));
  if (target && target.channelId === channel.id && target.onlyFor === null) {
    if (!may(core.world, core.world.bot.id, channel, 'ReadMessageHistory'))
      throw refuseField(
        ['message_reference'],
        'REPLIES_CANNOT_REPLY_WITHOUT_READ_MESSAGE_HISTORY',
        'Cannot reply without permission to read message history',
      );
    return target;
  }
  if (reference.fail_if_not_exists === false) return null;
  throw refuseField(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
}

function listMessages(core: Core, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'));
  const limit = Number(request.query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw refuseField(
      ['limit'],
      limit < 1 ? 'NUMBER_TYPE_MIN' : 'NUMBER_TYPE_MAX',
      `int value should be ${limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100'}.`,
    );
  }
  if (!may(core.world, core.world.bot.id, channel, 'ReadMessageHistory')) return ok([]);
  const all = channel.messages.filter((id) => core.world.messages.get(id)?.onlyFor === null).sort(olderFirst);
  const ids = chooseIds(all, request.query, limit);
  return ok(
    ids.reverse().flatMap((id) => {
      const message = core.world.messages.get(id);
      return message ? [shown(core, message)] : [];
    }),
  );
}

function chooseIds(all: readonly string[], query: URLSearchParams, limit: number): string[] {
  const before = query.get('before');
  const after = query.get('after');
  const around = query.get('around');
  if (around !== null) {
    const half = Math.floor(limit / 2);
    const older = all.filter((id) => BigInt(id) <= BigInt(around)).slice(-(half + 1));
    const newer = all.filter((id) => BigInt(id) > BigInt(around)).slice(0, Math.max(0, limit - older.length));
    return [...older, ...newer].slice(0, limit);
  }
  if (after !== null) return all.filter((id) => BigInt(id) > BigInt(after)).slice(0, limit);
  const older = before === null ? all : all.filter((id) => BigInt(id) < BigInt(before));
  return older.slice(-limit);
}

function editMessage(core: Core, request: ApiRequest): ApiResponse {
  const message = visibleMessage(core, request);
  const channel = core.world.channel(message.channelId);
  if (message.authorId !== core.world.bot.id) throw refuse('editOfOthersMessage');
  if (channel.thread?.archived) throw refuse('threadArchived');
  const draft = checkMessage(bodyObject(request), request.files, { existing: message, interaction: false });
  countOldEdit(core, channel, message);
  return ok(shown(core, changeMessage(core, message, draft)));
}

/** Messages older than an hour are edited sparingly: their limit is a 429 with a code of its own. */
function countOldEdit(core: Core, channel: Channel, message: Message): void {
  const now = core.clock.now();
  if (now - message.at <= HOUR) return;
  const recent = (oldEdits.get(channel) ?? []).filter((at) => now - at < OLD_EDITS_WINDOW);
  const [oldest] = recent;
  if (oldest !== undefined && recent.length >= OLD_EDITS) {
    const refusal = refuse('editsOfOldMessage');
    refusal.retryAfter = (oldest + OLD_EDITS_WINDOW - now) / 1000;
    throw refusal;
  }
  oldEdits.set(channel, [...recent, now]);
}

function deleteMessage(core: Core, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'));
  const message = core.world.message(channel.id, param(request, 'message'));
  if (message.onlyFor !== null) throw refuse('unknownMessage');
  if (message.authorId !== core.world.bot.id) {
    if (channel.guildId === null) throw refuse('cannotExecuteOnDm');
    if (!may(core.world, core.world.bot.id, channel, 'ManageMessages')) throw refuse('missingPermissions');
  }
  if (channel.thread?.archived) throw refuse('threadArchived');
  removeMessage(core, message);
  return noContent;
}

function bulkDelete(core: Core, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'), 'ManageMessages');
  const ids = listOf(bodyObject(request).messages).map(idOf);
  const errors = new FormErrors();
  if (ids.length < 2 || ids.length > 100)
    errors.add(['messages'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 2 and 100 in length.');
  errors.throwIfAny();
  for (const id of ids) {
    const message = core.world.messages.get(id);
    if (message && message.channelId === channel.id) removeMessage(core, message);
  }
  return noContent;
}

function pin(core: Core, request: ApiRequest, pinned: boolean): ApiResponse {
  const message = visibleMessage(core, request);
  const channel = core.world.channel(message.channelId);
  const allowed =
    may(core.world, core.world.bot.id, channel, 'PinMessages') ||
    may(core.world, core.world.bot.id, channel, 'ManageMessages');
  if (!allowed) throw refuse('missingPermissions');
  if (channel.thread?.archived) throw refuse('threadArchived');
  if (message.pinned === pinned) return noContent;
  if (pinned && channel.messages.filter((id) => core.world.messages.get(id)?.pinned).length >= 250)
    throw refuse('maximumPins');
  message.pinned = pinned;
  emitMessage(core, 'MESSAGE_UPDATE', message);
  emitMessageEvent(
    core,
    'CHANNEL_PINS_UPDATE',
    message,
    { last_pin_timestamp: new Date(core.clock.now()).toISOString() },
    intent.guilds,
    intent.directMessages,
  );
  if (pinned) postSystemMessage(core, channel, core.world.bot.id, 6, '', message);
  return noContent;
}

function listPins(core: Core, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'));
  const limit = numberOf(Number(request.query.get('limit') ?? 50), 50);
  const items = channel.messages.flatMap((id) => {
    const message = core.world.messages.get(id);
    return message?.pinned && !(message.flags & messageFlag.ephemeral)
      ? [{ pinned_at: new Date(message.at).toISOString(), message: shown(core, message) }]
      : [];
  });
  return ok({ items: items.reverse().slice(0, limit), has_more: items.length > limit });
}
