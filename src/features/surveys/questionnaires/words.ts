import { besideEachOther } from '../../../texts/isolate.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Event } from '../../events/event.ts';
import { localDaysOf } from '../../events/rules.ts';
import { answerText } from '../questions/answers.ts';
import { MINUTES, type Question } from '../questions/catalogue.ts';
import type { ReplyProblem } from '../questions/reading.ts';
import type { Questionnaire } from '../survey.ts';
import { progressOf } from './rules.ts';

/** Words the title of a questionnaire: "Événement : Portes ouvertes", "Structure : Terre de Liens". */
export function questionnaireTitle(
  t: Translator,
  { kind, event, organisation }: Pick<Questionnaire, 'kind' | 'event' | 'organisation'>,
): string {
  if (kind === 'absence') return t.text('surveys.title.absence', { organisation: organisation.name });
  if (!event) return t.text('surveys.title.organisation', { organisation: organisation.name });
  return t.text('surveys.title.event', { title: event.title });
}

/** Names a questionnaire among others that wait for its reader: an event's by its title, their organisation's as theirs. */
export function waitingName(
  t: Translator,
  { kind, event, organisation }: Pick<Questionnaire, 'kind' | 'event' | 'organisation'>,
): string {
  if (event) return event.title;
  const own = kind === 'absence' ? 'surveys.open.whyAbsent' : 'surveys.open.own';
  return t.text(own, { organisation: organisation.name });
}

/** Words a questionnaire's title with the organisation that is to answer. */
export function questionnaireOfWhom(t: Translator, questionnaire: Questionnaire): string {
  const title = questionnaireTitle(t, questionnaire);
  return questionnaire.event ? besideEachOther([title, questionnaire.organisation.name]) : title;
}

/** Words the same of one that was begun, with how far it is: "Portes ouvertes · Les Jardins · 1 sur 4". */
export function progressOfWhom(t: Translator, questionnaire: Questionnaire): string {
  const title = questionnaireOfWhom(t, questionnaire);
  return t.text('surveys.state.progress', { title, ...progressOf(questionnaire.kind, questionnaire.answers) });
}

/** Returns how many questions are left to answer, and the minutes that this takes. */
export function leftOf({ kind, answers }: Pick<Questionnaire, 'kind' | 'answers'>): {
  readonly questions: number;
  readonly minutes: number;
} {
  const { answered, of } = progressOf(kind, answers);
  // A follow-up may be all that is left: it is a question too, to whoever is asked it.
  const questions = Math.max(1, of - answered);
  return { questions, minutes: Math.ceil((MINUTES[kind] * questions) / of) };
}

function lastsDays({ slots }: Event, timeZone: string): boolean {
  return new Set(slots.flatMap((slot) => localDaysOf(slot, timeZone))).size > 1;
}

/** Words a question as it is asked. */
export function questionText(
  t: Translator,
  { id, text }: Question,
  { chamber, event }: Pick<Questionnaire, 'chamber' | 'event'>,
): string {
  // An event with several dates is asked about once, after the last one.
  if (id === 'attendance' && event && lastsDays(event, t.timeZone)) {
    return t.text('surveys.questions.attendance.allDates', { dates: t.slots(event.slots) });
  }
  return t.text(text, { chamber });
}

/** Words a question with its answer, each line of which begins with an arrow. */
export function givenText(t: Translator, question: Question, questionnaire: Questionnaire): string {
  const value = questionnaire.answers[question.id];
  const answer = value ? answerText(t, value).replaceAll('\n', '\n→ ') : '';
  return t.text('surveys.answer.given', { question: questionText(t, question, questionnaire), answer });
}

/** Words what is wrong with an answer. `option` is the label of the option concerned. */
export function problemText(
  t: Translator,
  problem: ReplyProblem,
  values: {
    readonly typed: string;
    readonly option: string;
    readonly places: number;
    readonly example: string;
    readonly day: string;
  },
): string {
  return t.text(`surveys.problems.${problem}`, values);
}
