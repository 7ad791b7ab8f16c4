import { actions, button, type Message, message, select, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { questionnaireOptions } from '../../questionnaires/controls.ts';
import { questionnaireTitle } from '../../questionnaires/words.ts';
import type { Questionnaire } from '../../survey.ts';

/** Says that an organisation won't answer, with the button that takes it back. */
export function declinedMessage(t: Translator, questionnaire: Questionnaire): Message {
  return message(
    text(t.text('surveys.decline.of', { title: questionnaireTitle(t, questionnaire) })),
    actions(button(`survey-refuse-not:${questionnaire.id}`, t.text('surveys.decline.undo'))),
  );
}

/** Asks which of several questionnaires won't be answered. */
export function declineWhichMessage(t: Translator, questionnaires: readonly Questionnaire[]): Message {
  if (questionnaires.length === 0) return message(text(t.text('surveys.state.none')));
  return message(
    text(t.text('surveys.decline.which')),
    actions(select('survey-refuse-one:', t.text('surveys.decline.choose'), questionnaireOptions(t, questionnaires))),
  );
}
