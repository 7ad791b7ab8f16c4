import { actions, button, list, type Message, message, note, text } from '../../../../chat/message.ts';
import { helloTo } from '../../../../reading/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { answerButtons, declineButton } from '../../questionnaires/controls.ts';
import { leftOf, questionnaireTitle } from '../../questionnaires/words.ts';
import type { Questionnaire, Survey } from '../../survey.ts';

/** Reminds somebody, by their first name, of the questionnaires to answer, with buttons to do so. */
export function surveyReminderMessage(
  t: Translator,
  name: string,
  questionnaires: readonly Questionnaire[],
  { closesOn, closedAt }: Pick<Survey, 'closesOn' | 'closedAt'>,
): Message {
  const count = questionnaires.length;
  const begun = questionnaires.filter(({ entries }) => entries.length > 0);
  if (closedAt !== null) {
    return message(
      text(t.text('surveys.remind.closed', { count })),
      list(questionnaires.map((questionnaire) => questionnaireTitle(t, questionnaire))),
      actions(...answerButtons(t, questionnaires)),
    );
  }
  const onlyBegun = begun.length === count;
  const left = begun.map(leftOf);
  const what = onlyBegun
    ? t.text('surveys.remind.finish', {
        questions: sum(left.map(({ questions }) => questions)),
        minutes: sum(left.map(({ minutes }) => minutes)),
        day: t.day(closesOn),
      })
    : t.text('surveys.remind.what', { count, day: t.day(closesOn) });
  return message(
    text(`${helloTo(t, name)} ${what}`),
    list(questionnaires.map((questionnaire) => titleWithLeft(t, questionnaire))),
    actions(...answerButtons(t, questionnaires)),
    actions(declineButton(t, questionnaires)),
    note(t.text(onlyBegun ? 'surveys.remind.once' : 'surveys.remind.why')),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** Words a questionnaire's title, with what is left of one that was begun. */
function titleWithLeft(t: Translator, questionnaire: Questionnaire): string {
  const title = questionnaireTitle(t, questionnaire);
  if (questionnaire.entries.length === 0) return title;
  return t.text('surveys.remind.left', { title, ...leftOf(questionnaire) });
}

/** Tells a coordination channel that the call list is due, without saying who is on it. */
export function callListDueMessage(t: Translator, calls: number, closesOn: string): Message {
  return message(
    text(t.text('surveys.calls.due', { count: calls, day: t.day(closesOn) })),
    actions(button('survey-calls:', t.text('surveys.calls.show'), 'primary')),
  );
}
