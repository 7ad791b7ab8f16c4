import type { IncomingMessage } from '../chat/platform.ts';

/** A message that is meant for the bot, with the names of those it is by and about. */
export async function named(said: IncomingMessage): Promise<IncomingMessage> {
  const { named: ask, ...rest } = said;
  return ask ? { ...rest, ...(await ask()) } : said;
}
