import { type Message, message, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';

/** Tells the coordinators, who may not run the bot themselves, that the disk with its database is nearly full. */
export function diskLowNotice(t: Translator): Message {
  return message(text(t.text('regions.diskLow.text')), text(t.text('regions.diskLow.todo')));
}

/** Tells them that there is room again. */
export function diskWellNotice(t: Translator): Message {
  return message(text(t.text('regions.diskWell.text')));
}
