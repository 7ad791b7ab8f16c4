import { legible } from '../../chat/legible.ts';
import type { IncomingMessage, Platform } from '../../chat/platform.ts';
import { displayedUser } from '../running/displayed-user.ts';

/** Returns a message that is meant for the bot, with the names of those it is by and about. */
export async function resolveNames(platform: Platform, said: IncomingMessage): Promise<IncomingMessage> {
  if (said.unnamed === undefined) return said;
  const { user, text } = await platform.named(said);
  return { ...said, user: displayedUser(user), text: legible(text) };
}
