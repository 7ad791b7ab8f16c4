import type { Departure } from '../../../src/access/contacts/departure.ts';
import {
  askingProgressMessage,
  remindingProgressMessage,
} from '../../../src/features/surveys/asking/messages/progress.ts';
import type { CallToMake } from '../../../src/features/surveys/coordination/calls.ts';
import {
  callListMessage,
  callMessage,
  nothingToCallMessage,
} from '../../../src/features/surveys/coordination/messages/calls.ts';
import {
  confirmSurveyClosing,
  confirmSurveyReminding,
  reviewExtension,
  reviewLaunch,
  surveyClosedMessage,
  surveyExtendedMessage,
  surveyLaunchedMessage,
  surveyStateMessage,
} from '../../../src/features/surveys/coordination/messages/run.ts';
import type { Given, Samples } from '../sample.ts';
import { at, edition, id, person } from './facts.ts';
import { leaving, leavingLater } from './leaving.ts';
import { allAnswers, questionnaire, survey } from './survey-facts.ts';

const launch = (given: Given, events = 22, organisations = 12, absent = 5, unasked = 0) => ({
  ...{ editionId: id(2), editionName: edition(given).name },
  ...{ events, organisations, absent, closesOn: survey.closesOn, unasked },
  organisationsLate: { count: unasked * 4, at: new Date('2026-12-01T10:00:00+01:00') },
});
const launched = (given: Given, leaves: Departure, firstAt: Date | null = null) => ({
  ...launch(given),
  ...{ leaves, firstAt, following: 0 },
});
const STATUS = '/questionnaire etat';
const extension = (given: Given, missing = 9) => ({
  ...{ editionName: edition(given).name, from: survey.closesOn, to: '2027-01-22', missing },
  organisationsLate: { count: 0, at: new Date('2026-12-01T10:00:00+01:00') },
});
const closing = {
  events: { received: 13, inProgress: 2, asked: 22 },
  organisations: { received: 7, inProgress: 0, asked: 12 },
  absent: { received: 2, inProgress: 0, asked: 5 },
  missing: 14,
  stillToAsk: 0,
  organisationsToAsk: { count: 0, at: new Date('2026-12-01T10:00:00+01:00') },
  closesOn: survey.closesOn,
};
const nothing = {
  ...closing,
  events: { received: 0, inProgress: 0, asked: 0 },
  organisations: { received: 0, inProgress: 0, asked: 1 },
  absent: { received: 0, inProgress: 0, asked: 0 },
  missing: 1,
  stillToAsk: 3,
  organisationsToAsk: { count: 17, at: new Date('2026-12-01T10:00:00+01:00') },
};

const contact = (given: Given, personId = id(5)) => ({
  ...{ personId, name: person(given), externalId: 'U0ANA' },
  ...({ platform: 'slack', locale: 'fr' } as const),
});
const reminders = (given: Given) =>
  given.several(2, 40, () => ({ to: contact(given), questionnaires: [questionnaire(given, 'event')] }));

const call = (given: Given, changes: Partial<CallToMake> = {}): CallToMake => ({
  organisation: { id: id(9), name: given.say('Le Moulin', 120) },
  questionnaires: [questionnaire(given, 'event', {}, { id: id(220) })],
  people: [contact(given), contact(given, id(6))],
  unwilling: new Set([id(6)]),
  contacts: [given.say('06 12 34 56 78', 200)],
  called: null,
  ...changes,
});
const calls = (given: Given): readonly CallToMake[] => [
  call(given),
  call(given, {
    organisation: { id: id(10), name: given.say('La Ruche', 120) },
    questionnaires: [
      questionnaire(given, 'organisation', {}, { id: id(221) }),
      questionnaire(given, 'organisation', { pressContacted: { kind: 'choice', option: 'no' } }, { id: id(222) }),
    ],
    people: [],
    contacts: [],
    called: { name: person(given), at: at('17T10:00') },
  }),
  ...given.several(0, 80, (index) =>
    call(given, {
      organisation: { id: id(400 + index), name: given.say('La Ruche', 120) },
      questionnaires: [questionnaire(given, 'event', {}, { id: id(230 + index) })],
    }),
  ),
];

const state = (given: Given) => {
  const open = calls(given).flatMap((one) => one.questionnaires);
  return {
    survey,
    questionnaires: [...open, questionnaire(given, 'event', allAnswers(given, 'event'))],
    planned: 4,
    missing: open,
    begun: [],
    declined: [],
    late: [],
  };
};

