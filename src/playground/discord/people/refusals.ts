import { PlatformRefusal } from '../../local-platform.ts';
import type { DiscordCore } from '../core.ts';
import { DiscordError } from '../errors.ts';
import { canSee, may } from '../model/access.ts';
import type { PermissionName } from '../model/permissions.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import { inWords } from './reader.ts';

/** Runs a check of the API for a person, who is refused in the same words. */
export function inPersonsWords(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof DiscordError ? new PlatformRefusal(error.message) : error;
  }
}

/** Refuses what a person may not do in a channel. */
export function needPermission(core: DiscordCore, userId: string, channel: Channel, permission: PermissionName): void {
  if (may(core.world, userId, channel, permission)) return;
  const words = [
    "Tu n'as pas cette permission dans ce salon.",
    'You do not have this permission in this channel.',
  ] as const;
  throw new PlatformRefusal(inWords(core, userId, ...words));
}

export const archivedThread = (core: DiscordCore, userId: string): PlatformRefusal =>
  new PlatformRefusal(inWords(core, userId, 'Ce fil est archivé.', 'This thread is archived.'));

const gone = ['Message introuvable.', 'Message not found.'] as const;

/** Returns a message that the person sees, with its channel. */
export function visibleMessage(
  core: DiscordCore,
  userId: string,
  messageId: string,
): { readonly message: DiscordMessage; readonly channel: Channel } {
  const message = core.world.messages.get(messageId);
  if (!message) throw new PlatformRefusal(inWords(core, userId, ...gone));
  const channel = core.world.channel(message.channelId);
  const seen = canSee(core.world, userId, channel) && (message.onlyFor === null || message.onlyFor === userId);
  if (!seen) throw new PlatformRefusal(inWords(core, userId, ...gone));
  return { message, channel };
}
