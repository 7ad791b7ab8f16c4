import {
  directAnswerRefusedMessage,
  directAnswerSavedMessage,
  severalQuestionsWaitMessage,
} from '../../../src/features/surveys/answering/messages/direct.ts';
import { answerKeptMessage, editCountedMessage } from '../../../src/features/surveys/answering/messages/edited.ts';
import {
  openedMessage,
  openedOrCompleteMessage,
  openingInPrivateMessage,
} from '../../../src/features/surveys/answering/messages/opened.ts';
import { eventPostponedMessage } from '../../../src/features/surveys/answering/messages/postponed.ts';
import {
  myQuestionnairesMessage,
  questionnaireMessage,
} from '../../../src/features/surveys/answering/messages/questionnaires.ts';
import {
  nothingAskedMessage,
  type OpeningView,
  openingMessage,
  questionMovedMessage,
  questionnaireEndMessage,
  tooLateMessage,
} from '../../../src/features/surveys/asking/messages/conversation.ts';
import {
  continuedInPrivateMessage,
  movedToPrivateMessage,
  privateRefusedMessage,
} from '../../../src/features/surveys/asking/messages/private.ts';
import { questionBlocks } from '../../../src/features/surveys/asking/messages/question.ts';
import {
  callListDueMessage,
  surveyReminderMessage,
} from '../../../src/features/surveys/coordination/messages/reminder.ts';
import { type QuestionnaireKind, questionOf } from '../../../src/features/surveys/questions/catalogue.ts';
import type { Questionnaire } from '../../../src/features/surveys/survey.ts';
import type { Given, Samples } from '../sample.ts';
import { at, event, file, id, organisation, person } from './facts.ts';
import { leaving } from './leaving.ts';
import { allAnswers, conversation, questionnaire, survey } from './survey-facts.ts';

const said = (given: Given) => ({
  messageId: '1',
  channel: 'C1',
  text: given.say('à peu près', 2000),
  file: null,
  lost: null,
});

const sentToo = (given: Given) => ({
  ...said(given),
  file: { name: file(given, 'photo.png', 'image/png', 1000).name, type: 'image/png', bytes: new Uint8Array() },
});

/** With its first question. */
function opening(
  given: Given,
  kind: QuestionnaireKind,
  of: Questionnaire,
  changes: Partial<OpeningView> = {},
): OpeningView {
  const question = questionOf(kind === 'event' ? 'held' : 'pressContacted');
  const view = {
    conversation,
    questionnaire: of,
    question,
    names: new Map<string, string>(),
    shared: false,
    correcting: false,
  };
  return {
    conversation,
    questionnaire: of,
    onBehalfOf: null,
    question: questionBlocks(given.t, view),
    ...changes,
  };
}

const waiting = (given: Given) =>
  given.several(2, 30, (index) =>
    questionnaire(given, index === 0 ? 'event' : 'organisation', {}, { id: id(210 + index) }),
  );

const problem = (given: Given) => given.t.text('surveys.problems.unreadable', { typed: given.say('à peu près', 2000) });

