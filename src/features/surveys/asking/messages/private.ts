import { departureText } from '../../../../access/contacts/departure.ts';
import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { openedSheet } from '../../answering/messages/questionnaires.ts';
import { nextStep } from '../../questionnaires/rules.ts';
import { sheetTitle } from '../../questionnaires/words.ts';
import type { AskedSheet, Opened } from '../../survey.ts';

/** To whoever wishes to answer in private: where it goes on, and what to do if nothing comes. */
export function goingPrivate(t: Translator, opened: Opened): Message {
  if (nextStep(opened.sheet) === null) return openedSheet(t, opened);
  return message(
    text(t.text('surveys.private.opening', { title: sheetTitle(t, opened.sheet) })),
    opened.leaves && text(departureText(t, opened.leaves)),
    note(t.text('surveys.private.howToOpen')),
  );
}

/** In the thread, once: who goes on elsewhere, without what they answer. */
export function goesOnInPrivate(t: Translator, { id }: AskedSheet, name: string): Message {
  return message(
    text(t.text('surveys.private.continues', { name })),
    actions(button(`survey-open:${id}`, t.text('surveys.buttons.answerToo'))),
  );
}

/** In place of a question that waited in the thread. */
export function askedInPrivate(t: Translator): Message {
  return message(note(t.text('surveys.private.moved')));
}

/** In the thread: the platform lets nobody write to them in private. */
export function notPrivately(t: Translator, name: string): Message {
  return message(text(t.text('surveys.private.refused', { name })), note(t.text('surveys.private.howToOpen')));
}
