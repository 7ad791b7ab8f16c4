import { declinedMessage, declineWhichMessage } from '../../../src/features/surveys/answering/messages/declined.ts';
import {
  directAnswerRefusedMessage,
  severalQuestionsWaitMessage,
} from '../../../src/features/surveys/answering/messages/direct.ts';
import { answerKeptMessage, editCountedMessage } from '../../../src/features/surveys/answering/messages/edited.ts';
import {
  enquiryAskedMessage,
  enquiryMessage,
  enquiryRepliedMessage,
  enquiryReplyMessage,
} from '../../../src/features/surveys/answering/messages/enquiry.ts';
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
import { recapComingMessage, recapMessage } from '../../../src/features/surveys/answering/messages/recap.ts';
import { type CardView, cardMessage } from '../../../src/features/surveys/asking/messages/card.ts';
import {
  cardMovedMessage,
  nothingAskedMessage,
  tooLateMessage,
} from '../../../src/features/surveys/asking/messages/conversation.ts';
import {
  continuedInPrivateMessage,
  privateRefusedMessage,
} from '../../../src/features/surveys/asking/messages/private.ts';
import {
  askAnewMessage,
  givenInPrivateMessage,
  quoteChosenMessage,
} from '../../../src/features/surveys/asking/messages/quote.ts';
import { closingProposal, launchProposal } from '../../../src/features/surveys/coordination/messages/proposals.ts';
import {
  callListDueMessage,
  surveyReminderMessage,
} from '../../../src/features/surveys/coordination/messages/reminder.ts';
import { nextStep, questionBelow } from '../../../src/features/surveys/questionnaires/rules.ts';
import { questionOf } from '../../../src/features/surveys/questions/catalogue.ts';
import type { Questionnaire } from '../../../src/features/surveys/survey.ts';
import type { Given, Samples } from '../sample.ts';
import { at, event, file, id, organisation, person } from './facts.ts';
import { leaving } from './leaving.ts';
import { allAnswers, answersBefore, conversation, questionnaire, survey } from './survey-facts.ts';

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

/** Returns the card of a questionnaire whose first question without an answer waits. */
function card(given: Given, of: Questionnaire, changes: Partial<CardView> = {}) {
  const waits = nextStep(of)?.question ?? null;
  const question = waits?.id ?? null;
  const below = waits && questionBelow(of, waits);
  return cardMessage(given.t, {
    conversation: { ...conversation, question, closedAt: question === null ? at('17T09:00') : null },
    questionnaire: of,
    names: new Map([[conversation.personId, person(given)]]),
    shared: false,
    onBehalfOf: null,
    alsoAsked: [],
    askedInPrivate: false,
    isOutside: false,
    thanks: question === null ? { firstName: 'Ana', place: 14, asked: 22 } : null,
    problem: null,
    next: null,
    known: null,
    below: below && { question: below, known: null },
    ...changes,
  });
}

const waiting = (given: Given) =>
  given.several(2, 30, (index) =>
    questionnaire(given, index === 0 ? 'event' : 'organisation', {}, { id: id(210 + index) }),
  );

const problem = (given: Given) => given.t.text('surveys.problems.unreadable', { typed: given.say('à peu près', 2000) });

const begun = (given: Given) =>
  questionnaire(given, 'organisation', { pressContacted: { kind: 'choice', option: 'no' } }, { id: id(203) });

const toQuote = (given: Given) => ({
  ...{ conversation, question: questionOf('idea') },
  questionnaire: questionnaire(given, 'organisation', { idea: { kind: 'text', text: given.say('Un bal', 2000) } }),
});

const enquiry = (given: Given) => ({
  ...{ id: id(230), questionnaire: questionnaire(given, 'event'), question: questionOf('attendance') },
  ...{ askedBy: person(given), text: given.say('Les enfants comptent-ils ?', 1000) },
});

const enquiryReply = (given: Given) => ({
  by: person(given, 'Claire Roux'),
  text: given.say('Oui, tout le monde.', 1500),
});

