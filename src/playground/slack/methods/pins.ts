import type { SlackCore } from '../core.ts';
import { type JsonObject, textOf } from '../json.ts';
import { itemJson, pinMessage, pinnedIn, unpinMessage } from '../pins.ts';
import { ProtocolError } from '../protocol-error.ts';
import type { SlackMessage } from '../state.ts';
import { channelById, isMember, type Methods, required } from './method.ts';

/** The number of pins in a channel, from Slack's help pages: its method pages give none. */
const mostPins = 100;

export const pinMethods: Methods = {
  'pins.add': {
    scope: 'pins:write',
    tier: 2,
    run(core, args) {
      const message = pinnable(core, args);
      if (message.subtype !== null || message.tombstone) throw new ProtocolError('not_pinnable');
      if (pinnedIn(core, message.channel).length >= mostPins) throw new ProtocolError('too_many_pins');
      if (!pinMessage(core, message, core.workspace.bot.id)) throw new ProtocolError('already_pinned');
      return { ok: true };
    },
  },
  'pins.remove': {
    scope: 'pins:write',
    tier: 2,
    run(core, args) {
      if (!unpinMessage(core, pinnable(core, args), core.workspace.bot.id)) throw new ProtocolError('no_pin');
      return { ok: true };
    },
  },
  'pins.list': {
    reads: true,
    scope: 'pins:read',
    tier: 2,
    run(core, args) {
      required(args, 'channel');
      const channel = channelById(core, args.channel);
      if (!isMember(core, channel)) throw new ProtocolError('not_in_channel');
      return { ok: true, items: pinnedIn(core, channel.id).map((message) => itemJson(core, message)) };
    },
  },
};

function pinnable(core: SlackCore, args: JsonObject): SlackMessage {
  required(args, 'channel');
  const timestamp = textOf(args.timestamp);
  if (timestamp === '') throw new ProtocolError('no_item_specified');
  if (!/^\d{1,10}\.\d{6}$/.test(timestamp)) throw new ProtocolError('bad_timestamp');
  const channel = channelById(core, args.channel);
  if (channel.archived) throw new ProtocolError('is_archived');
  if (!isMember(core, channel)) throw new ProtocolError('not_in_channel');
  const message = core.workspace.message(channel.id, timestamp);
  if (!message || message.ephemeralTo !== null) throw new ProtocolError('message_not_found');
  return message;
}
