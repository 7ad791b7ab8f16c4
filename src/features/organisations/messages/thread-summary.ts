import { heading, list, type Message, message, note, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';

/** Sums up, in an organisation's thread, what waits in it: a line for each thing. */
export function threadSummaryMessage(t: Translator, lines: readonly string[]): Message {
  if (lines.length === 0) return message(text(t.text('organisations.summary.nothing')));
  return message(
    heading(t.text('organisations.summary.title', { count: lines.length })),
    list(lines),
    note(t.text('organisations.summary.how')),
  );
}
