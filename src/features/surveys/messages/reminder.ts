import { actions, button, list, type Message, message, note, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { AskedSheet, Survey } from '../survey.ts';
import { dayText, sheetTitle } from '../words.ts';

const MOST_BUTTONS = 5;

/** All that waits, each with its button. */
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

export function answerButtons(t: Translator, sheets: readonly AskedSheet[]) {
  return sheets
    .slice(0, MOST_BUTTONS)
    .map((sheet) =>
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
