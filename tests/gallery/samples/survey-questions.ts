import { type Message, message } from '../../../src/chat/message.ts';
import { questionBlocks } from '../../../src/features/surveys/asking/messages/question.ts';
import { type KnownFact, printOf } from '../../../src/features/surveys/questionnaires/known.ts';
import type { AnswerValue } from '../../../src/features/surveys/questions/answers.ts';
import {
  QUESTIONS,
  type Question,
  type QuestionId,
  type QuestionnaireKind,
  questionOf,
} from '../../../src/features/surveys/questions/catalogue.ts';
import type { Given, NamedSample } from '../sample.ts';
import { at } from './facts.ts';
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

/** The facts that may be known about a question. */
const facts: readonly { readonly question: QuestionId; readonly known: KnownFact }[] = [
  { question: 'officials', known: { kind: 'officialsInvited', invited: "Mairie d'Amiens, Région" } },
  { question: 'distribution', known: { kind: 'kitReceived', at: at('12T09:00') } },
  { question: 'distribution', known: { kind: 'kitUnconfirmed' } },
  { question: 'distribution', known: { kind: 'kitNeverSent' } },
  { question: 'logo', known: { kind: 'kitNeverSent' } },
  { question: 'relayed', known: { kind: 'relayed', relayed: 1, of: 1, reach: null } },
  { question: 'relayed', known: { kind: 'relayed', relayed: 3, of: 5, reach: { value: 150, precision: 'estimated' } } },
];

const kindAsking = (question: QuestionId) =>
  QUESTIONS.event.some(({ id }) => id === question) ? 'event' : 'organisation';

const asked = stages.filter(({ name }) => name === 'asked');

function shown(
  given: Given,
  kind: QuestionnaireKind,
  question: Question,
  stage: Stage,
  known: KnownFact | null = null,
): Message {
  const before = answersBefore(given, kind, question);
  const value = stage.value?.(given, question);
  const answers = value === undefined ? before : { ...before, [question.id]: value };
  const asked = questionnaire(given, kind, answers);
  const view = { conversation, questionnaire: asked, names: new Map<string, string>(), shared: false, known };
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
  ...facts.flatMap(({ question, known }) =>
    asked.map((stage) => ({
      made: 'questionBlocks',
      name: `${question}: known, ${printOf(known)}`,
      of: (given: Given) => shown(given, kindAsking(question), questionOf(question), stage, known),
    })),
  ),
];
