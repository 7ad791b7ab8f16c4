import { refuse } from '../errors.ts';
import { idOf } from '../json.ts';
import { may } from '../model/access.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import type { World } from '../model/world.ts';
import { FormErrors, refuseField } from './form-errors.ts';
import { checkBoolean, checkObject, checkSnowflake } from './values.ts';

/** Returns the message that a new one replies to: written by people, in the same channel, readable for the bot. */
export function repliedMessage(world: World, channel: Channel, reference: unknown): DiscordMessage | null {
  const errors = new FormErrors();
  const at = ['message_reference'];
  if (!checkObject(errors, at, reference)) {
    errors.throwIfAny();
    return null;
  }
  checkSnowflake(errors, [...at, 'message_id'], reference.message_id);
  checkBoolean(errors, [...at, 'fail_if_not_exists'], reference.fail_if_not_exists);
  if ((reference.type ?? 0) !== 0)
    errors.add([...at, 'type'], 'LOCAL_DISCORD_HAS_NO_FORWARDS', 'This Discord forwards no messages.');
  errors.throwIfAny();
  const target = world.messages.get(idOf(reference.message_id));
  if (!target || target.channelId !== channel.id || target.onlyFor !== null) {
    if (reference.fail_if_not_exists === false) return null;
    throw refuseField(at, 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  }
  if (!may(world, world.bot.id, channel, 'ReadMessageHistory')) throw refuse('replyWithoutHistory');
  if (![0, 19, 20, 21, 23].includes(target.type))
    throw refuseField(at, 'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE', 'Cannot reply to a system message');
  return target;
}
