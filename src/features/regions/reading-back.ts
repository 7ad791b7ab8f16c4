import { z } from 'zod';
import { operation } from '../../access/operation/operation.ts';
import { catchUpProgress } from '../../access/region/unread-store.ts';
import { type Message, text } from '../../chat/message.ts';
import type { Translator } from '../../texts/translator.ts';

/** Returns how much of what was said while the bot was off has been read; null when nothing is left to read. */
export const viewReadingBack = operation({
  name: 'regions.viewReadingBack',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: (scope) => catchUpProgress(scope, scope.actor.platform),
});

/** Adds that progress below the first line of a message. */
export function withReadingBack(
  t: Translator,
  { blocks: [first, ...others] }: Message,
  reading: Awaited<ReturnType<typeof catchUpProgress>>,
): Message {
  const line = reading && text(t.text('regions.check.reading', { read: reading.read, of: reading.of }));
  return { blocks: [...(first ? [first] : []), ...(line ? [line] : []), ...others] };
}
