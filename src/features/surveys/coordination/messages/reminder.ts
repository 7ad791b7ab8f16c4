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
import { sheetOptions } from '../../questionnaires/choices.ts';
import { sheetTitle } from '../../questionnaires/words.ts';
import { dayText } from '../../questions/day.ts';
import type { AskedSheet, Survey } from '../../survey.ts';

/** More of them are found more easily in a list. */
const MOST_BUTTONS = 5;

/** All that waits, to be answered from here. */
export function reminderMessage(
  t: Translator,
  sheets: readonly AskedSheet[],
  { closesOn, closedAt }: Pick<Survey, 'closesOn' | 'closedAt'>,
): Message {
  const count = sheets.length;
  return message(
    text(
      closedAt === null
        ? t.text('surveys.remind.what', { count, day: dayText(t, closesOn) })
        : t.text('surveys.remind.closed', { count }),
    ),
    list(sheets.map((sheet) => sheetTitle(t, sheet))),
    actions(...answerButtons(t, sheets)),
    closedAt === null ? note(t.text('surveys.remind.why')) : null,
  );
}

/** A button for each of a few, one list of many. */
export function answerButtons(t: Translator, sheets: readonly AskedSheet[]): readonly Control[] {
  if (sheets.length > MOST_BUTTONS) {
    return [select('survey-open-one:', t.text('surveys.buttons.answerWhich'), sheetOptions(t, sheets))];
  }
  return sheets.map((sheet) =>
    button(
      `survey-open:${sheet.id}`,
      sheets.length === 1
        ? t.text('surveys.buttons.answer')
        : t.text('surveys.buttons.answerOne', { title: sheet.event?.title ?? sheet.organisation.name }),
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
