import { DeliveryError } from '../../chat/platform.ts';
import type { RefusalReason } from '../../chat/refusal.ts';

/** The refusals that concern a channel, whatever is posted there. */
const ofChannel: ReadonlySet<RefusalReason> = new Set([
  'not-in-channel',
  'no-permission',
  'channel-gone',
  'channel-archived',
  'channel-full',
]);

/** Those that somebody may end, by which nothing can be deleted in the channel meanwhile. */
const forNow: ReadonlySet<RefusalReason> = new Set(['not-in-channel', 'channel-archived']);

/** Returns whether nothing at all can be posted in a channel that refuses something for this reason. */
export const refusesChannel = (reason: RefusalReason): boolean => ofChannel.has(reason);

/** Returns why a platform doesn't let something be deleted, as far as nobody is about to end that; null for any other error. */
export function refusalForGood(error: unknown): RefusalReason | null {
  if (!(error instanceof DeliveryError) || error.failure.kind !== 'refused') return null;
  return forNow.has(error.failure.reason) ? null : error.failure.reason;
}

export function isRefused(error: unknown, reason: RefusalReason): boolean {
  return error instanceof DeliveryError && error.failure.kind === 'refused' && error.failure.reason === reason;
}

/** Returns whether a message may have been refused for its files: without them it is tried once more. */
export function mayBeTheFiles(error: unknown): boolean {
  if (!(error instanceof DeliveryError) || error.failure.kind !== 'refused') return false;
  return !refusesChannel(error.failure.reason) && error.failure.reason !== 'message-gone';
}

/** A platform doesn't take a message with these files, by their ids. */
export class FilesRefused extends Error {
  readonly fileIds: readonly string[];

  constructor(fileIds: readonly string[], options: ErrorOptions) {
    super('files are refused', options);
    this.fileIds = fileIds;
  }
}
