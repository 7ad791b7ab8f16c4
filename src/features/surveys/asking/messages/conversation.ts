import { quotedBack } from '../../../../chat/cut.ts';
import { actions, type Message, message, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { viewAnswersButton } from '../../questionnaires/controls.ts';
import type { Questionnaire } from '../../survey.ts';

/** Replaces a card that was posted anew further down, so that nobody answers in two places. */
export function cardMovedMessage(t: Translator): Message {
  return message(text(t.text('surveys.ask.moved')));
}

/**
 * Says that a typed reply arrived after something that its author did later, so it isn't counted: it may have been
 * meant for another question.
 */
export function tooLateMessage(t: Translator, typed: string): Message {
  return message(text(t.text('surveys.ask.tooLate', { typed: quotedBack(typed) })));
}

/** Answers somebody who writes in a conversation where no question waits. */
export function nothingAskedMessage(t: Translator, questionnaire: Questionnaire, typed: string): Message {
  return message(
    text(t.text('surveys.ask.nothing', { typed: quotedBack(typed) })),
    actions(viewAnswersButton(t, questionnaire)),
  );
}
