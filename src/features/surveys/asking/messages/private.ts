import { departureText } from '../../../../access/contacts/departure.ts';
import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { openedQuestionnaire } from '../../answering/messages/questionnaires.ts';
import { nextStep } from '../../questionnaires/rules.ts';
import { questionnaireTitle } from '../../questionnaires/words.ts';
import type { Opened, Questionnaire } from '../../survey.ts';

/** To whoever wishes to answer in private: where it goes on, and what to do if nothing comes. */
export function goingPrivate(t: Translator, opened: Opened): Message {
  if (nextStep(opened.questionnaire) === null) return openedQuestionnaire(t, opened);
  return message(
    text(t.text('surveys.private.opening', { title: questionnaireTitle(t, opened.questionnaire) })),
    opened.leaves && text(departureText(t, opened.leaves)),
    note(t.text('surveys.private.howToOpen')),
  );
}

/** In the thread, once: who goes on elsewhere, without what they answer. */
export function goesOnInPrivate(t: Translator, { id }: Questionnaire, name: string): Message {
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
