import type { Departure } from '../../../src/access/contacts/departure.ts';
import {
  callListMessage,
  confirmSurveyClosing,
  confirmSurveyReminding,
  reviewExtension,
  reviewLaunch,
  surveyClosedMessage,
  surveyExtendedMessage,
  surveyLaunchedMessage,
  surveyStateMessage,
} from '../../../src/features/surveys/coordination/messages/run.ts';
import type { MissingQuestionnaire } from '../../../src/features/surveys/coordination/missing.ts';
import type { Given, Samples } from '../sample.ts';
import { at, edition, id, person } from './facts.ts';
import { leaving, leavingLater } from './leaving.ts';
import { allAnswers, questionnaire, survey } from './survey-facts.ts';

const launch = (given: Given, events = 22, organisations = 12) => ({
  ...{ editionId: id(2), editionName: edition(given).name },
  ...{ events, organisations, closesOn: survey.closesOn },
});
const launched = (given: Given, leaves: Departure, firstAt: Date | null = null) => ({
  ...launch(given),
  ...{ leaves, firstAt },
});
const STATUS = '/questionnaire etat';
const extension = (given: Given, missing = 9) => ({
  ...{ editionName: edition(given).name, from: survey.closesOn, to: '2027-01-22', missing },
});
const closing = {
  events: { received: 13, inProgress: 2, asked: 22 },
  organisations: { received: 7, inProgress: 0, asked: 12 },
  missing: 14,
  stillToAsk: 0,
  closesOn: survey.closesOn,
};
const nothing = {
  ...closing,
  events: { received: 0, inProgress: 0, asked: 0 },
  organisations: { received: 0, inProgress: 0, asked: 1 },
  missing: 1,
  stillToAsk: 3,
};

const contact = (given: Given, personId = id(5)) => ({
  ...{ personId, name: person(given), externalId: 'U0ANA' },
  ...({ platform: 'slack', locale: 'fr' } as const),
});
const reminders = (given: Given) =>
  given.several(2, 40, () => ({ to: contact(given), questionnaires: [questionnaire(given, 'event')] }));

const missing = (given: Given): readonly MissingQuestionnaire[] => [
  {
    questionnaire: questionnaire(given, 'event', {}, { id: id(220) }),
    people: [contact(given), contact(given, id(6))],
    unwilling: new Set([id(6)]),
  },
  { questionnaire: questionnaire(given, 'organisation', {}, { id: id(221) }), people: [], unwilling: new Set() },
  ...given.several(0, 80, (index) => ({
    questionnaire: questionnaire(given, 'event', {}, { id: id(230 + index) }),
    people: [contact(given)],
    unwilling: new Set<string>(),
  })),
];

const state = (given: Given) => {
  const open = missing(given).map((one) => one.questionnaire);
  return {
    survey,
    questionnaires: [...open, questionnaire(given, 'event', allAnswers(given, 'event'))],
    planned: 4,
    missing: open,
    declined: [],
    late: [],
  };
};

export const surveyCoordination: Samples = {
  reviewLaunch: {
    many: (given) => reviewLaunch(given.t, launch(given)),
    one: (given) => reviewLaunch(given.t, launch(given, 1, 1)),
    none: (given) => reviewLaunch(given.t, launch(given, 0, 0)),
  },
  surveyLaunchedMessage: {
    'some are asked now, some later': (given) =>
      surveyLaunchedMessage(given.t, launched(given, leavingLater(7, 2)), STATUS),
    'all are asked later': (given) =>
      surveyLaunchedMessage(given.t, launched(given, leaving(0), at('28T08:00')), STATUS),
    'nothing is to be asked': (given) => surveyLaunchedMessage(given.t, launched(given, leaving(0)), STATUS),
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
      surveyStateMessage(given.t, { survey, questionnaires: [], planned: 22, missing: [], declined: [], late: [] }),
    closed: (given) =>
      surveyStateMessage(given.t, {
        ...state(given),
        survey: { ...survey, closedAt: at('28T09:00') },
        declined: [questionnaire(given, 'event', {}, { id: id(320), declinedAt: at('16T09:00') })],
        late: [questionnaire(given, 'organisation', {}, { id: id(321) })],
      }),
  },
  callListMessage: {
    nobody: (given) => callListMessage(given.t, []),
    some: (given) => callListMessage(given.t, missing(given)),
  },
};
