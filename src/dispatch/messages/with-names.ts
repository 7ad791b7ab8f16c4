import { legible } from '../../chat/legible.ts';
import type { IncomingMessage, Platform } from '../../chat/platform.ts';
import { seenUser } from '../running/displayed-user.ts';

/** A message that is meant for the bot, with the names of those it is by and about. */
export async function named(platform: Platform, said: IncomingMessage): Promise<IncomingMessage> {
  if (said.unnamed === undefined) return said;
  const { user, text } = await platform.named(said);
  return { ...said, user: seenUser(user), text: legible(text) };
}
