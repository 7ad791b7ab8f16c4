import { legible } from '../../chat/legible.ts';
import type { IncomingMessage, Platform } from '../../chat/platform.ts';
import { displayedUser } from '../running/displayed-user.ts';

/**
 * Returns the message with the names of its author and of those it mentions. Only for messages that are meant for the
 * bot.
 */
export async function resolveNames(platform: Platform, said: IncomingMessage): Promise<IncomingMessage> {
  if (said.unnamed === undefined) return said;
  const { user, text } = await platform.named(said);
  return { ...said, user: displayedUser(user), text: legible(text) };
}
