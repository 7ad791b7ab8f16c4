import type { IncomingMessage, Platform } from '../chat/platform.ts';
import { legiblySaid } from './legible-inbox.ts';

/** A message that is meant for the bot, with the names of those it is by and about. */
export async function named(platform: Platform, said: IncomingMessage): Promise<IncomingMessage> {
  if (said.unnamed === undefined) return said;
  return legiblySaid({ ...said, ...(await platform.named(said)) });
}
