import type { PartRef } from '../../../chat/relaying.ts';
import type { SlackClient } from '../client.ts';
import { attemptCall, slackCode } from '../errors.ts';

/** Slack's codes for a message that already is as it should be. */
const asWanted: ReadonlySet<string> = new Set(['already_pinned', 'no_pin', 'not_pinned']);

/** Pins or unpins a message. Throws DeliveryError. */
export async function pinCopy(
  client: SlackClient,
  channel: string,
  { id: timestamp }: PartRef,
  isPinned: boolean,
): Promise<void> {
  try {
    await attemptCall(() =>
      isPinned ? client.pins.add({ channel, timestamp }) : client.pins.remove({ channel, timestamp }),
    );
  } catch (error) {
    if (!asWanted.has(slackCode(error) ?? '')) throw error;
  }
}
