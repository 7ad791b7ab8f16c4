import type { types } from '@slack/bolt';
import type { Metadata } from '../delivery-key.ts';
import { at, listAt, textAt, type Wire } from '../wire.ts';

/** The event type of the metadata that marks a copy. */
const EVENT_TYPE = 'fil_relay';
const BLOCK = 'relay ';

export function copyMetadata(key: string): Metadata {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

/** Returns the blocks with the key in the id of the first one: messages that show files carry no metadata. */
export function withKey(blocks: readonly types.KnownBlock[], key: string): types.KnownBlock[] {
  return blocks.map((block, index) => (index === 0 ? { ...block, block_id: BLOCK + key } : block));
}

/** Returns the key of a copy that a message is, or shows the files of; null for any other message. */
export function keyOf(message: Wire): string | null {
  const metadata = at(message, 'metadata');
  if (metadata.event_type === EVENT_TYPE) return textAt(at(metadata, 'event_payload'), 'key');
  const ids = listAt(message, 'blocks').map((block) => textAt(block, 'block_id'));
  return ids.find((id) => id?.startsWith(BLOCK))?.slice(BLOCK.length) ?? null;
}