export const surveyCoordination: Samples = {
  reviewLaunch: {
    many: (given) => reviewLaunch(given.t, launch(given)),
    one: (given) => reviewLaunch(given.t, launch(given, 1, 1)),
    none: (given) => reviewLaunch(given.t, launch(given, 0, 0)),
    'some take place afterwards': (given) => reviewLaunch(given.t, launch(given, 22, 12, 5, 3)),
  },
  surveyLaunchedMessage: {
    'some are asked now, some later': (given) =>
      surveyLaunchedMessage(given.t, launched(given, leavingLater(7, 2)), STATUS),
    'all are asked later': (given) =>
      surveyLaunchedMessage(given.t, launched(given, leaving(0), at('28T08:00')), STATUS),
    'nothing is to be asked': (given) => surveyLaunchedMessage(given.t, launched(given, leaving(0)), STATUS),
    'many are asked step by step': (given) =>
      surveyLaunchedMessage(given.t, { ...launched(given, leavingLater(18, 2)), following: 380 }, STATUS),
    'many are asked step by step, the first of whom nobody can be': (given) =>
      surveyLaunchedMessage(given.t, { ...launched(given, leaving(0)), following: 1 }, STATUS),
  },
  askingProgressMessage: {
    'on its way': (given) => askingProgressMessage(given.t, { done: 120, all: 1_400, isOver: false }),
    over: (given) => askingProgressMessage(given.t, { done: 1_400, all: 1_400, isOver: false }),
    closed: (given) => askingProgressMessage(given.t, { done: 120, all: 1_400, isOver: true }),
  },
  remindingProgressMessage: {
    'on its way': (given) => remindingProgressMessage(given.t, { done: 40, all: 300, isOver: false }),
    over: (given) => remindingProgressMessage(given.t, { done: 300, all: 300, isOver: false }),
    closed: (given) => remindingProgressMessage(given.t, { done: 40, all: 300, isOver: true }),
  },
  reviewExtension: {
    'some are missing': (given) => reviewExtension(given.t, extension(given)),
    'nobody is missing': (given) => reviewExtension(given.t, extension(given, 0)),
  },
  surveyExtendedMessage: (given) => surveyExtendedMessage(given.t, extension(given)),
  confirmSurveyReminding: {
    nobody: (given) =>
      confirmSurveyReminding(given.t, { due: [], today: [], spared: [], unwilling: [], justAsked: null }),
    'nobody, all were reminded lately': (given) =>
      confirmSurveyReminding(given.t, {
        due: [],
        today: [],
        spared: reminders(given).slice(0, 1),
        unwilling: [],
        justAsked: null,
      }),
    some: (given) => {
      const [due, today] = [reminders(given), reminders(given).slice(0, 1)];
      return confirmSurveyReminding(given.t, {
        due,
        today,
        spared: due,
        unwilling: today,
        justAsked: { people: 2, at: new Date('2026-11-27T13:02:00Z') },
      });
    },
  },
  confirmSurveyClosing: {
    'some answered': (given) => confirmSurveyClosing(given.t, closing),
    'nobody answered': (given) => confirmSurveyClosing(given.t, nothing),
  },
  surveyClosedMessage: (given) => surveyClosedMessage(given.t, closing, '/bilan apercu'),
  surveyStateMessage: {
    open: (given) => surveyStateMessage(given.t, state(given)),
    'nobody was asked yet': (given) =>
      surveyStateMessage(given.t, {
        survey,
        questionnaires: [],
        planned: 22,
        missing: [],
        begun: [],
        declined: [],
        late: [],
      }),
    closed: (given) =>
      surveyStateMessage(given.t, {
        ...state(given),
        survey: { ...survey, closedAt: at('28T09:00') },
        begun: [questionnaire(given, 'event', { held: { kind: 'choice', option: 'yes' } }, { id: id(322) })],
        declined: [questionnaire(given, 'event', {}, { id: id(320), declinedAt: at('16T09:00') })],
        late: [questionnaire(given, 'organisation', {}, { id: id(321) })],
      }),
  },
  callListMessage: {
    nobody: (given) => callListMessage(given.t, []),
    some: (given) => callListMessage(given.t, calls(given)),
    'one only': (given) => callListMessage(given.t, [call(given)]),
  },
  callMessage: {
    'of several questionnaires': (given) =>
      callMessage(
        given.t,
        call(given, {
          questionnaires: [
            questionnaire(given, 'event', {}, { id: id(220) }),
            questionnaire(given, 'organisation', {}, { id: id(221) }),
          ],
          called: { name: person(given), at: at('17T10:00') },
        }),
      ),
    'of many': (given) =>
      callMessage(
        given.t,
        call(given, {
          questionnaires: given.several(6, 40, (index) => questionnaire(given, 'event', {}, { id: id(230 + index) })),
          called: { name: null, at: at('17T10:00') },
        }),
      ),
  },
  nothingToCallMessage: (given) => nothingToCallMessage(given.t),
};
