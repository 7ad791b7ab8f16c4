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

/** The refusals that somebody may end, and that keep the bot from deleting anything in the channel until then. */
const forNow: ReadonlySet<RefusalReason> = new Set(['not-in-channel', 'channel-archived']);

/** Returns whether nothing at all can be posted in a channel that refuses something for this reason. */
export const refusesChannel = (reason: RefusalReason): boolean => ofChannel.has(reason);

/**
 * Returns why a platform doesn't let something be deleted, unless somebody may soon end that refusal; null then, and
 * for any other error.
 */
export function refusalForGood(error: unknown): RefusalReason | null {
  if (!(error instanceof DeliveryError) || error.failure.kind !== 'refused') return null;
  return forNow.has(error.failure.reason) ? null : error.failure.reason;
}

export function isRefused(error: unknown, reason: RefusalReason): boolean {
  return error instanceof DeliveryError && error.failure.kind === 'refused' && error.failure.reason === reason;
}

/** Resolves also when the platform refuses: the copy itself stands, so the rest is left as it is. */
export async function unlessRefused(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.failure.kind !== 'refused') throw error;
  }
}

/**
 * Returns whether a message may have been refused because of its files, in which case it is tried once more without
 * them.
 */
export function mayBeTheFiles(error: unknown): boolean {
  if (!(error instanceof DeliveryError) || error.failure.kind !== 'refused') return false;
  return !refusesChannel(error.failure.reason) && error.failure.reason !== 'message-gone';
}

/** Thrown when a platform doesn't take a message with these files, given by their ids. */
export class FilesRefused extends Error {
  readonly fileIds: readonly string[];

  constructor(fileIds: readonly string[], options: ErrorOptions) {
    super('files are refused', options);
    this.fileIds = fileIds;
  }
}
