import {
  actions,
  button,
  divider,
  heading,
  list,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import { isWaiting } from '../my-sheets.ts';
import type { SheetView } from '../operations/view.ts';
import { askedQuestions, progress } from '../rules.ts';
import type { AskedSheet } from '../survey.ts';
import { answerText, sheetTitle } from '../words.ts';
import { whoAnswered } from './question.ts';
import { answerButtons } from './reminder.ts';

/** Where the questions wait. */
export function openedMessage(t: Translator, sheet: AskedSheet): Message {
  return message(text(t.text('surveys.opened', { title: sheetTitle(t, sheet) })), note(t.text('surveys.opened.note')));
}

function line(t: Translator, sheet: AskedSheet): string {
  const title = sheetTitle(t, sheet);
  if (sheet.declinedAt !== null) return t.text('surveys.state.declined', { title });
  return t.text('surveys.state.progress', { title, ...progress(sheet.kind, sheet.answers) });
}

/** A member's own sheets. */
export function mySheetsMessage(
  t: Translator,
  { waiting, done }: { readonly waiting: readonly AskedSheet[]; readonly done: readonly AskedSheet[] },
): Message {
  return message(
    waiting.length === 0 ? text(t.text('surveys.state.none')) : text(t.text('surveys.state.waiting')),
    list(waiting.map((sheet) => line(t, sheet))),
    actions(...answerButtons(t, waiting)),
    done.length > 0 && text(t.text('surveys.state.done')),
    list(done.map((sheet) => line(t, sheet))),
    actions(
      waiting.length + done.length > 0 &&
        select(
          'survey-see:',
          t.text('surveys.state.see'),
          [...waiting, ...done].map((sheet) => ({
            value: sheet.id,
            label: sheet.event?.title ?? sheet.organisation.name,
          })),
        ),
    ),
  );
}

/** Every answer of a sheet, who gave it and what it was before. */
export function sheetMessage(t: Translator, { sheet, names, history }: SheetView): Message {
  const answered = askedQuestions(sheet.kind, sheet.answers).filter(({ id }) => sheet.answers[id] !== undefined);
  const { answered: count, of } = progress(sheet.kind, sheet.answers);
  return message(
    heading(sheetTitle(t, sheet)),
    note(t.text('surveys.progress', { answered: count, of })),
    answered.length === 0 && text(t.text('surveys.view.none')),
    ...answered.flatMap((question) => {
      const entry = sheet.entries.find((one) => one.question === question.id);
      if (!entry) return [];
      const before = history.filter((one) => one.question === question.id);
      return [
        text(
          t.text('surveys.answer.given', {
            question: t.text(question.text),
            answer: answerText(t, question, entry.value),
          }),
        ),
        note(
          [
            whoAnswered(t, entry, names),
            ...before.map((one) => t.text('surveys.answer.before', { answer: answerText(t, question, one.value) })),
          ].join(' · '),
        ),
      ];
    }),
    divider,
    actions(isWaiting(sheet) && button(`survey-open:${sheet.id}`, t.text('surveys.buttons.answer'), 'primary')),
    actions(
      answered.length > 0 &&
        select(
          `survey-fix:${sheet.id}`,
          t.text('surveys.view.correct'),
          answered.map((question) => ({ value: question.id, label: t.text(question.text) })),
        ),
    ),
  );
}
