import type { CatchUpProgress } from '../../../access/region/unread-store.ts';
import { type Message, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';

/** Adds how much of what was said while the bot was off has been read, below the first line of a message. */
export function withReadingBack(
  t: Translator,
  { blocks: [first, ...others] }: Message,
  reading: CatchUpProgress | null,
): Message {
  const line = reading && text(t.text('regions.check.reading', { read: reading.read, of: reading.of }));
  return { blocks: [...(first ? [first] : []), ...(line ? [line] : []), ...others] };
}
