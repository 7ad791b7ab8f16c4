import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { Questionnaire } from '../../survey.ts';

/** Tells the thread that somebody continues in private, without their answers. */
export function continuedInPrivateMessage(t: Translator, { id }: Questionnaire, name: string): Message {
  return message(
    text(t.text('surveys.private.continues', { name })),
    actions(button(`survey-open:${id}`, t.text('surveys.buttons.answerToo'))),
  );
}

/** Replaces a question that waited in the thread. */
export function movedToPrivateMessage(t: Translator): Message {
  return message(note(t.text('surveys.private.moved')));
}

/** Tells the thread that the platform doesn't let the bot write to this person. */
export function privateRefusedMessage(t: Translator, name: string): Message {
  return message(text(t.text('surveys.private.refused', { name })), note(t.text('surveys.private.howToOpen')));
}
