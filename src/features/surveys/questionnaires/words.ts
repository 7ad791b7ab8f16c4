import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Event } from '../../events/event.ts';
import { daysOf } from '../../events/rules.ts';
import type { AnswerOf, AnswerValue, MediaItem } from '../questions/answers.ts';
import type { Question } from '../questions/catalogue.ts';
import { mediumText, optionText, statementText } from '../questions/options.ts';
import type { ReplyProblem } from '../questions/reading.ts';
import type { AskedSheet } from '../survey.ts';

/** A day ("2026-11-14") as the reader writes it. */
export function dayText(t: Translator, day: string): string {
  return t.date(new Date(`${day}T12:00:00Z`));
}

/** "Le Courrier, presse, mercredi 12 novembre 2008" */
export function mediaItemText(t: Translator, { outlet, medium, publishedOn, link }: MediaItem): string {
  const parts = [outlet, t.text(mediumText(medium)), publishedOn === null ? null : dayText(t, publishedOn), link];
  return parts.filter((part) => part !== null).join(' · ');
}

/** An answer in words; a number or a date as it was understood, with what was typed where that reads otherwise. */
export function answerText(t: Translator, question: Question, value: AnswerValue): string {
  switch (value.kind) {
    case 'choice':
      return t.text(optionText(value.option));
    case 'choices':
      return t.list(value.options.map((option) => t.text(optionText(option))));
    case 'quantity':
      return withTyped(t, quantityText(t, value), value.typed, String(value.value));
    case 'day':
      return dayText(t, value.day);
    case 'text':
      return value.text;
    case 'link':
      return value.url;
    case 'file':
      return value.caption === undefined
        ? t.text('surveys.answer.photo')
        : t.text('surveys.answer.photoWith', { caption: value.caption });
    case 'ranking':
      return value.order
        .map((option, index) => lineText(t, `surveys.places.${index + 1}` as TextKey, optionText(option)))
        .join('\n');
    case 'scales':
      return question.kind === 'scales'
        ? question.statements
            .flatMap((statement) => {
              const level = value.levels[statement];
              return level ? [lineText(t, statementText(statement), optionText(level))] : [];
            })
            .join('\n')
        : '';
    case 'coverage':
      return value.items.map((item) => mediaItemText(t, item)).join('\n');
    case 'unknown':
      return t.text('surveys.options.dontKnow');
    case 'nothing':
      return t.text('surveys.buttons.nothing');
    case 'skipped':
      return t.text('surveys.answer.skipped');
  }
}

function quantityText(t: Translator, { value, precision, range }: AnswerOf<'quantity'>): string {
  return range === undefined ? t.quantity(value, precision) : t.range(range);
}

function withTyped(t: Translator, understood: string, typed: string, plain: string): string {
  const same = typed === plain || typed.toLowerCase() === understood.toLowerCase();
  return same ? understood : t.text('surveys.answer.understood', { understood, typed });
}

/** "Événement 12 : Portes ouvertes"; "Structure : Terre de Liens" */
export function sheetTitle(t: Translator, { event, organisation }: Pick<AskedSheet, 'event' | 'organisation'>): string {
  if (!event) return t.text('surveys.sheet.organisation', { organisation: organisation.name });
  return t.text('surveys.sheet.event', { title: event.title });
}

function lastsDays({ slots }: Event, timeZone: string): boolean {
  return new Set(slots.flatMap((slot) => daysOf(slot, timeZone))).size > 1;
}

/** A question as it is asked. */
export function questionText(
  t: Translator,
  { id, text }: Question,
  { chamber, event }: Pick<AskedSheet, 'chamber' | 'event'>,
): string {
  // Of an event of several dates it is asked after the last one, for all of them.
  if (id === 'attendance' && event && lastsDays(event, t.timeZone)) {
    return t.text('surveys.questions.attendance.allDates', { dates: t.slots(event.slots) });
  }
  return t.text(text, { chamber });
}

/** A question with what was answered: one arrow for each line of it. */
export function givenText(t: Translator, question: Question, sheet: AskedSheet): string {
  const value = sheet.answers[question.id];
  const answer = value ? answerText(t, question, value).replaceAll('\n', '\n→ ') : '';
  return t.text('surveys.answer.given', { question: questionText(t, question, sheet), answer });
}

/** What is wrong with an answer. `option`: the one it is about. */
export function problemText(
  t: Translator,
  problem: ReplyProblem,
  values: { readonly typed: string; readonly option: string; readonly places: number },
): string {
  return t.text(`surveys.problems.${problem}`, values);
}

function lineText(t: Translator, label: TextKey, answer: TextKey): string {
  return t.text('surveys.answer.line', { label: t.text(label), answer: t.text(answer) });
}
