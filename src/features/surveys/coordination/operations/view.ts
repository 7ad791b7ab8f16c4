import { z } from 'zod';
import { directory } from '../../../../access/contacts/directory-store.ts';
import { operation } from '../../../../access/operation/operation.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { answerStore } from '../../questionnaires/answer-store.ts';
import { asClosed } from '../../questionnaires/as-closed.ts';
import { isMissing, isOpen, loadQuestionnaire, loadQuestionnaires, mayAnswer } from '../../questionnaires/load.ts';
import { currentSurvey } from '../../questionnaires/waiting.ts';
import type { Questionnaire, QuestionnaireView } from '../../survey.ts';
import { type MissingQuestionnaire, missingQuestionnaires } from '../missing.ts';
import type { SurveyState } from '../run.ts';

/** Returns a questionnaire's answers, who gave them and when, to its organisation's members and to coordinators. */
export const viewQuestionnaire = operation({
  name: 'surveys.view',
  who: 'organiser',
  input: z.object({ questionnaireId: z.uuid() }),
  async run(scope, { questionnaireId }): Promise<QuestionnaireView> {
    const questionnaire = await loadQuestionnaire(scope, questionnaireId);
    if (!mayAnswer(scope.actor, questionnaire, scope.now, scope.region.timeZone)) {
      throw new UserError('surveys.errors.notYours');
    }
    const history = (await answerStore(scope).history([questionnaire.id])).get(questionnaire.id) ?? [];
    const people = await directory(scope).people([
      ...new Set([...questionnaire.entries, ...history].map(({ by }) => by)),
    ]);
    return { questionnaire, names: new Map(people.map(({ personId, name }) => [personId, name])), history };
  },
});

/** Returns the progress of the survey. Throws UserError before the first launch. */
export const surveyState = operation({
  name: 'surveys.state',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<SurveyState> {
    const survey = await currentSurvey(scope);
    if (!survey) throw new UserError('surveys.errors.notLaunched');
    const all = await loadQuestionnaires(scope, survey);
    const asked = all.filter(isOpen);
    return {
      survey,
      questionnaires: await asClosed(scope, survey, asked),
      planned: all.filter(({ askedAt, event }) => askedAt === null && event?.status !== 'CANCELLED').length,
      missing: all.filter(isMissing),
      declined: asked.filter(({ declinedAt }) => declinedAt !== null),
      late: asked.filter(({ entries }) => entries.some(({ late }) => late)),
    };
  },
});

/** Returns the call list: the questionnaires that nobody has answered, with the people who could. */
export const callList = operation({
  name: 'surveys.callList',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<readonly MissingQuestionnaire[]> {
    const survey = await currentSurvey(scope);
    if (!survey) throw new UserError('surveys.errors.notLaunched');
    return missingQuestionnaires(scope, survey);
  },
});

/** Returns the questionnaires that a coordinator can answer for somebody: all that were asked. */
export const questionnairesToEnter = operation({
  name: 'surveys.toEnter',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<readonly Questionnaire[]> {
    const survey = await currentSurvey(scope);
    return survey ? (await loadQuestionnaires(scope, survey)).filter(isOpen) : [];
  },
});
