import { atLocalTime } from '../dates/index.ts';
import { askedQuestions, stepAt } from '../features/surveys/questionnaires/rules.ts';
import { type AnswerOf, type Answers, type AnswerValue, isValidAnswer } from '../features/surveys/questions/answers.ts';
import { QUESTIONS, type QuestionnaireKind, type QuestionStep } from '../features/surveys/questions/catalogue.ts';
import { chooseSeveral } from '../features/surveys/questions/choices.ts';
import { addMediaItem, finishCoverage } from '../features/surveys/questions/coverage.ts';
import { finishRanking, withChoice } from '../features/surveys/questions/ranking.ts';
import { readReply } from '../features/surveys/questions/read-reply.ts';
import type { ReadingContext } from '../features/surveys/questions/reading.ts';
import type { EditionFile, FileProblem } from './edition-file.ts';
import type { Gesture, Gestures } from './gestures.ts';

export interface PlayedQuestionnaire {
  readonly answers: Answers;
  /** Gestures that can't be made, by question. */
  readonly problems: readonly { readonly question: string; readonly message: string }[];
}

/** Returns the answers of a questionnaire after these gestures, made in the order of its questions. */
export function playQuestionnaire(
  kind: QuestionnaireKind,
  id: string,
  gestures: Gestures,
  context: ReadingContext,
): PlayedQuestionnaire {
  let answers: Answers = {};
  const problems: { question: string; message: string }[] = [];
  for (const question of QUESTIONS[kind]) {
    const gesture = gestures[question.id];
    if (gesture === undefined) continue;
    if (!askedQuestions(kind, answers).includes(question)) {
      problems.push({ question: question.id, message: 'this question is not asked after the answers before it' });
      continue;
    }
    const made = answerOf(stepAt({ id, kind, answers }, question), gesture, context);
    if (typeof made === 'string') problems.push({ question: question.id, message: made });
    else answers = { ...answers, [question.id]: made };
  }
  return { answers, problems };
}

/** Converts local wall-clock text ("2008-11-16T10:20") to an instant. */
export function instant(moment: string, timeZone: string): Date {
  return atLocalTime(moment.slice(0, 10), moment.slice(11, 16), timeZone);
}

export function readingContext(file: EditionFile, moment: string): ReadingContext {
  const { timeZone } = file.region;
  return { locale: 'fr', timeZone, now: instant(moment, timeZone) };
}

/** Returns the problems of questionnaires that can't be answered as the file says. */
export function questionnaireProblems(file: EditionFile): FileProblem[] {
  const all = [
    ...file.eventSheets.map(({ event, answers, at }, index) => ({
      path: `eventSheets[${index}]`,
      played: playQuestionnaire('event', event, answers, readingContext(file, at)),
    })),
    ...file.organisationSheets.map(({ organisation, answers, at }, index) => ({
      path: `organisationSheets[${index}]`,
      played: playQuestionnaire('organisation', organisation, answers, readingContext(file, at)),
    })),
  ];
  return all.flatMap(({ path, played }) =>
    played.problems.map(({ question, message }) => ({ path: `${path}.answers.${question}`, message })),
  );
}

/** Returns the value a gesture makes, or what is wrong with it. */
function answerOf(step: QuestionStep, gesture: Gesture, context: ReadingContext): AnswerValue | string {
  const { question } = step;
  if ('type' in gesture) {
    const reading = readReply(step, gesture.type, context);
    return reading.ok ? reading.value : `"${gesture.type}" can't be read as an answer (${reading.problem})`;
  }
  const value = clicked(step, gesture);
  return value !== null && isValidAnswer(question, value)
    ? value
    : `a question of kind "${question.kind}" can't be answered so`;
}

function clicked(step: QuestionStep, gesture: Exclude<Gesture, { type: string }>): AnswerValue | null {
  const { question } = step;
  if ('press' in gesture) return { kind: gesture.press === 'skip' ? 'skipped' : unsaid(gesture.press) };
  if ('rate' in gesture) return { kind: 'scales', levels: gesture.rate };
  if ('add' in gesture) {
    let coverage: AnswerOf<'coverage'> | null = null;
    for (const { outlet, medium, publishedOn = null, link = null } of gesture.add) {
      coverage = addMediaItem(coverage, { outlet, medium, publishedOn, link });
    }
    return finishCoverage(coverage);
  }
  if ('pick' in gesture) {
    if (question.kind !== 'ranking') return null;
    let ranking: AnswerOf<'ranking'> | null = null;
    for (const option of gesture.pick) ranking = withChoice(question, ranking, option);
    return ranking?.order.length === gesture.pick.length ? finishRanking(ranking) : null;
  }
  if (!Array.isArray(gesture.click)) return { kind: 'choice', option: gesture.click };
  const several = question.kind === 'choices' ? chooseSeveral(question.alone, gesture.click) : null;
  return several?.ok ? several.value : null;
}

function unsaid(button: 'nothing' | 'dontKnow'): 'nothing' | 'unknown' {
  return button === 'nothing' ? 'nothing' : 'unknown';
}
