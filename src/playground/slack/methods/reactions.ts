import type { SlackCore } from '../core.ts';
import { type JsonObject, textOf } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { ProtocolError } from '../protocol-error.ts';
import { addReaction, removeReaction } from '../reactions.ts';
import type { SlackChannel, SlackMessage } from '../state.ts';
import { channelById, isMember, type Methods, required } from './method.ts';

/**
 * The limits of different reactions on a message, and of one person: from Slack's help pages, since its method pages
 * give no number.
 */
const mostEmoji = 50;
const mostOfOnePerson = 23;

export const reactionMethods: Methods = {
  'reactions.add': {
    scope: 'reactions:write',
    tier: 3,
    run(core, args) {
      const { message, name } = target(core, args);
      refuseTooMany(core, message, name);
      if (!addReaction(core, message, core.workspace.bot.id, name)) throw new ProtocolError('already_reacted');
      return { ok: true };
    },
  },
  'reactions.remove': {
    scope: 'reactions:write',
    tier: 2,
    run(core, args) {
      const { message, name } = target(core, args);
      if (!removeReaction(core, message, core.workspace.bot.id, name)) throw new ProtocolError('no_reaction');
      return { ok: true };
    },
  },
  'reactions.get': {
    reads: true,
    scope: 'reactions:read',
    tier: 3,
    run(core, args) {
      const { message } = item(core, args);
      return {
        ok: true,
        type: 'message',
        channel: message.channel,
        message: messageJson(core.workspace, core.base, message),
      };
    },
  },
};

function refuseTooMany(core: SlackCore, message: SlackMessage, name: string): void {
  if (message.reactions.get(name)?.includes(core.workspace.bot.id)) return;
  const own = [...message.reactions.values()].filter((users) => users.includes(core.workspace.bot.id));
  if (!message.reactions.has(name) && message.reactions.size >= mostEmoji) throw new ProtocolError('too_many_emoji');
  if (own.length >= mostOfOnePerson) throw new ProtocolError('too_many_reactions');
}

/** Returns the message that a call names by channel and time. */
function item(core: SlackCore, args: JsonObject): { message: SlackMessage; channel: SlackChannel } {
  const timestamp = textOf(args.timestamp);
  if (textOf(args.channel) === '' || timestamp === '') throw new ProtocolError('no_item_specified');
  if (!/^\d{1,10}\.\d{6}$/.test(timestamp)) throw new ProtocolError('bad_timestamp');
  const channel = channelById(core, args.channel);
  const message = core.workspace.message(channel.id, timestamp);
  if (!message || message.ephemeralTo !== null) throw new ProtocolError('message_not_found');
  return { message, channel };
}

function target(core: SlackCore, args: JsonObject): { message: SlackMessage; name: string } {
  required(args, 'name');
  const { message, channel } = item(core, args);
  if (channel.archived) throw new ProtocolError('is_archived');
  if (!isMember(core, channel)) throw new ProtocolError('not_in_channel');
  const parent = message.threadTs === null ? message : core.workspace.message(channel.id, message.threadTs);
  if (parent?.locked) throw new ProtocolError('thread_locked');
  const name = textOf(args.name).replace(/^:|:$/g, '');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new ProtocolError('invalid_name');
  return { message, name };
}