export const surveys: Samples = {
  openingMessage: {
    'of an event': (given) => openingMessage(given.t, opening(given, 'event', questionnaire(given, 'event'))),
    "in an organisation's thread": (given) => {
      const { question, ...view } = opening(given, 'event', questionnaire(given, 'event'));
      const room = 'organisation:1' as const;
      return openingMessage(given.t, { ...view, question, conversation: { ...view.conversation, room } });
    },
    'of an organisation': (given) =>
      openingMessage(given.t, opening(given, 'organisation', questionnaire(given, 'organisation'))),
    'on behalf of an organisation': (given) =>
      openingMessage(
        given.t,
        opening(given, 'event', questionnaire(given, 'event'), { onBehalfOf: organisation(given).name }),
      ),
    'after the closing': (given) =>
      openingMessage(
        given.t,
        opening(given, 'event', questionnaire(given, 'event', {}, { survey: { ...survey, closedAt: at('28T09:00') } })),
      ),
    declined: (given) =>
      openingMessage(
        given.t,
        opening(given, 'event', questionnaire(given, 'event', {}, { declinedAt: at('16T09:00') })),
      ),
    'the questions follow below': (given) =>
      openingMessage(
        given.t,
        opening(given, 'event', questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } })),
      ),
  },
  questionnaireEndMessage: {
    complete: (given) =>
      questionnaireEndMessage(given.t, questionnaire(given, 'event', allAnswers(given, 'event')), null),
    'another one waits': (given) =>
      questionnaireEndMessage(
        given.t,
        questionnaire(given, 'event', allAnswers(given, 'event')),
        questionnaire(given, 'organisation'),
      ),
    cancelled: (given) =>
      questionnaireEndMessage(
        given.t,
        questionnaire(given, 'event', { held: { kind: 'choice', option: 'cancelled' } }),
        null,
      ),
    postponed: (given) =>
      questionnaireEndMessage(
        given.t,
        questionnaire(given, 'event', { held: { kind: 'choice', option: 'postponed' } }),
        null,
      ),
    'postponed to a day': (given) =>
      questionnaireEndMessage(
        given.t,
        questionnaire(given, 'event', {
          held: { kind: 'choice', option: 'postponed' },
          newDay: { kind: 'day', day: '2026-12-05', typed: '5/12' },
        }),
        null,
      ),
  },
  questionMovedMessage: (given) => questionMovedMessage(given.t),
  tooLateMessage: (given) => tooLateMessage(given.t, given.say('une soixantaine', 2000)),
  nothingAskedMessage: (given) =>
    nothingAskedMessage(given.t, questionnaire(given, 'event'), given.say('Merci !', 2000)),
  directAnswerSavedMessage: {
    'another question follows': (given) =>
      directAnswerSavedMessage(
        given.t,
        questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } }),
        questionOf('held'),
        said(given),
      ),
    'that was the last, and came with a file': (given) =>
      directAnswerSavedMessage(
        given.t,
        questionnaire(given, 'organisation', allAnswers(given, 'organisation')),
        questionOf('idea'),
        sentToo(given),
      ),
  },
  directAnswerRefusedMessage: {
    typed: (given) =>
      directAnswerRefusedMessage(
        given.t,
        questionnaire(given, 'event'),
        questionOf('attendance'),
        problem(given),
        said(given),
      ),
    'a file': (given) =>
      directAnswerRefusedMessage(given.t, questionnaire(given, 'organisation'), questionOf('scales'), problem(given), {
        ...sentToo(given),
        text: '',
      }),
  },
  answerKeptMessage: {
    'something was answered since': (given) =>
      answerKeptMessage(
        given.t,
        { conversation, questionnaire: questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } }) },
        questionOf('held'),
        null,
      ),
    'it can not be read': (given) =>
      answerKeptMessage(
        given.t,
        { conversation, questionnaire: questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } }) },
        questionOf('held'),
        problem(given),
      ),
  },
  editCountedMessage: (given) =>
    editCountedMessage(
      given.t,
      questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } }),
      questionOf('held'),
    ),
  openingInPrivateMessage: (given) =>
    openingInPrivateMessage(given.t, {
      questionnaire: questionnaire(given, 'event'),
      inThread: false,
      leaves: leaving(1),
    }),
  continuedInPrivateMessage: (given) =>
    continuedInPrivateMessage(given.t, questionnaire(given, 'event'), person(given)),
  movedToPrivateMessage: (given) => movedToPrivateMessage(given.t),
  privateRefusedMessage: (given) => privateRefusedMessage(given.t, person(given)),
  severalQuestionsWaitMessage: (given) => severalQuestionsWaitMessage(given.t, waiting(given), said(given)),
  surveyReminderMessage: {
    one: (given) => surveyReminderMessage(given.t, [questionnaire(given, 'event')], survey),
    several: (given) => surveyReminderMessage(given.t, waiting(given), survey),
    'after the closing': (given) =>
      surveyReminderMessage(given.t, waiting(given), { ...survey, closedAt: at('28T09:00') }),
  },
  callListDueMessage: {
    one: (given) => callListDueMessage(given.t, 1, survey.closesOn),
    several: (given) => callListDueMessage(given.t, 9, survey.closesOn),
  },
  eventPostponedMessage: {
    'to a day': (given) => eventPostponedMessage(given.t, event(given), '2026-12-15'),
    'to a day not known': (given) => eventPostponedMessage(given.t, event(given), null),
  },
  openedOrCompleteMessage: {
    'questions wait': (given) =>
      openedOrCompleteMessage(given.t, {
        questionnaire: questionnaire(given, 'event'),
        inThread: false,
        leaves: leaving(1),
      }),
    'all is answered': (given) =>
      openedOrCompleteMessage(given.t, {
        questionnaire: questionnaire(given, 'event', allAnswers(given, 'event')),
        inThread: true,
        leaves: null,
      }),
  },
  openedMessage: {
    'in a conversation of their own': (given) =>
      openedMessage(given.t, { questionnaire: questionnaire(given, 'event'), inThread: false, leaves: leaving(1) }),
    "in their organisation's thread": (given) =>
      openedMessage(given.t, { questionnaire: questionnaire(given, 'event'), inThread: true, leaves: leaving(1) }),
  },
  myQuestionnairesMessage: {
    none: (given) => myQuestionnairesMessage(given.t, { waiting: [], done: [] }),
    'some wait, some are done': (given) =>
      myQuestionnairesMessage(given.t, {
        waiting: waiting(given),
        done: [
          questionnaire(given, 'event', allAnswers(given, 'event'), { id: id(290) }),
          questionnaire(given, 'event', {}, { id: id(291), declinedAt: at('16T09:00') }),
        ],
      }),
  },
  questionnaireMessage: {
    'no answer': (given) =>
      questionnaireMessage(given.t, { questionnaire: questionnaire(given, 'event'), names: new Map(), history: [] }),
    'of an event': (given) => {
      const of = questionnaire(given, 'event', allAnswers(given, 'event'));
      return questionnaireMessage(given.t, {
        questionnaire: of,
        names: new Map([[id(5), person(given)]]),
        history: of.entries,
      });
    },
    'of an organisation, late and on behalf': (given) => {
      const of = questionnaire(given, 'organisation', allAnswers(given, 'organisation'));
      const entries = of.entries.map((entry) => ({ ...entry, onBehalf: true, late: true }));
      return questionnaireMessage(given.t, { questionnaire: { ...of, entries }, names: new Map(), history: [] });
    },
  },
};
