import { z } from 'zod';
import { directory } from '../../../../access/contacts/directory-store.ts';
import { operation } from '../../../../access/operation/operation.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { answerStore } from '../../questionnaires/answer-store.ts';
import { asClosed } from '../../questionnaires/as-closed.ts';
import { isMissing, isOpen, loadSheet, loadSheets, mayAnswer } from '../../questionnaires/load.ts';
import { currentSurvey } from '../../questionnaires/waiting.ts';
import type { AskedSheet, SheetView } from '../../survey.ts';
import { type MissingSheet, missingSheets } from '../missing.ts';
import type { SurveyState } from '../run.ts';

/** A sheet's answers, who gave them and when: for its organisation's members and the coordinators. */
export const viewSheet = operation({
  name: 'surveys.view',
  who: 'organiser',
  input: z.object({ questionnaireId: z.uuid() }),
  async run(scope, { questionnaireId }): Promise<SheetView> {
    const sheet = await loadSheet(scope, questionnaireId);
    if (!mayAnswer(scope.actor, sheet, scope.now, scope.region.timeZone)) {
      throw new UserError('surveys.errors.notYours');
    }
    const history = (await answerStore(scope).history([sheet.id])).get(sheet.id) ?? [];
    const people = await directory(scope).people([...new Set([...sheet.entries, ...history].map(({ by }) => by))]);
    return { sheet, names: new Map(people.map(({ personId, name }) => [personId, name])), history };
  },
});

/** How far the survey is. Throws UserError before there is one. */
export const surveyState = operation({
  name: 'surveys.state',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<SurveyState> {
    const survey = await currentSurvey(scope);
    if (!survey) throw new UserError('surveys.errors.notLaunched');
    const all = await loadSheets(scope, survey);
    const asked = all.filter(isOpen);
    return {
      survey,
      sheets: await asClosed(scope, survey, asked),
      planned: all.filter(({ askedAt, event }) => askedAt === null && event?.status !== 'CANCELLED').length,
      missing: all.filter(isMissing),
      declined: asked.filter(({ declinedAt }) => declinedAt !== null),
      late: asked.filter(({ entries }) => entries.some(({ late }) => late)),
    };
  },
});

/** Whom to telephone: the sheets nobody has answered, with the people who could. */
export const callList = operation({
  name: 'surveys.callList',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<readonly MissingSheet[]> {
    const survey = await currentSurvey(scope);
    if (!survey) throw new UserError('surveys.errors.notLaunched');
    return missingSheets(scope, survey);
  },
});

/** Sheets a coordinator can answer for somebody: all that were asked. */
export const sheetsToEnter = operation({
  name: 'surveys.toEnter',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<readonly AskedSheet[]> {
    const survey = await currentSurvey(scope);
    return survey ? (await loadSheets(scope, survey)).filter(isOpen) : [];
  },
});
