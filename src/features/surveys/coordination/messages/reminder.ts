import { actions, button, list, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { answerButtons } from '../../questionnaires/controls.ts';
import { questionnaireTitle } from '../../questionnaires/words.ts';
import type { Questionnaire, Survey } from '../../survey.ts';

/** Reminds somebody of the questionnaires to answer, with buttons to do so. */
export function surveyReminderMessage(
  t: Translator,
  questionnaires: readonly Questionnaire[],
  { closesOn, closedAt }: Pick<Survey, 'closesOn' | 'closedAt'>,
): Message {
  const count = questionnaires.length;
  return message(
    text(
      closedAt === null
        ? t.text('surveys.remind.what', { count, day: t.day(closesOn) })
        : t.text('surveys.remind.closed', { count }),
    ),
    list(questionnaires.map((questionnaire) => questionnaireTitle(t, questionnaire))),
    actions(...answerButtons(t, questionnaires)),
    closedAt === null ? note(t.text('surveys.remind.why')) : null,
  );
}

/** Tells a coordination channel that the call list is due, without saying who is on it. */
export function callListDueMessage(t: Translator, missing: number, closesOn: string): Message {
  return message(
    text(t.text('surveys.calls.due', { count: missing, day: t.day(closesOn) })),
    actions(button('survey-calls:', t.text('surveys.calls.show'), 'primary')),
  );
}
