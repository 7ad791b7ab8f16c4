import { changeMessage, postMessage, removeMessage, removeMessages } from '../actions/messages.ts';
import { countOldEdit } from '../actions/old-edits.ts';
import { checkThreadEditable, checkThreadWritable } from '../actions/thread-members.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { idOf, type WireObject } from '../json.ts';
import { botChannel, may, readableMessage, sendPermission, sharedMessage } from '../model/access.ts';
import { contentIsReadable, messageJson } from '../model/serialize-message.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import { channelType } from '../model/types.ts';
import { olderFirst } from '../snowflake.ts';
import { checkCount, FormErrors, refuseField } from '../validate/form-errors.ts';
import { checkMessage, type Draft } from '../validate/message.ts';
import { checkNonce, sameNonce } from '../validate/nonce.ts';
import { repliedMessage } from '../validate/reply.ts';
import { checkList, queryInteger, querySnowflake } from '../validate/values.ts';

const TWO_WEEKS = 14 * 24 * 3_600_000;

export const messageRoutes: readonly ApiRoute[] = [
  route('POST', '/channels/:channel/messages', createMessage),
  route('GET', '/channels/:channel/messages', listMessages),
  route('GET', '/channels/:channel/messages/:message', (core, request) =>
    ok(shownMessage(core, readableMessage(core.world, param(request, 'channel'), param(request, 'message')))),
  ),
  route('PATCH', '/channels/:channel/messages/:message', editMessage),
  route('DELETE', '/channels/:channel/messages/:message', deleteMessage),
  route('POST', '/channels/:channel/messages/bulk-delete', bulkDelete),
  route('POST', '/channels/:channel/typing', (core, request) => {
    const channel = botChannel(core.world, param(request, 'channel'));
    if (!may(core.world, core.world.bot.id, channel, sendPermission(channel))) throw refuse('missingPermissions');
    return noContent;
  }),
];

/** Formats a message as REST shows it: with what others wrote only if the application has Message Content. */
export function shownMessage(core: DiscordCore, message: DiscordMessage): WireObject {
  const content = contentIsReadable(core.world, message, core.privileged.messageContent);
  return messageJson(core.world, message, { origin: core.origin(), content });
}

/**
 * Returns whether somebody wrote it: a plain message, a reply, or the answer to a command. Discord wrote everything
 * else.
 */
export const isOfPeople = (message: DiscordMessage): boolean => [0, 19, 20].includes(message.type);

/** Discord's own lines that nobody can delete: joined, left, renamed, how a thread began. */
const undeletable: readonly number[] = [1, 2, 3, 4, 5, 21];

function createMessage(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { world } = core;
  const channel = botChannel(world, param(request, 'channel'));
  const holdsNone = channel.type === channelType.category || channel.type === channelType.forum;
  if (holdsNone) throw refuse('nonTextChannel');
  if (channel.type === channelType.dm) checkDirect(core, channel);
  if (!may(world, world.bot.id, channel, sendPermission(channel))) throw refuse('missingPermissions');
  checkThreadWritable(core, world.bot.id, channel);
  const body = bodyObject(request);
  const nonce = checkNonce(body);
  const draft = withoutForbidden(
    core,
    channel,
    checkMessage(body, request.files, { existing: null, interaction: false }),
  );
  const replyTo = repliedMessage(core.world, channel, body.message_reference);
  const known = nonce !== null && body.enforce_nonce === true ? sameNonce(core, channel, nonce) : undefined;
  if (known) return ok(shownMessage(core, known));
  return ok(shownMessage(core, postMessage(core, { channel, authorId: world.bot.id, draft, nonce, replyTo })));
}

/**
 * Leaves out embeds without their permission, and refuses a message with nothing left. Files without theirs are
 * refused.
 */
function withoutForbidden(core: DiscordCore, channel: Channel, draft: Draft): Draft {
  const { bot } = core.world;
  if (draft.newFiles.length > 0 && !may(core.world, bot.id, channel, 'AttachFiles')) throw refuse('missingPermissions');
  if (draft.embeds.length === 0 || may(core.world, bot.id, channel, 'EmbedLinks')) return draft;
  const files = draft.newFiles.length + draft.keptAttachments.length;
  if (draft.content === '' && draft.components.length === 0 && files === 0) throw refuse('emptyMessage');
  return { ...draft, embeds: [] };
}

