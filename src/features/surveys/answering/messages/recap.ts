import { type Departure, departureText } from '../../../../access/contacts/departure.ts';
import { type FileRef, file, heading, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';

/** Hands over the page of an organisation's own events and answers. */
export function recapMessage(t: Translator, organisation: string, page: FileRef): Message {
  return message(
    heading(t.text('surveys.recap.title', { organisation })),
    text(t.text('surveys.recap.for')),
    file(page),
  );
}

/** Says how the page leaves, to the person who asked for it. */
export function recapComingMessage(t: Translator, leaves: Departure): Message {
  return message(text(t.text('surveys.recap.coming')), note(departureText(t, leaves)));
}
