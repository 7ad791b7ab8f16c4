import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { stillToAsk } from '../../asking/plan.ts';
import { isOnProgramme } from '../../questionnaires/answerable.ts';
import { asClosed } from '../../questionnaires/as-closed.ts';
import { isBegun, isMissing, isOpen, isReminded, loadQuestionnaires } from '../../questionnaires/load.ts';
import { currentSurvey } from '../../questionnaires/waiting.ts';
import type { Questionnaire } from '../../survey.ts';
import type { SurveyState } from '../run.ts';

/** Returns the progress of the survey. Throws UserError before the first launch. */
export const surveyState = operation({
  name: 'surveys.state',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<SurveyState> {
    const survey = await currentSurvey(scope);
    if (!survey) throw new UserError('surveys.errors.notLaunched');
    const all = await loadQuestionnaires(scope, survey);
    const asked = all.filter(isOpen);
    return {
      survey,
      questionnaires: await asClosed(scope, survey, asked),
      planned: all.filter(isPlanned).length + (await stillToAsk(scope, survey)).length,
      missing: all.filter(isReminded).filter(isMissing),
      begun: all.filter(isBegun),
      declined: asked.filter(({ declinedAt }) => declinedAt !== null),
      late: asked.filter(({ entries }) => entries.some(({ late }) => late)),
    };
  },
});

/** Returns whether it is asked later: its event isn't over, or has no date yet. */
function isPlanned({ askedAt, event }: Questionnaire): boolean {
  return askedAt === null && (event === null || isOnProgramme(event));
}

/** Returns the questionnaires that a coordinator can answer for somebody: all that were asked. */
export const questionnairesToEnter = operation({
  name: 'surveys.toEnter',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<readonly Questionnaire[]> {
    const survey = await currentSurvey(scope);
    return survey ? (await loadQuestionnaires(scope, survey)).filter(isOpen) : [];
  },
});
