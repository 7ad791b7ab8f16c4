import { type Message, message, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';

/** Tells the coordinators that the night's backup couldn't be made. They may not run the bot themselves. */
export function backupFailedNotice(t: Translator): Message {
  return message(text(t.text('regions.backupFailed.text')), text(t.text('regions.backupFailed.todo')));
}
