import { departureText } from '../../../../access/contacts/departure.ts';
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
} from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { whoAnswered } from '../../asking/messages/question.ts';
import { answerButtons } from '../../coordination/messages/reminder.ts';
import { sheetOptions } from '../../questionnaires/choices.ts';
import { askedQuestions, nextStep, progress, stepAt } from '../../questionnaires/rules.ts';
import { isWaiting } from '../../questionnaires/waiting.ts';
import { givenText, questionText, sheetTitle } from '../../questionnaires/words.ts';
import { type AnswerValue, answerText } from '../../questions/answers.ts';
import type { Question } from '../../questions/catalogue.ts';
import type { AskedSheet, Opened, SheetView } from '../../survey.ts';

/** Where the questions are answered, and how the one that comes next leaves. */
export function openedMessage(t: Translator, { sheet, inThread, leaves }: Opened): Message {
  const where = inThread ? 'surveys.opened.inThread' : 'surveys.opened';
  return message(
    text(t.text(where, { title: sheetTitle(t, sheet) })),
    leaves && text(departureText(t, leaves)),
    note(t.text('surveys.opened.note')),
  );
}

/** What pressing [Répondre] came to: a question is on its way, or none is left. */
export function openedSheet(t: Translator, opened: Opened): Message {
  const { sheet } = opened;
  if (nextStep(sheet) !== null) return openedMessage(t, opened);
  return message(
    text(t.text('surveys.opened.complete', { title: sheetTitle(t, sheet) })),
    actions(answersButton(t, sheet)),
  );
}

function answersButton(t: Translator, { id }: AskedSheet) {
  return button(`survey-sheet:${id}`, t.text('surveys.buttons.answers'));
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
  const complete = done.length > 0 && done.every(({ declinedAt }) => declinedAt === null);
  const nothing = complete ? 'surveys.state.allDone' : 'surveys.state.none';
  const [only = null, ...more] = [...waiting, ...done];
  return message(
    text(t.text(waiting.length === 0 ? nothing : 'surveys.state.waiting')),
    list(waiting.map((sheet) => line(t, sheet))),
    actions(...answerButtons(t, waiting)),
    done.length > 0 && text(t.text('surveys.state.done')),
    list(done.map((sheet) => line(t, sheet))),
    actions(
      only && more.length === 0 && waiting.length === 0 && answersButton(t, only),
      more.length > 0 && select('survey-see:', t.text('surveys.state.see'), sheetOptions(t, [...waiting, ...done])),
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
        text(givenText(t, question, sheet)),
        note([whoAnswered(t, entry, names), ...before.map(({ value }) => beforeText(t, value))].join(' · ')),
      ];
    }),
    divider,
    actions(isWaiting(sheet) && button(`survey-open:${sheet.id}`, t.text('surveys.buttons.answer'), 'primary')),
    actions(
      answered.length > 0 &&
        select(
          `survey-fix:${sheet.id}`,
          t.text('surveys.view.correct'),
          answered.map((question) => ({ value: question.id, label: numberedText(t, question, sheet) })),
        ),
    ),
  );
}

function beforeText(t: Translator, value: AnswerValue): string {
  const lines = answerText(t, value).split('\n');
  const answer = lines.reduce((before, after) => t.text('surveys.answer.both', { before, after }));
  return t.text('surveys.answer.before', { answer });
}

/** With its number, by which it is told from another that is cut to the same words. */
function numberedText(t: Translator, question: Question, sheet: AskedSheet): string {
  const { number } = stepAt(sheet, question);
  const text = questionText(t, question, sheet);
  return t.text(question.after ? 'surveys.view.followUp' : 'surveys.view.numbered', { number, text });
}
