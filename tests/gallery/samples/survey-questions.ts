import { type Message, message } from '../../../src/chat/message.ts';
import { questionBlocks } from '../../../src/features/surveys/asking/messages/question.ts';
import type { AnswerValue } from '../../../src/features/surveys/questions/answers.ts';
import { QUESTIONS, type Question, type QuestionnaireKind } from '../../../src/features/surveys/questions/catalogue.ts';
import type { Given, NamedSample } from '../sample.ts';
import { answersBefore, answerTo, conversation, questionnaire } from './survey-facts.ts';

interface Stage {
  readonly name: string;
  readonly value: ((given: Given, question: Question) => AnswerValue) | null;
  readonly of: (question: Question) => boolean;
}

const always = () => true;

/** The stages of a question in a conversation. */
const stages: readonly Stage[] = [
  { name: 'asked', value: null, of: always },
  { name: 'corrected', value: (given, question) => answerTo(given, question), of: always },
  { name: 'skipped', value: () => ({ kind: 'skipped' }), of: ({ optional }) => optional === true },
  { name: 'not known', value: () => ({ kind: 'unknown' }), of: ({ kind }) => kind === 'quantity' || kind === 'day' },
  { name: 'nothing to say', value: () => ({ kind: 'nothing' }), of: (question) => 'nothing' in question },
  {
    name: 'half way',
    value: (given, question) => halfWay(answerTo(given, question)),
    of: ({ kind }) => kind === 'ranking' || kind === 'scales' || kind === 'coverage',
  },
];

function halfWay(value: AnswerValue): AnswerValue {
  if (value.kind === 'ranking') return { ...value, order: value.order.slice(0, 1), done: false };
  if (value.kind === 'coverage') return { ...value, done: false };
  return value.kind === 'scales' ? { kind: 'scales', levels: { knownToPublic: 'fairly' } } : value;
}

function shown(given: Given, kind: QuestionnaireKind, question: Question, stage: Stage): Message {
  const before = answersBefore(given, kind, question);
  const value = stage.value?.(given, question);
  const answers = value === undefined ? before : { ...before, [question.id]: value };
  const asked = questionnaire(given, kind, answers);
  const view = { conversation, questionnaire: asked, names: new Map<string, string>(), shared: false };
  return message(...questionBlocks(given.t, view, question));
}

/** Every question there is at every stage in which it waits. */
export const surveyQuestions: readonly NamedSample[] = [
  ...(['event', 'organisation', 'absence'] as const).flatMap((kind) =>
    QUESTIONS[kind].flatMap((question) =>
      stages
        .filter((stage) => stage.of(question))
        .map((stage) => ({
          made: 'questionBlocks',
          name: `${question.id}: ${stage.name}`,
          of: (given: Given) => shown(given, kind, question, stage),
        })),
    ),
  ),
];
