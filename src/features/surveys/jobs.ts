import { onlyByDay } from '../../schedule/by-day.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { EVENT_MOVED } from '../events/due-kinds.ts';
import { askCoOrganisers } from './asking/ask.ts';
import { goPrivate } from './asking/go-private.ts';
import { askDue, askOrganisations, planEventQuestionnaire, planEvents } from './asking/plan.ts';
import { remindersNow, remindOfQuestionnaire, sendReminders, tellCallList } from './coordination/remind.ts';
import {
  ASK,
  ASK_CO_ORGANISERS,
  ASK_ORGANISATIONS,
  CALL_LIST,
  GO_PRIVATE,
  LAST_REMINDER,
  REMIND_ALL,
  REMIND_QUESTIONNAIRE,
} from './due-kinds.ts';
import { loadQuestionnaire } from './questionnaires/load.ts';
import { surveyStore } from './store.ts';

export const surveyJobs: DueHandlers = {
  [EVENT_MOVED]: async (scope, subject) => {
    const [id = ''] = subject.split(':');
    await planEventQuestionnaire(scope, { id });
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

    [CALL_LIST]: async (scope, surveyId) => {
      const survey = await surveyStore(scope).byId(surveyId);
      if (survey?.closedAt === null) await tellCallList(scope, survey);
    },
  }),
};
