import { onlyByDay } from '../../schedule/by-day.ts';
import { type DueHandlers, inSets } from '../../schedule/handlers.ts';
import { EVENT_MOVED } from '../events/due-kinds.ts';
import { askCoOrganisers } from './asking/ask.ts';
import { goPrivate } from './asking/go-private.ts';
import {
  askDue,
  askInSteps,
  askOrganisations,
  nextAskStep,
  planEventQuestionnaire,
  planEvents,
} from './asking/plan.ts';
import { SURVEY_STEP } from './asking/steps.ts';
import { nextMoveStep } from './coordination/move.ts';
import { planProposals, proposeClosing, proposeLaunch } from './coordination/proposals.ts';
import { nextRemindStep, remindInSteps, remindOfQuestionnaire, tellCallList } from './coordination/remind.ts';
import { nextRewordStep } from './coordination/reword.ts';
import {
  ASK,
  ASK_CO_ORGANISERS,
  ASK_ORGANISATIONS,
  ASK_STEP,
  CALL_LIST,
  GO_PRIVATE,
  LAST_REMINDER,
  MOVE_STEP,
  PLAN_PROPOSALS,
  PROPOSE_CLOSING,
  PROPOSE_LAUNCH,
  REMIND_ALL,
  REMIND_QUESTIONNAIRE,
  REMIND_STEP,
  REMIND_TO_FINISH,
  REWORD_STEP,
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
  [MOVE_STEP]: nextMoveStep,
  [REWORD_STEP]: nextRewordStep,

  ...onlyByDay({
    [ASK]: inSets(SURVEY_STEP, async (scope, ids) => {
      for (const id of ids) await askDue(scope, id);
    }),

    [ASK_STEP]: nextAskStep,
    [REMIND_STEP]: nextRemindStep,

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
      await askInSteps(scope, survey, (await planEvents(scope, survey)).now);
      await remindInSteps(scope, survey);
    },

    [REMIND_ALL]: async (scope, surveyId) => {
      const survey = await surveyStore(scope).byId(surveyId);
      if (survey?.closedAt === null) await remindInSteps(scope, survey);
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