/** Checks that writing to somebody is allowed: it needs a server in common and their consent. */
function checkDirect(core: DiscordCore, channel: Channel): void {
  const guilds = [...core.world.guilds.values()];
  for (const id of channel.recipients) {
    if (!guilds.some((guild) => guild.members.has(id))) throw refuse('noMutualGuilds');
    if (!core.world.user(id).acceptsDirectMessages) throw refuse('cannotMessageUser');
  }
}

function listMessages(core: DiscordCore, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'));
  const limit = queryInteger(request.query, 'limit', { min: 1, max: 100, otherwise: 50 });
  const given = ['before', 'after', 'around'].filter((field) => request.query.has(field));
  if (given.length > 1)
    throw refuseField(
      [given[1] ?? ''],
      'MESSAGES_QUERY_EXCLUSIVE',
      'Only one of before, after and around may be passed.',
    );
  const all = channel.messages.filter((id) => core.world.messages.get(id)?.onlyFor === null).sort(olderFirst);
  const ids = chooseIds(all, request.query, limit);
  if (!may(core.world, core.world.bot.id, channel, 'ReadMessageHistory')) return ok([]);
  return ok(
    ids.reverse().flatMap((id) => {
      const message = core.world.messages.get(id);
      return message ? [shownMessage(core, message)] : [];
    }),
  );
}

function chooseIds(all: readonly string[], query: URLSearchParams, limit: number): string[] {
  const before = querySnowflake(query, 'before');
  const after = querySnowflake(query, 'after');
  const around = querySnowflake(query, 'around');
  if (around !== null) {
    const half = Math.floor(limit / 2);
    const older = all.filter((id) => BigInt(id) <= around).slice(-(half + 1));
    const newer = all.filter((id) => BigInt(id) > around).slice(0, Math.max(0, limit - older.length));
    return [...older, ...newer].slice(0, limit);
  }
  if (after !== null) return all.filter((id) => BigInt(id) > after).slice(0, limit);
  const older = before === null ? all : all.filter((id) => BigInt(id) < before);
  return older.slice(-limit);
}

function editMessage(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { world } = core;
  const channel = botChannel(world, param(request, 'channel'));
  const message = sharedMessage(world, channel, param(request, 'message'));
  checkThreadEditable(core, channel);
  const body = bodyObject(request);
  const own = message.authorId === world.bot.id;
  // Only the flags of others' messages can be changed, by those who may manage messages.
  const says = ['content', 'embeds', 'components', 'attachments'].some((field) => body[field] !== undefined);
  const onlyFlags = !says && request.files.length === 0;
  if (!own && !(onlyFlags && may(world, world.bot.id, channel, 'ManageMessages'))) throw refuse('editOfOthersMessage');
  if (!isOfPeople(message)) throw refuse('systemMessage');
  const draft = checkMessage(body, request.files, { existing: message, interaction: false });
  if (draft.newFiles.length > 0 && !may(world, world.bot.id, channel, 'AttachFiles'))
    throw refuse('missingPermissions');
  countOldEdit(core, channel, message);
  return ok(shownMessage(core, changeMessage(core, message, draft)));
}

/** Deletes a message. This works in an archived thread too, but not in one that a moderator has locked. */
function deleteMessage(core: DiscordCore, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'));
  const message = sharedMessage(core.world, channel, param(request, 'message'));
  const { bot } = core.world;
  if (message.authorId !== bot.id) {
    if (channel.guildId === null) throw refuse('cannotExecuteOnDm');
    if (!may(core.world, bot.id, channel, 'ManageMessages')) throw refuse('missingPermissions');
  }
  const closed = channel.thread?.archived && channel.thread.locked;
  if (closed && !may(core.world, bot.id, channel, 'ManageThreads')) throw refuse('threadArchived');
  if (undeletable.includes(message.type)) throw refuse('systemMessage');
  core.deleted?.push(message);
  removeMessage(core, message);
  return noContent;
}

function bulkDelete(core: DiscordCore, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'));
  if (channel.guildId === null) throw refuse('cannotExecuteOnDm');
  if (!may(core.world, core.world.bot.id, channel, 'ManageMessages')) throw refuse('missingPermissions');
  const errors = new FormErrors();
  const ids = checkList(errors, ['messages'], bodyObject(request).messages).map(idOf);
  checkCount(errors, ['messages'], ids.length, 2, 100);
  errors.throwIfAny();
  if (new Set(ids).size < ids.length) throw refuse('malformedBody');
  const found = ids
    .flatMap((id) => core.world.messages.get(id) ?? [])
    .filter(({ channelId }) => channelId === channel.id);
  if (found.some((message) => core.clock.now() - message.at > TWO_WEEKS)) throw refuse('tooOldForBulk');
  removeMessages(core, found);
  return noContent;
}
