import type { Answers, AnswerValue } from '../../../src/features/surveys/questions/answers.ts';
import {
  QUESTIONS,
  type Question,
  type QuestionId,
  type QuestionnaireKind,
} from '../../../src/features/surveys/questions/catalogue.ts';
import type { Questionnaire, Survey, SurveyConversation } from '../../../src/features/surveys/survey.ts';
import type { Given } from '../sample.ts';
import { at, event, id } from './facts.ts';

export const survey: Survey = {
  id: id(200),
  editionId: id(2),
  launchedAt: at('02T09:00'),
  closesOn: '2027-01-15',
  closedAt: null,
};

export const conversation: SurveyConversation = {
  id: id(201),
  questionnaireId: id(202),
  personId: id(5),
  platform: 'slack',
  deliveryKey: 'survey-opening:1',
  question: null,
  card: 'survey-opening:1',
  typedBelow: 0,
  version: 1,
  closedAt: null,
  lastSeenId: null,
  unread: [],
  inPrivate: false,
  alsoAsked: [],
  room: null,
  queuedAt: null,
};

const mediaItem = (given: Given) => ({
  outlet: given.say('Le Courrier', 200),
  medium: 'press' as const,
  publishedOn: '2026-11-12',
  link: given.extreme ? `https://exemple.fr/${'x'.repeat(480)}` : 'https://lecourrier.exemple.fr/moulin',
});

/** Returns a complete answer that fits a question; `option` where there is a choice. */
export function answerTo(given: Given, question: Question, option = 0): AnswerValue {
  switch (question.kind) {
    case 'choice':
      return { kind: 'choice', option: question.options[option] ?? question.options[0] ?? 'yes' };
    case 'choices':
      return { kind: 'choices', options: question.options.filter((one) => !question.alone.includes(one)) };
    case 'ranking':
      return { kind: 'ranking', order: question.options.slice(0, question.places), done: true };
    case 'scales':
      return {
        kind: 'scales',
        levels: {
          knownToPublic: 'notAtAll',
          diversity: 'aLittle',
          reachedInhabitants: 'aLot',
          reachedOfficials: 'dontKnow',
        },
      };
    case 'quantity':
      return { kind: 'quantity', value: 60, precision: 'estimated', typed: given.say('une soixantaine', 300) };
    case 'day':
      return { kind: 'day', day: '2026-12-05', typed: given.say('5 décembre', 300) };
    case 'coverage':
      return { kind: 'coverage', items: given.several(2, 25, () => mediaItem(given)), done: true };
    case 'link':
      return { kind: 'link', url: mediaItem(given).link };
    case 'file':
      return { kind: 'file', file: id(40), caption: given.say('La vitrine', 2000) };
    case 'reason':
      return { kind: 'reason', option: 'other', words: given.say('Notre salariée est partie.', 2000) };
    case 'text':
      return { kind: 'text', text: given.say('Une semaine par département.', 2000) };
  }
}

export function questionnaire(
  given: Given,
  kind: QuestionnaireKind,
  answers: Answers = {},
  changes: Partial<Questionnaire> = {},
): Questionnaire {
  const about = event(given, { status: 'ACCEPTED' });
  return {
    id: id(202),
    survey,
    kind,
    organisation: about.organisation,
    eventId: kind === 'event' ? about.id : null,
    event: kind === 'event' ? about : null,
    chamber: 'CRESS',
    superseded: false,
    askedAt: at('15T09:00'),
    completedAt: null,
    declinedAt: null,
    finishReminder: null,
    calledAt: null,
    calledById: null,
    consents: [],
    answers,
    entries: Object.entries(answers).map(([question, value]) => ({
      question: question as QuestionId,
      value,
      by: id(5),
      onBehalf: false,
      at: at('16T10:00'),
      late: false,
    })),
    ...changes,
  };
}

/** Returns answers to everything before a question, so that it is asked. */
export function answersBefore(given: Given, kind: QuestionnaireKind, question: Question): Answers {
  const before = QUESTIONS[kind].slice(0, QUESTIONS[kind].indexOf(question));
  return Object.fromEntries(
    before
      .filter(({ after }) => after === undefined)
      .map((one) => {
        const wanted = question.after?.question === one.id ? question.after.option : null;
        const value = answerTo(given, one);
        return [one.id, wanted !== null && value.kind === 'choice' ? { ...value, option: wanted } : value];
      }),
  );
}

/** Returns answers to every question that can be asked of it. */
export function allAnswers(given: Given, kind: QuestionnaireKind): Answers {
  return Object.fromEntries(
    QUESTIONS[kind].flatMap((question) => {
      if (question.id === 'newDay') return [];
      // Coverage has its "yes" last.
      return [[question.id, answerTo(given, question, question.id === 'coverage' ? 2 : 0)]];
    }),
  );
}