export const surveys: Samples = {
  declinedMessage: (given) => declinedMessage(given.t, questionnaire(given, 'event')),
  declineWhichMessage: {
    several: (given) => declineWhichMessage(given.t, waiting(given)),
    'none is left': (given) => declineWhichMessage(given.t, []),
  },
  cardMessage: {
    'of an event': (given) => card(given, questionnaire(given, 'event')),
    "in an organisation's thread": (given) =>
      card(given, questionnaire(given, 'event'), {
        conversation: { ...conversation, question: 'held', room: 'organisation:1' },
      }),
    'of an organisation': (given) => card(given, questionnaire(given, 'organisation')),
    'on behalf of an organisation': (given) =>
      card(given, questionnaire(given, 'event'), { onBehalfOf: organisation(given).name }),
    'others are asked with it': (given) =>
      card(given, questionnaire(given, 'event'), {
        alsoAsked: waiting(given).map(({ id }) => ({ id, title: given.say('Le bal', 80) })),
      }),
    'after the closing': (given) =>
      card(given, questionnaire(given, 'event', {}, { survey: { ...survey, closedAt: at('28T09:00') } })),
    'superseded: the organisation takes part': (given) =>
      card(given, questionnaire(given, 'absence', {}, { superseded: true })),
    'its event is called off': (given) =>
      card(given, questionnaire(given, 'event', {}, { event: event(given, { status: 'CANCELLED' }) })),
    'its event was moved once it was asked about': (given) =>
      card(given, questionnaire(given, 'event', {}, { askedAt: null })),
    'its event was put off once it was asked about': (given) =>
      card(given, questionnaire(given, 'event', {}, { askedAt: null, event: event(given, { status: 'POSTPONED' }) })),
    declined: (given) => card(given, questionnaire(given, 'event', {}, { declinedAt: at('16T09:00') })),
    'declined, and another one waits': (given) =>
      card(given, questionnaire(given, 'event', {}, { declinedAt: at('16T09:00') }), {
        next: questionnaire(given, 'organisation'),
      }),
    'the second question': (given) =>
      card(given, questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } })),
    'what was typed could not be read': (given) =>
      card(given, questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } }), {
        problem: problem(given),
      }),
    'the scales, after all that comes before them': (given) =>
      card(given, questionnaire(given, 'organisation', answersBefore(given, 'organisation', questionOf('scales'))), {
        conversation: { ...conversation, question: 'scales', room: 'organisation:1' },
        onBehalfOf: organisation(given).name,
        shared: true,
      }),
    'a detail, and the next question below it': (given) =>
      card(
        given,
        questionnaire(given, 'organisation', answersBefore(given, 'organisation', questionOf('distribution'))),
      ),
    'a list begun, and the scales below it': (given) =>
      card(
        given,
        questionnaire(given, 'organisation', {
          ...answersBefore(given, 'organisation', questionOf('defects')),
          coverageItems: { kind: 'skipped' },
          siteLinkAddress: { kind: 'skipped' },
          logoPhoto: { kind: 'skipped' },
          relayedReach: { kind: 'skipped' },
          contactsWith: { kind: 'skipped' },
          defects: { kind: 'ranking', order: ['other'], done: false },
        }),
      ),
    'an answer is corrected': (given) =>
      card(given, questionnaire(given, 'event', allAnswers(given, 'event')), {
        conversation: { ...conversation, question: 'attendance' },
      }),
    'somebody else has answered': (given) =>
      card(given, questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } }), { conversation }),
    'gone on with in private': (given) =>
      card(given, questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } }), {
        conversation: { ...conversation, room: 'organisation:1', closedAt: at('17T09:00') },
        askedInPrivate: true,
      }),
    'of an organisation that co-organises no more': (given) =>
      card(given, questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } }), {
        conversation: { ...conversation, closedAt: at('17T09:00') },
        isOutside: true,
      }),
    complete: (given) => card(given, questionnaire(given, 'event', allAnswers(given, 'event'))),
    'complete, the first, in the thread of several': (given) =>
      card(given, questionnaire(given, 'organisation', allAnswers(given, 'organisation')), {
        thanks: { firstName: null, place: 1, asked: 1 },
      }),
    'another one waits': (given) =>
      card(given, questionnaire(given, 'organisation', allAnswers(given, 'organisation')), {
        next: questionnaire(given, 'event'),
      }),
    cancelled: (given) => card(given, questionnaire(given, 'event', { held: { kind: 'choice', option: 'cancelled' } })),
    postponed: (given) =>
      card(
        given,
        questionnaire(given, 'event', { held: { kind: 'choice', option: 'postponed' }, newDay: { kind: 'unknown' } }),
      ),
    'postponed to a day': (given) =>
      card(
        given,
        questionnaire(given, 'event', {
          held: { kind: 'choice', option: 'postponed' },
          newDay: { kind: 'day', day: '2026-12-05', typed: '5/12' },
        }),
      ),
  },
  enquiryMessage: {
    'nobody has answered': (given) => enquiryMessage(given.t, enquiry(given), null),
    'asked by somebody whose name tells it': (given) =>
      enquiryMessage(given.t, { ...enquiry(given), askedBy: `Luc (${event(given).organisation.name})` }, null),
    answered: (given) => enquiryMessage(given.t, enquiry(given), enquiryReply(given)),
  },
  enquiryReplyMessage: (given) => enquiryReplyMessage(given.t, enquiry(given), enquiryReply(given)),
  enquiryAskedMessage: (given) => enquiryAskedMessage(given.t, leaving(1)),
  enquiryRepliedMessage: {
    'where it was asked': (given) => enquiryRepliedMessage(given.t, leaving(1), null),
    'to a colleague': (given) => enquiryRepliedMessage(given.t, leaving(1), given.say('Bilal', 60)),
  },
  askAnewMessage: (given) => askAnewMessage(given.t, toQuote(given)),
  givenInPrivateMessage: (given) => givenInPrivateMessage(given.t, toQuote(given)),
  quoteChosenMessage: {
    named: (given) => quoteChosenMessage(given.t, 'named'),
    anonymous: (given) => quoteChosenMessage(given.t, 'anonymous'),
    none: (given) => quoteChosenMessage(given.t, 'none'),
  },
  cardMovedMessage: (given) => cardMovedMessage(given.t),
  tooLateMessage: (given) => tooLateMessage(given.t, given.say('une soixantaine', 2000)),
  nothingAskedMessage: (given) =>
    nothingAskedMessage(given.t, questionnaire(given, 'event'), given.say('Merci !', 2000)),
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
    openingInPrivateMessage(
      given.t,
      {
        questionnaire: questionnaire(given, 'event'),
        channel: null,
        inThread: false,
        leaves: leaving(1),
      },
      'discord',
    ),
  continuedInPrivateMessage: (given) =>
    continuedInPrivateMessage(given.t, questionnaire(given, 'event'), person(given)),
  privateRefusedMessage: (given) => privateRefusedMessage(given.t, person(given), 'discord'),
  severalQuestionsWaitMessage: (given) => severalQuestionsWaitMessage(given.t, waiting(given), said(given)),
  surveyReminderMessage: {
    one: (given) => surveyReminderMessage(given.t, person(given), [questionnaire(given, 'event')], survey),
    several: (given) => surveyReminderMessage(given.t, person(given), waiting(given), survey),
    'one is begun': (given) => surveyReminderMessage(given.t, person(given), [begun(given)], survey),
    'one of two is begun': (given) =>
      surveyReminderMessage(given.t, person(given), [questionnaire(given, 'event'), begun(given)], survey),
    'after the closing': (given) =>
      surveyReminderMessage(given.t, person(given), waiting(given), { ...survey, closedAt: at('28T09:00') }),
  },
  callListDueMessage: {
    one: (given) => callListDueMessage(given.t, 1, survey.closesOn),
    several: (given) => callListDueMessage(given.t, 9, survey.closesOn),
  },
  launchProposal: {
    'to be launched': (given) =>
      launchProposal(given.t, {
        editionName: given.say("Mois de l'ESS 2026", 100),
        title: event(given).title,
        day: '2026-11-14',
      }),
    launched: (given) =>
      launchProposal(given.t, { editionName: given.say("Mois de l'ESS 2026", 100), closesOn: survey.closesOn }),
    'nothing to ask about': (given) =>
      launchProposal(given.t, { editionName: given.say("Mois de l'ESS 2026", 100), closesOn: null }),
  },
  closingProposal: {
    'to be closed': (given) =>
      closingProposal(given.t, {
        day: '2026-11-28',
        closesOn: survey.closesOn,
        counts: { received: 13, inProgress: 1, asked: 22 },
      }),
    closed: (given) => closingProposal(given.t, null),
  },
  eventPostponedMessage: {
    'to a day': (given) => eventPostponedMessage(given.t, event(given), { first: '2026-12-15', last: '2026-12-15' }),
    'to several days': (given) =>
      eventPostponedMessage(given.t, event(given), { first: '2026-12-15', last: '2026-12-17' }),
    'to a day not known': (given) => eventPostponedMessage(given.t, event(given), null),
  },
  recapMessage: (given) =>
    recapMessage(given.t, organisation(given).name, file(given, 'recapitulatif.html', 'text/plain', 9000)),
  recapComingMessage: (given) => recapComingMessage(given.t, leaving(1)),
  openedOrCompleteMessage: {
    'questions wait': (given) =>
      openedOrCompleteMessage(given.t, {
        questionnaire: questionnaire(given, 'event'),
        channel: null,
        inThread: false,
        leaves: leaving(1),
      }),
    'all is answered': (given) =>
      openedOrCompleteMessage(given.t, {
        questionnaire: questionnaire(given, 'event', allAnswers(given, 'event')),
        channel: null,
        inThread: true,
        leaves: null,
      }),
  },
  openedMessage: {
    'in a conversation of their own': (given) =>
      openedMessage(given.t, {
        questionnaire: questionnaire(given, 'event'),
        channel: null,
        inThread: false,
        leaves: leaving(1),
      }),
    "in their organisation's thread": (given) =>
      openedMessage(given.t, {
        questionnaire: questionnaire(given, 'event'),
        channel: null,
        inThread: true,
        leaves: leaving(1),
      }),
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
