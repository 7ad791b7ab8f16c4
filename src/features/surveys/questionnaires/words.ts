import type { Translator } from '../../../texts/translator.ts';
import type { Event } from '../../events/event.ts';
import { localDaysOf } from '../../events/rules.ts';
import { answerText } from '../questions/answers.ts';
import type { Question } from '../questions/catalogue.ts';
import type { ReplyProblem } from '../questions/reading.ts';
import type { Questionnaire } from '../survey.ts';

/** "Événement 12 : Portes ouvertes"; "Structure : Terre de Liens" */
export function questionnaireTitle(
  t: Translator,
  { event, organisation }: Pick<Questionnaire, 'event' | 'organisation'>,
): string {
  if (!event) return t.text('surveys.title.organisation', { organisation: organisation.name });
  return t.text('surveys.title.event', { title: event.title });
}

function lastsDays({ slots }: Event, timeZone: string): boolean {
  return new Set(slots.flatMap((slot) => localDaysOf(slot, timeZone))).size > 1;
}

/** A question as it is asked. */
export function questionText(
  t: Translator,
  { id, text }: Question,
  { chamber, event }: Pick<Questionnaire, 'chamber' | 'event'>,
): string {
  // Of an event of several dates it is asked after the last one, for all of them.
  if (id === 'attendance' && event && lastsDays(event, t.timeZone)) {
    return t.text('surveys.questions.attendance.allDates', { dates: t.slots(event.slots) });
  }
  return t.text(text, { chamber });
}

/** A question with what was answered: one arrow for each line of it. */
export function givenText(t: Translator, question: Question, questionnaire: Questionnaire): string {
  const value = questionnaire.answers[question.id];
  const answer = value ? answerText(t, value).replaceAll('\n', '\n→ ') : '';
  return t.text('surveys.answer.given', { question: questionText(t, question, questionnaire), answer });
}

/** What is wrong with an answer. `option`: the one it is about. */
export function problemText(
  t: Translator,
  problem: ReplyProblem,
  values: { readonly typed: string; readonly option: string; readonly places: number },
): string {
  return t.text(`surveys.problems.${problem}`, values);
}
