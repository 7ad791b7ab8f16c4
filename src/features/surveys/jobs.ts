import { onlyByDay } from '../../schedule/by-day.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { EVENT_MOVED } from '../events/due-kinds.ts';
import { askCoOrganisers } from './asking/ask.ts';
import { goPrivate } from './asking/go-private.ts';
import { askDue, askOrganisations, planEventQuestionnaire, planEvents } from './asking/plan.ts';
import { planProposals, proposeClosing, proposeLaunch } from './coordination/proposals.ts';
import { remindersNow, remindOfQuestionnaire, sendReminders, tellCallList } from './coordination/remind.ts';
import {
  ASK,
  ASK_CO_ORGANISERS,
  ASK_ORGANISATIONS,
  CALL_LIST,
  GO_PRIVATE,
  LAST_REMINDER,
  PLAN_PROPOSALS,
  PROPOSE_CLOSING,
  PROPOSE_LAUNCH,
  REMIND_ALL,
  REMIND_QUESTIONNAIRE,
  REMIND_TO_FINISH,
} from './due-kinds.ts';
import { loadQuestionnaire } from './questionnaires/load.ts';
import { surveyStore } from './store.ts';

export const surveyJobs: DueHandlers = {
  [EVENT_MOVED]: async (scope, subject) => {
    const [id = ''] = subject.split(':');
    await planEventQuestionnaire(scope, { id });
    await planProposals(scope, { id });
  },

  [PLAN_PROPOSALS]: async (scope, subject) => {
    const [id = ''] = subject.split(':');
    await planProposals(scope, { id });
  },

  [GO_PRIVATE]: goPrivate,

  ...onlyByDay({
    [ASK]: askDue,

    [ASK_ORGANISATIONS]: async (scope, surveyId) => {
      const survey = await surveyStore(scope).byId(surveyId);
      if (survey?.closedAt === null) await askOrganisations(scope, survey);
    },

    [ASK_CO_ORGANISERS]: async (scope, questionnaireId) => {
      const questionnaire = await loadQuestionnaire(scope, questionnaireId);
      if (questionnaire.survey.closedAt === null) await askCoOrganisers(scope, questionnaire);
    },

    [REMIND_QUESTIONNAIRE]: async (scope, subject) => {
      const [questionnaireId = ''] = subject.split(':');
      await remindOfQuestionnaire(scope, await loadQuestionnaire(scope, questionnaireId));
    },

    [REMIND_TO_FINISH]: async (scope, questionnaireId) => {
      await remindOfQuestionnaire(scope, await loadQuestionnaire(scope, questionnaireId));
    },

    [LAST_REMINDER]: async (scope, surveyId) => {
      const survey = await surveyStore(scope).byId(surveyId);
      if (!survey || survey.closedAt !== null) return;
      await planEvents(scope, survey);
      await sendReminders(scope, survey, (await remindersNow(scope, survey)).due);
    },

    [REMIND_ALL]: async (scope, surveyId) => {
      const survey = await surveyStore(scope).byId(surveyId);
      if (survey?.closedAt === null) await sendReminders(scope, survey, (await remindersNow(scope, survey)).due);
    },

    [PROPOSE_LAUNCH]: proposeLaunch,

    [PROPOSE_CLOSING]: async (scope, surveyId) => {
      const survey = await surveyStore(scope).byId(surveyId);
      if (survey) await proposeClosing(scope, survey);
    },

    [CALL_LIST]: async (scope, surveyId) => {
      const survey = await surveyStore(scope).byId(surveyId);
      if (survey?.closedAt === null) await tellCallList(scope, survey);
    },
  }),
};
