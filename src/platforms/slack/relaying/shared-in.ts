import { DeliveryError } from '../../../chat/platform.ts';
import type { RelayedPlace } from '../../../chat/relaying.ts';
import type { SlackClient } from '../client.ts';
import { attemptCall } from '../errors.ts';
import { at, isWire, listAt, textAt } from '../wire.ts';

/** A message that shows a file. */
export interface SharedIn {
  readonly place: RelayedPlace;
  readonly id: string;
}

/**
 * Returns the messages that show a file of somebody's; none for the bot's own files, and for one that is gone or that Slack doesn't
 * let the bot see. Throws DeliveryError where Slack can't tell just now.
 */
export async function messagesShowing(client: SlackClient, bot: string, id: string): Promise<readonly SharedIn[]> {
  const answer = await attemptCall<unknown>(() => client.files.info({ file: id })).catch((error: unknown) => {
    if (error instanceof DeliveryError && error.failure.kind === 'refused') return null;
    throw error;
  });
  const file = at(answer, 'file');
  if (textAt(file, 'user') === bot) return [];
  return ['public', 'private'].flatMap((side) => {
    const channels = at(file, 'shares', side);
    if (!isWire(channels)) return [];
    return Object.keys(channels).flatMap((channel) =>
      listAt(channels, channel).flatMap((share) => {
        const ts = textAt(share, 'ts');
        const thread = textAt(share, 'thread_ts');
        return ts === null ? [] : [{ place: { channel, thread: thread === ts ? null : thread }, id: ts }];
      }),
    );
  });
}
