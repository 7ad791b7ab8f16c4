import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { Questionnaire } from '../../survey.ts';

/** In the thread, once: who goes on elsewhere, without what they answer. */
export function continuedInPrivateMessage(t: Translator, { id }: Questionnaire, name: string): Message {
  return message(
    text(t.text('surveys.private.continues', { name })),
    actions(button(`survey-open:${id}`, t.text('surveys.buttons.answerToo'))),
  );
}

/** In place of a question that waited in the thread. */
export function movedToPrivateMessage(t: Translator): Message {
  return message(note(t.text('surveys.private.moved')));
}

/** In the thread: the platform lets nobody write to them in private. */
export function privateRefusedMessage(t: Translator, name: string): Message {
  return message(text(t.text('surveys.private.refused', { name })), note(t.text('surveys.private.howToOpen')));
}
