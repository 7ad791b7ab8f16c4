import type { Core } from '../core.ts';
import { type JsonObject, textOf } from '../json.ts';
import { ProtocolError } from '../protocol-error.ts';
import { react, unreact } from '../reactions.ts';
import type { SlackMessage } from '../state.ts';
import { channelById, isMember, type Methods, required } from './method.ts';

export const reactionMethods: Methods = {
  'reactions.add': {
    scope: 'reactions:write',
    tier: 3,
    run(core, args) {
      const { message, name } = target(core, args);
      if (!react(core, message, core.workspace.bot.id, name)) throw new ProtocolError('already_reacted');
      return { ok: true };
    },
  },
  'reactions.remove': {
    scope: 'reactions:write',
    tier: 2,
    run(core, args) {
      const { message, name } = target(core, args);
      if (!unreact(core, message, core.workspace.bot.id, name)) throw new ProtocolError('no_reaction');
      return { ok: true };
    },
  },
};

function target(core: Core, args: JsonObject): { message: SlackMessage; name: string } {
  required(args, 'name', 'channel', 'timestamp');
  const channel = channelById(core, args.channel);
  if (!isMember(core, channel)) throw new ProtocolError('not_in_channel');
  if (channel.archived) throw new ProtocolError('is_archived');
  const message = core.workspace.message(channel.id, textOf(args.timestamp));
  if (!message || message.ephemeralTo !== null) throw new ProtocolError('message_not_found');
  const name = textOf(args.name).replace(/^:|:$/g, '');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new ProtocolError('invalid_name');
  return { message, name };
}
