import { departureText } from '../../../../access/contacts/departure.ts';
import { actions, type Message, message, note, text } from '../../../../chat/message.ts';
import type { PlatformName } from '../../../../chat/place.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { howToOpen } from '../../asking/messages/private.ts';
import { viewAnswersButton } from '../../questionnaires/controls.ts';
import { nextStep } from '../../questionnaires/rules.ts';
import { questionnaireTitle } from '../../questionnaires/words.ts';
import type { Opened } from '../../survey.ts';

/** Says where the questions are answered, and when the next one leaves. */
export function openedMessage(t: Translator, { questionnaire, inThread, leaves }: Opened): Message {
  const where = inThread ? 'surveys.opened.inThread' : 'surveys.opened';
  return message(
    text(t.text(where, { title: questionnaireTitle(t, questionnaire) })),
    leaves && text(departureText(t, leaves)),
    note(t.text('surveys.opened.note')),
  );
}

/** Words the outcome of pressing [Répondre]: a question is on its way, or none is left. */
export function openedOrCompleteMessage(t: Translator, opened: Opened): Message {
  const { questionnaire } = opened;
  if (nextStep(questionnaire) !== null) return openedMessage(t, opened);
  return message(
    text(t.text('surveys.opened.complete', { title: questionnaireTitle(t, questionnaire) })),
    actions(viewAnswersButton(t, questionnaire)),
  );
}

/** Tells somebody who chose to answer in private where it continues, and what to do if nothing arrives. */
export function openingInPrivateMessage(t: Translator, opened: Opened, on: PlatformName): Message {
  if (nextStep(opened.questionnaire) === null) return openedOrCompleteMessage(t, opened);
  return message(
    text(t.text('surveys.private.opening', { title: questionnaireTitle(t, opened.questionnaire) })),
    opened.leaves && text(departureText(t, opened.leaves)),
    note(howToOpen(t, on)),
  );
}
