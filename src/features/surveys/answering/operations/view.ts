import { z } from 'zod';
import { directory } from '../../../../access/contacts/directory-store.ts';
import { operation } from '../../../../access/operation/operation.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { answerStore } from '../../questionnaires/answer-store.ts';
import { loadQuestionnaire, mayAnswer } from '../../questionnaires/load.ts';
import type { QuestionnaireView } from '../../survey.ts';

/** Returns a questionnaire's answers, who gave them and when, to its organisation's members and to coordinators. */
export const viewQuestionnaire = operation({
  name: 'surveys.view',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
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
