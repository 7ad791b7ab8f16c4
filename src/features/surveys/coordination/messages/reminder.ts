import {
  actions,
  button,
  type Control,
  list,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { questionnaireOptions } from '../../questionnaires/choices.ts';
import { questionnaireTitle } from '../../questionnaires/words.ts';
import { dayText } from '../../questions/day.ts';
import type { Questionnaire, Survey } from '../../survey.ts';

/** More of them are found more easily in a list. */
const MOST_BUTTONS = 5;

/** All that waits, to be answered from here. */
export function reminderMessage(
  t: Translator,
  questionnaires: readonly Questionnaire[],
  { closesOn, closedAt }: Pick<Survey, 'closesOn' | 'closedAt'>,
): Message {
  const count = questionnaires.length;
  return message(
    text(
      closedAt === null
        ? t.text('surveys.remind.what', { count, day: dayText(t, closesOn) })
        : t.text('surveys.remind.closed', { count }),
    ),
    list(questionnaires.map((questionnaire) => questionnaireTitle(t, questionnaire))),
    actions(...answerButtons(t, questionnaires)),
    closedAt === null ? note(t.text('surveys.remind.why')) : null,
  );
}

/** A button for each of a few, one list of many. */
export function answerButtons(t: Translator, questionnaires: readonly Questionnaire[]): readonly Control[] {
  if (questionnaires.length > MOST_BUTTONS) {
    return [select('survey-open-one:', t.text('surveys.buttons.answerWhich'), questionnaireOptions(t, questionnaires))];
  }
  return questionnaires.map((questionnaire) =>
    button(
      `survey-open:${questionnaire.id}`,
      questionnaires.length === 1
        ? t.text('surveys.buttons.answer')
        : t.text('surveys.buttons.answerOne', { title: questionnaire.event?.title ?? questionnaire.organisation.name }),
      'primary',
    ),
  );
}

/** For the coordination channels: that there is a list, not who is on it. */
export function callsDue(t: Translator, missing: number, closesOn: string): Message {
  return message(
    text(t.text('surveys.calls.due', { count: missing, day: dayText(t, closesOn) })),
    actions(button('survey-calls:', t.text('surveys.calls.show'), 'primary')),
  );
}
